import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { openaiResponses } from './openaiResponses.ts'
import { outcomeOf, play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const usage = {
  input_tokens: 10,
  output_tokens: 5,
  total_tokens: 15,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens_details: { reasoning_tokens: 3 },
}
const response = (status: string, rest: object = {}): object => ({
  type: `response.${status}`,
  response: { id: 'resp_1', object: 'response', status, model: 'm-1', output: [], usage: null, ...rest },
})
const created = response('created', { status: 'in_progress' })
const completed = response('completed', { usage })
const added = (output_index: number, item: object): object => ({
  type: 'response.output_item.added',
  output_index,
  item,
})
const ended = (output_index: number, item: object): object => ({
  type: 'response.output_item.done',
  output_index,
  item,
})
const delta = (kind: string, output_index: number, text: string, rest: object = {}): object => ({
  type: `response.${kind}.delta`,
  output_index,
  item_id: `i${Math.round(output_index * 7)}`,
  delta: text,
  ...rest,
})
const said = (output_index: number, text: string): object =>
  delta('output_text', output_index, text, { content_index: 0 })
const message = (text: string): object => ({
  type: 'message',
  id: 'msg',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [] }],
})
const call = (args: string): object => ({
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: 'add',
  arguments: args,
})

describeProtocol(openaiResponses, {
  contentType: 'text/event-stream',
  body: sse(
    created,
    added(0, { type: 'reasoning', id: 'rs', summary: [] }),
    delta('reasoning_summary_text', 0, '**Größe** ', { summary_index: 0 }),
    delta('reasoning_summary_text', 0, '🤔', { summary_index: 0 }),
    delta('reasoning_summary_text', 0, 'next', { summary_index: 1 }),
    ended(0, { type: 'reasoning', id: 'rs', encrypted_content: 'e', summary: [] }),
    added(1, { type: 'message', id: 'msg', content: [] }),
    said(1, 'It is '),
    said(1, '世界'),
    {
      type: 'response.output_text.annotation.added',
      output_index: 1,
      content_index: 0,
      annotation: {
        type: 'url_citation',
        url: 'https://a.example',
        title: 'A',
        start_index: 0,
        end_index: 2,
      },
    },
    ended(1, message('It is 世界')),
    added(2, call('')),
    delta('function_call_arguments', 2, '{"a":1'),
    delta('function_call_arguments', 2, '}'),
    { type: 'response.function_call_arguments.done', output_index: 2, arguments: '{"a":1}' },
    ended(2, call('{"a":1}')),
    completed,
  ),
})

