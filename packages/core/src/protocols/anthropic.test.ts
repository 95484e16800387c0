import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { anthropic } from './anthropic.ts'
import { outcomeOf, play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const started = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    model: 'c-1',
    role: 'assistant',
    content: [],
    usage: { input_tokens: 10, cache_read_input_tokens: 3, cache_creation_input_tokens: 2, output_tokens: 1 },
  },
}
const start = (index: number, content_block: object): object => ({
  type: 'content_block_start',
  index,
  content_block,
})
const delta = (index: number, inner: object): object => ({ type: 'content_block_delta', index, delta: inner })
const stop = (index: number): object => ({ type: 'content_block_stop', index })
const finished = (stop_reason: string): object => ({
  type: 'message_delta',
  delta: { stop_reason, stop_sequence: null },
  usage: { output_tokens: 20 },
})
const stopped = { type: 'message_stop' }
const said = (index: number, text: string): object => delta(index, { type: 'text_delta', text })
const json = (index: number, partial_json: string): object =>
  delta(index, { type: 'input_json_delta', partial_json })

describeProtocol(anthropic, {
  contentType: 'text/event-stream; charset=utf-8',
  body: sse(
    started,
    { type: 'ping' },
    start(0, { type: 'thinking', thinking: '', signature: '' }),
    delta(0, { type: 'thinking_delta', thinking: 'Größe? ' }),
    delta(0, { type: 'thinking_delta', thinking: '🤔' }),
    delta(0, { type: 'signature_delta', signature: 'c2ln' }),
    stop(0),
    start(1, { type: 'text', text: '' }),
    said(1, 'It is '),
    said(1, '世界'),
    delta(1, {
      type: 'citations_delta',
      citation: { type: 'web_search_result_location', url: 'https://a.example', title: 'A' },
    }),
    stop(1),
    start(2, { type: 'tool_use', id: 'toolu_1', name: 'add', input: {} }),
    json(2, ''),
    json(2, '{"a": 1,'),
    json(2, ' "b": 2}'),
    stop(2),
    finished('tool_use'),
    stopped,
  ),
})