describe('openaiResponses: items', () => {
  it('become text, reasoning, sources and calls', () => {
    const { draft } = playEvents(
      created,
      delta('reasoning_summary_text', 0, 'a', { summary_index: 0 }),
      delta('reasoning_summary_text', 0, 'b', { summary_index: 1 }),
      ended(0, {
        type: 'reasoning',
        id: 'rs',
        encrypted_content: 'e',
        summary: [{ text: 'a' }, { text: 'b' }],
      }),
      delta('reasoning_text', 1, 'c', { content_index: 0 }),
      said(2, 'd'),
      {
        type: 'response.output_text.annotation.added',
        output_index: 2,
        annotation: { type: 'file_citation', file_id: 'f', filename: 'a.txt' },
      },
      ended(2, message('d')),
      added(3, call('')),
      delta('function_call_arguments', 3, '{"x":1}'),
      ended(3, call('{"x":1}')),
      completed,
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'reasoning', text: 'a', kind: 'summary', state: 'done' },
      {
        type: 'reasoning',
        text: 'b',
        kind: 'summary',
        state: 'done',
        signature: { protocol: 'openaiResponses', value: { id: 'rs', encrypted_content: 'e' } },
      },
      { type: 'reasoning', text: 'c', kind: 'raw', state: 'done' },
      { type: 'text', text: 'd', state: 'done' },
      { type: 'source', filename: 'a.txt', id: 'f' },
      { type: 'tool', toolCallId: 'call_1', toolName: 'add', input: { x: 1 }, state: 'input-available' },
    ])
    expect(draft).toMatchObject({
      finishReason: 'tool-calls',
      rawFinishReason: 'completed',
      done: true,
      messageId: 'resp_1',
      model: 'm-1',
    })
    expect(draft.usage).toMatchObject({ input: 10, output: 5, total: 15, reasoning: 3, cachedInput: 4 })
  })

  it.each([
    [
      'text in its done event',
      [{ type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'ab' }],
    ],
    ['text in its item', [ended(0, message('ab'))]],
    ['text in the last event', [response('completed', { output: [message('ab')] })]],
    [
      'text everywhere',
      [
        said(0, 'a'),
        said(0, 'b'),
        { type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'ab' },
        ended(0, message('ab')),
        response('completed', { output: [message('ab')] }),
      ],
    ],
    [
      'contents counted otherwise',
      [delta('output_text', 0, 'ab', { content_index: 1 }), ended(0, message('ab'))],
    ],
  ])('give out %s, once', (_, events) => {
    expect(outcomeOf(playEvents(created, ...events).draft)).toMatchObject({ text: 'ab', textParts: ['ab'] })
  })

  it('are ended once, though the last event repeats them', () => {
    const cited = {
      type: 'message',
      content: [
        { type: 'output_text', text: 'a', annotations: [{ type: 'url_citation', url: 'https://a.example' }] },
      ],
    }
    const { events } = playEvents(
      created,
      said(0, 'a'),
      ended(0, cited),
      response('completed', { output: [cited] }),
    )
    expect(events.map((event) => event.type)).toEqual([
      'start',
      'text-delta',
      'source',
      'text-end',
      'finish',
      'done',
    ])
  })

  it('of reasoning end one summary where the next begins', () => {
    const { draft } = playEvents(
      delta('reasoning_summary_text', 0, 'a', { summary_index: 0 }),
      delta('reasoning_summary_text', 0, 'b', { summary_index: 1 }),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { text: 'a', state: 'done' },
      { text: 'b', state: 'interrupted' },
    ])
  })

  it('give out reasoning and calls that were not streamed', () => {
    const outcome = outcomeOf(
      playEvents(
        ended(0, { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'hm' }], summary: [] }),
        ended(1, call('{"x":1}')),
        completed,
      ).draft,
    )
    expect(outcome).toMatchObject({
      reasoning: 'hm',
      toolCalls: [{ toolCallId: 'call_1', input: { x: 1 }, inputText: '{"x":1}' }],
    })
  })

  it('show that there was reasoning which the provider kept, and keep its signature', () => {
    const { draft } = playEvents(
      ended(0, { type: 'reasoning', id: 'rs', summary: [], encrypted_content: 'e' }),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'reasoning', text: '', redacted: true, signature: { value: { id: 'rs' } } },
    ])
  })

  it('of refusals are no text', () => {
    const events = [
      delta('refusal', 0, 'I '),
      delta('refusal', 0, 'can’t'),
      { type: 'response.refusal.done', output_index: 0, refusal: 'I can’t' },
      ended(0, { type: 'message', content: [{ type: 'refusal', refusal: 'I can’t' }] }),
      completed,
    ]
    expect(outcomeOf(playEvents(...events).draft)).toMatchObject({
      text: '',
      refusal: 'I can’t',
      finishReason: 'stop',
    })
    expect(outcomeOf(playEvents(...events.slice(3)).draft).refusal).toBe('I can’t')
  })

  it('of custom tools take text', () => {
    const item = { type: 'custom_tool_call', call_id: 'c', name: 'sql', input: '' }
    const { draft } = playEvents(
      added(0, item),
      delta('custom_tool_call_input', 0, 'SELECT 1'),
      ended(0, { ...item, input: 'SELECT 1' }),
      completed,
    )
    expect(outcomeOf(draft)).toMatchObject({
      toolCalls: [{ toolName: 'sql', input: 'SELECT 1', state: 'input-available' }],
      finishReason: 'tool-calls',
    })
  })

  it('of tools that the provider runs have their results', () => {
    const { draft } = playEvents(
      added(0, { type: 'web_search_call', id: 'ws', status: 'in_progress' }),
      { type: 'response.web_search_call.searching', output_index: 0 },
      ended(0, {
        type: 'web_search_call',
        id: 'ws',
        status: 'completed',
        action: { type: 'search', query: 'q' },
      }),
      added(1, { type: 'mcp_call', id: 'mcp', name: 'ask', arguments: '' }),
      delta('mcp_call_arguments', 1, '{"q":1}'),
      ended(1, {
        type: 'mcp_call',
        id: 'mcp',
        name: 'ask',
        arguments: '{"q":1}',
        error: { message: 'refused' },
      }),
      added(2, { type: 'code_interpreter_call', id: 'ci', code: '' }),
      delta('code_interpreter_call_code', 2, 'print(1)'),
      ended(2, {
        type: 'code_interpreter_call',
        id: 'ci',
        code: 'print(1)',
        outputs: [{ logs: '1' }],
        status: 'completed',
      }),
      {
        type: 'response.image_generation_call.partial_image',
        output_index: 3,
        partial_image_b64: 'A',
        output_format: 'webp',
      },
      ended(3, {
        type: 'image_generation_call',
        id: 'ig',
        result: 'AB',
        output_format: 'webp',
        status: 'completed',
      }),
      ended(4, { type: 'mcp_approval_request', id: 'ar', name: 'pay', arguments: '{"x":1}' }),
      completed,
    )
    expect(draft.snapshot().parts).toMatchObject([
      {
        toolCallId: 'ws',
        toolName: 'web_search',
        hosted: true,
        input: { query: 'q' },
        state: 'output-available',
      },
      { toolName: 'ask', input: { q: 1 }, state: 'output-error', errorText: 'refused' },
      { toolName: 'code_interpreter', input: 'print(1)', output: [{ logs: '1' }] },
      { type: 'file', mediaType: 'image/webp', url: 'data:image/webp;base64,AB' },
      { toolName: 'image_generation', state: 'output-available' },
      { toolName: 'pay', input: { x: 1 }, state: 'approval-requested', approvalId: 'ar' },
    ])
    expect(draft.finishReason).toBe('stop')
  })

  it('are told apart by their place, not by ids that change', () => {
    const { draft } = playEvents(
      added(0, call('')),
      { ...delta('function_call_arguments', 0, '{"x":'), item_id: 'one' },
      { ...delta('function_call_arguments', 0, '1}'), item_id: 'two' },
      ended(0, { ...call('{"x":1}'), id: 'three' }),
    )
    expect(outcomeOf(draft).toolCalls).toMatchObject([{ input: { x: 1 } }])
  })
})

describe('openaiResponses: the end', () => {
  it('is a terminal event, and nothing less', () => {
    expect(playEvents(created, said(0, 'a'), ended(0, message('a'))).draft.done).toBe(false)
    expect(playEvents(created, said(0, 'a'), ended(0, message('a')), completed).draft.done).toBe(true)
  })

  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'content-filter'],
    ['something', 'other'],
  ])('reads an answer incomplete for %s as %s', (reason, neutral) => {
    const { draft } = playEvents(
      created,
      added(0, call('')),
      delta('function_call_arguments', 0, '{"x": "ab'),
      response('incomplete', { incomplete_details: { reason }, usage }),
    )
    expect(outcomeOf(draft)).toMatchObject({
      finishReason: neutral,
      done: true,
      toolCalls: [{ state: 'input-truncated', input: { x: 'ab' } }],
    })
  })

  it('goes on where a resumed stream begins', () => {
    expect(playEvents(response('queued'), said(0, 'a'), completed).draft).toMatchObject({
      messageId: 'resp_1',
      done: true,
    })
  })

  it('may be a cancellation', () => {
    expect(playEvents(created, response('cancelled')).draft).toMatchObject({ aborted: true, done: true })
  })

  it('takes a whole answer from a server that does not stream', () => {
    const whole = {
      id: 'r',
      object: 'response',
      status: 'completed',
      model: 'm',
      output: [{ type: 'reasoning', summary: [{ text: 'hm' }] }, message('Hello'), call('{"x":1}')],
      usage,
    }
    expect(outcomeOf(playBody(JSON.stringify(whole), 'application/json').draft)).toMatchObject({
      text: 'Hello',
      reasoning: 'hm',
      toolCalls: [{ input: { x: 1 } }],
      finishReason: 'tool-calls',
      done: true,
      usageTotals: { input: 10, output: 5 },
    })
  })
})