describe('anthropic: blocks', () => {
  it('become text, reasoning with its signature, and tool calls', () => {
    const { draft } = playEvents(
      started,
      start(0, { type: 'thinking', thinking: 'a', signature: '' }),
      delta(0, { type: 'thinking_delta', thinking: 'b' }),
      delta(0, { type: 'signature_delta', signature: 's' }),
      stop(0),
      start(1, { type: 'redacted_thinking', data: 'xyz' }),
      stop(1),
      start(2, { type: 'text', text: 'c' }),
      said(2, 'd'),
      stop(2),
      start(3, { type: 'tool_use', id: 't', name: 'f', input: {} }),
      json(3, '{"x":'),
      json(3, '1}'),
      stop(3),
      finished('tool_use'),
      stopped,
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'reasoning', text: 'ab', state: 'done', signature: { protocol: 'anthropic', value: 's' } },
      { type: 'reasoning', text: '', redacted: true, signature: { protocol: 'anthropic', value: 'xyz' } },
      { type: 'text', text: 'cd', state: 'done' },
      {
        type: 'tool',
        toolCallId: 't',
        toolName: 'f',
        inputText: '{"x":1}',
        input: { x: 1 },
        state: 'input-available',
      },
    ])
    expect(draft).toMatchObject({ finishReason: 'tool-calls', done: true, messageId: 'msg_1', model: 'c-1' })
  })

  it('of text in a row are one text: citations cut sentences', () => {
    const cited = { type: 'char_location', document_title: 'facts.txt', cited_text: 'x' }
    const { draft, events } = playEvents(
      start(0, { type: 'text', text: '' }),
      said(0, 'The answer, '),
      stop(0),
      start(1, { type: 'text', text: '', citations: [] }),
      said(1, '42'),
      delta(1, { type: 'citations_delta', citation: cited }),
      stop(1),
      start(2, { type: 'server_tool_use', id: 'x', name: 'web_search', input: {} }),
      stop(2),
      start(3, { type: 'text', text: '' }),
      said(3, 'Done'),
    )
    expect(outcomeOf(draft)).toMatchObject({
      textParts: ['The answer, 42', 'Done'],
      sources: [{ url: null, title: 'facts.txt' }],
    })
    const texts = events.filter((event) => event.type === 'text-delta')
    expect(texts.map((event) => event.id)).toEqual(['0', '0', '1'])
  })

  it.each([
    ['no argument', [], {}],
    ['only an empty piece', [json(0, '')], {}],
  ])('of tools may have %s', (_, deltas, input) => {
    const { draft } = playEvents(
      start(0, { type: 'tool_use', id: 't', name: 'f', input: {} }),
      ...deltas,
      stop(0),
    )
    expect(outcomeOf(draft).toolCalls).toMatchObject([{ input, inputText: '', state: 'input-available' }])
  })

  it('of tools may come whole, or cut by the limit', () => {
    const whole = playEvents(start(0, { type: 'tool_use', id: 't', name: 'f', input: { x: 1 } }), stop(0))
    expect(outcomeOf(whole.draft).toolCalls).toMatchObject([{ input: { x: 1 }, state: 'input-available' }])
    const cut = playEvents(
      start(0, { type: 'tool_use', id: 't', name: 'f', input: {} }),
      json(0, '{"x": [1,'),
      stop(0),
      finished('max_tokens'),
      stopped,
    )
    expect(outcomeOf(cut.draft)).toMatchObject({
      toolCalls: [{ input: { x: [1] }, state: 'input-truncated' }],
      finishReason: 'length',
    })
  })

  it('of tools that Anthropic runs have their results', () => {
    const { draft } = playEvents(
      start(0, { type: 'server_tool_use', id: 'a', name: 'web_search', input: {} }),
      json(0, '{"query":"q"}'),
      stop(0),
      start(1, { type: 'web_search_tool_result', tool_use_id: 'a', content: [{ url: 'u' }] }),
      stop(1),
      start(2, { type: 'mcp_tool_use', id: 'b', name: 'ask', server_name: 's', input: {} }),
      stop(2),
      start(3, {
        type: 'mcp_tool_result',
        tool_use_id: 'b',
        is_error: true,
        content: [{ type: 'text', text: 'refused' }],
      }),
      stop(3),
      start(4, { type: 'server_tool_use', id: 'c', name: 'web_fetch', input: {} }),
      stop(4),
      start(5, {
        type: 'web_fetch_tool_result',
        tool_use_id: 'c',
        content: { type: 'web_fetch_tool_error', error_code: 'url_not_allowed' },
      }),
      stop(5),
    )
    expect(draft.snapshot().parts).toMatchObject([
      {
        toolName: 'web_search',
        hosted: true,
        input: { query: 'q' },
        output: [{ url: 'u' }],
        state: 'output-available',
      },
      { toolName: 'ask', hosted: true, state: 'output-error', errorText: 'refused' },
      { toolName: 'web_fetch', hosted: true, state: 'output-error', errorText: 'url_not_allowed' },
    ])
  })

  it('of an unknown kind, and unknown events, are passed on', () => {
    const { events } = playEvents(
      { type: 'message_hint', x: 1 },
      start(0, { type: 'compaction' }),
      delta(0, { type: 'compaction_delta' }),
      stop(0),
    )
    expect(events.filter((event) => event.type === 'unknown')).toHaveLength(3)
  })
})

describe('anthropic: usage and the end', () => {
  it('counts cached input, and keeps what a later report leaves out', () => {
    expect(playEvents(started, finished('end_turn'), stopped).draft.usage).toMatchObject({
      input: 15,
      output: 20,
      cachedInput: 3,
    })
    const anew = {
      type: 'message_delta',
      delta: {},
      usage: { input_tokens: 100, cache_read_input_tokens: null, output_tokens: 30 },
    }
    expect(playEvents(started, anew).draft.usage).toMatchObject({ input: 105, output: 30, cachedInput: 3 })
  })

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool-calls'],
    ['refusal', 'content-filter'],
    ['pause_turn', 'other'],
  ])('reads the stop reason %s as %s', (raw, reason) => {
    expect(playEvents(started, finished(raw), stopped).draft).toMatchObject({
      finishReason: reason,
      rawFinishReason: raw,
      done: true,
    })
  })

  it('tells a truncated answer from a finished one', () => {
    expect(playEvents(started, start(0, { type: 'text', text: 'a' })).draft.done).toBe(false)
    expect(playEvents(started, finished('end_turn')).draft.done).toBe(true)
  })

  it('takes a whole answer from a server that does not stream', () => {
    const body = JSON.stringify({
      type: 'message',
      id: 'msg_1',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'text', text: 'Hello' },
        { type: 'tool_use', id: 't', name: 'f', input: { x: 1 } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 2 },
    })
    expect(outcomeOf(playBody(body, 'application/json').draft)).toMatchObject({
      text: 'Hello',
      reasoning: 'hm',
      toolCalls: [{ input: { x: 1 } }],
      usageTotals: { input: 1, output: 2 },
      done: true,
    })
  })
})