describe('openaiResponses: errors', () => {
  const error = { message: 'No quota', type: 'insufficient_quota', code: 'insufficient_quota' }

  it.each([
    ['nested', { type: 'error', sequence_number: 1, error }],
    [
      'flat',
      { type: 'error', sequence_number: 1, message: 'No quota', code: 'insufficient_quota', param: null },
    ],
    ['in response.failed', response('failed', { error })],
  ])('are read %s', (_, event) => {
    expect(playEvents(created, said(0, 'a'), event).draft.error).toMatchObject({
      message: 'No quota',
      code: 'insufficient_quota',
    })
  })

  it('are reported once where response.failed follows', () => {
    const { events, draft } = playEvents(
      created,
      { type: 'error', sequence_number: 1, error },
      response('failed', { error }),
    )
    expect(events.filter((event) => event.type === 'error')).toHaveLength(1)
    expect(draft).toMatchObject({ finishReason: 'error', done: true })
  })

  it('may be the whole body', () => {
    expect(playBody(JSON.stringify({ error }), 'application/json').draft.error?.message).toBe('No quota')
  })

  it('of one event leave the rest; unknown events are passed on, progress is not', () => {
    const { events, draft } = playBody(
      `${sse(said(0, 'a'))}data: {"type":"resp\n\n${sse({ type: 'response.new_thing', x: 1 }, { type: 'response.content_part.added' }, said(0, 'b'), completed)}data: [DONE]\n\n`,
    )
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(events.filter((event) => event.type === 'unknown')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('ab')
  })
})

describe('openaiResponses: requests', () => {
  const encode = (...messages: Message[]): unknown =>
    JSON.parse(openaiResponses().encode({ messages, body: { model: 'm' }, id: 't', trigger: 'send' }).body)
  const from = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const text = (value: string): MessagePart => ({ type: 'text', id: '0', text: value, state: 'done' })

  it('carry the thread, images and files', () => {
    const sent = from(
      'user',
      text('Look'),
      { type: 'file', mediaType: 'image/png', url: 'https://a.example/i.png' },
      {
        type: 'file',
        mediaType: 'application/pdf',
        url: 'data:application/pdf;base64,AA',
        filename: 'a.pdf',
      },
      { type: 'file', mediaType: 'application/pdf', url: 'https://a.example/a.pdf' },
    )
    expect(encode(from('system', text('Be kind')), sent)).toEqual({
      input: [
        { role: 'system', content: 'Be kind' },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Look' },
            { type: 'input_image', image_url: 'https://a.example/i.png', detail: 'auto' },
            { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' },
            { type: 'input_file', file_url: 'https://a.example/a.pdf' },
          ],
        },
      ],
      stream: true,
      model: 'm',
    })
  })

  it('send encrypted reasoning back with the calls that it led to', () => {
    const reasoning = { type: 'reasoning', id: 'r', state: 'done', kind: 'summary', startedAt: 0 } as const
    const tool = { type: 'tool', state: 'output-available', output: { y: 1 } } as const
    const answer = from(
      'assistant',
      { ...reasoning, text: 'a' },
      {
        ...reasoning,
        text: 'b',
        signature: { protocol: 'openaiResponses', value: { id: 'rs', encrypted_content: 'e' } },
      },
      { ...reasoning, text: 'c', signature: { protocol: 'anthropic', value: 'x' } },
      text('Let me see'),
      { ...tool, toolCallId: 'c1', toolName: 'f', inputText: '{"x":1}', input: { x: 1 } },
      { ...tool, toolCallId: 'c2', toolName: 'sql', inputText: 'SELECT', input: 'SELECT', output: 'rows' },
      text('Done'),
    )
    expect(encode(answer)).toMatchObject({
      input: [
        {
          type: 'reasoning',
          id: 'rs',
          summary: [
            { type: 'summary_text', text: 'a' },
            { type: 'summary_text', text: 'b' },
          ],
          encrypted_content: 'e',
        },
        { role: 'assistant', content: 'Let me see' },
        { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"x":1}' },
        { type: 'custom_tool_call', call_id: 'c2', name: 'sql', input: 'SELECT' },
        { type: 'function_call_output', call_id: 'c1', output: '{"y":1}' },
        { type: 'custom_tool_call_output', call_id: 'c2', output: 'rows' },
        { role: 'assistant', content: 'Done' },
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
    openaiResponses(),
    [new TextEncoder().encode(body)],
    'clean',
  )
}

function playEvents(...events: object[]): ReturnType<typeof play> {
  return playBody(sse(...events))
}