describe('anthropic: errors', () => {
  const overloaded = {
    type: 'error',
    error: { type: 'overloaded_error', message: 'Overloaded', details: null },
    request_id: 'r',
  }

  it('are read in the middle, and the text stays', () => {
    const { draft } = playEvents(started, start(0, { type: 'text', text: 'a' }), overloaded)
    expect(outcomeOf(draft)).toMatchObject({
      text: 'a',
      done: false,
      error: { message: 'Overloaded', type: 'overloaded_error' },
    })
    expect(draft.error?.retryable).toBe(true)
  })

  it('are read as the whole body', () => {
    expect(playBody(JSON.stringify(overloaded), 'application/json').draft.error?.message).toBe('Overloaded')
    expect(playBody('event: error\ndata: no upstream\n\n').draft.error?.message).toBe('no upstream')
  })

  it('of one event leave the rest', () => {
    const { events, draft } = playBody(
      `${sse(start(0, { type: 'text', text: 'a' }))}event: content_block_delta\ndata: {"type":"cont\n\n${sse(said(0, 'b'), finished('end_turn'))}`,
    )
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft)).toMatchObject({ text: 'ab', done: true })
  })
})

describe('anthropic: requests', () => {
  const message = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const text = (value: string): MessagePart => ({ type: 'text', id: '0', text: value, state: 'done' })
  const encode = (
    messages: Message[],
    body: Record<string, unknown> = {},
  ): { headers: Record<string, string>; body: unknown } => {
    const request = anthropic().encode({ messages, body, id: 't', trigger: 'send' })
    return { headers: request.headers, body: JSON.parse(request.body) }
  }

  it('carry the system prompt apart, and the limit that the API demands', () => {
    expect(
      encode([message('system', text('Be kind')), message('user', text('Hi'))], {
        model: 'm',
        max_tokens: 9,
      }),
    ).toEqual({
      headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
      body: {
        max_tokens: 9,
        system: 'Be kind',
        messages: [{ role: 'user', content: 'Hi' }],
        stream: true,
        model: 'm',
      },
    })
  })

  it('carry images and documents', () => {
    const sent = message(
      'user',
      text('Look'),
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'file', mediaType: 'image/png', url: 'https://a.example/i.png' },
      {
        type: 'file',
        mediaType: 'application/pdf',
        url: 'data:application/pdf;base64,BB',
        filename: 'a.pdf',
      },
      { type: 'file', mediaType: 'text/csv', url: 'data:text/csv;base64,R3LDvMOfZQ==' },
    )
    expect(encode([sent]).body).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } },
            { type: 'image', source: { type: 'url', url: 'https://a.example/i.png' } },
            {
              type: 'document',
              title: 'a.pdf',
              source: { type: 'base64', media_type: 'application/pdf', data: 'BB' },
            },
            { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Grüße' } },
          ],
        },
      ],
    })
  })

  it('send signed thinking back with the calls that it led to, and no other', () => {
    const reasoning = { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0 } as const
    const call = { type: 'tool', toolName: 'f', inputText: '', input: { x: 1 } } as const
    const answer = message(
      'assistant',
      reasoning,
      { ...reasoning, signature: { protocol: 'other', value: 's' } },
      { ...reasoning, signature: { protocol: 'anthropic', value: 's' } },
      { ...reasoning, text: '', redacted: true, signature: { protocol: 'anthropic', value: 'd' } },
      text('Let me see'),
      { ...call, toolCallId: 'a', state: 'output-available', output: [1] },
      { ...call, toolCallId: 'b', state: 'output-error', errorText: 'broken' },
      { ...call, toolCallId: 'c', state: 'input-available' },
      text('Done'),
    )
    expect(encode([answer]).body).toMatchObject({
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 's' },
            { type: 'redacted_thinking', data: 'd' },
            { type: 'text', text: 'Let me see' },
            { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
            { type: 'tool_use', id: 'b', name: 'f', input: { x: 1 } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'a', content: '[1]' },
            { type: 'tool_result', tool_use_id: 'b', content: 'broken', is_error: true },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'Done' }] },
      ],
    })
  })
})

function sse(...events: object[]): string {
  return events
    .map((event) => `event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('')
}

function playBody(body: string, type = 'text/event-stream'): ReturnType<typeof play> {
  return play(
    { headers: new Headers({ 'content-type': type }) },
    anthropic(),
    [new TextEncoder().encode(body)],
    'clean',
  )
}

function playEvents(...events: object[]): ReturnType<typeof play> {
  return playBody(sse(...events))
}
