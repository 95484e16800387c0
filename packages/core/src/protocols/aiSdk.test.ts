import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { aiSdk } from './aiSdk.ts'
import { auto } from './detect.ts'
import { inPieces, outcomeOf, play } from './play.suite.ts'
import type { Played } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const start = { type: 'start', messageId: 'm-1' }
const step = { type: 'start-step' }
const stepEnd = { type: 'finish-step' }
const text = (delta: string, id = '0') => ({ type: 'text-delta', id, delta })
const reasoning = (delta: string, id = '0') => ({ type: 'reasoning-delta', id, delta })
const finish = (finishReason?: string, messageMetadata?: object) => ({
  type: 'finish',
  finishReason,
  messageMetadata,
})
const call = (type: string, rest: object = {}) => ({ type, toolCallId: 'c', toolName: 'f', ...rest })

describeProtocol(aiSdk, {
  contentType: 'text/event-stream',
  body: sse(
    start,
    step,
    { type: 'reasoning-start', id: '0' },
    reasoning('Hm, 🤔'),
    { type: 'reasoning-delta', id: '0', delta: '', providerMetadata: { anthropic: { signature: 's' } } },
    { type: 'reasoning-end', id: '0' },
    call('tool-input-start'),
    call('tool-input-delta', { inputTextDelta: '{"city":' }),
    call('tool-input-delta', { inputTextDelta: '"Köln"}' }),
    call('tool-input-available', { input: { city: 'Köln' } }),
    call('tool-output-available', { output: { celsius: 7 } }),
    stepEnd,
    step,
    { type: 'data-progress', id: 'p', data: { done: 1 } },
    { type: 'text-start', id: '0' },
    text('Grüße, 世界 👋🏽'),
    { type: 'source-url', sourceId: 's', url: 'https://a.example', title: 'A' },
    text('\nBye'),
    { type: 'text-end', id: '0' },
    stepEnd,
    finish('stop', { usage: { inputTokens: 10, outputTokens: 5 } }),
    '[DONE]',
  ),
})

describe('aiSdk: parts', () => {
  it('are kept apart by kind and step, since ids begin anew with each step', () => {
    const parts = partsOf(
      start,
      step,
      reasoning('a'),
      text('b'),
      stepEnd,
      step,
      reasoning('c'),
      text('d'),
      text('e', '1'),
      stepEnd,
      finish('stop'),
      '[DONE]',
    )
    expect(parts.map((part) => ('text' in part ? [part.type, part.text] : part.type))).toEqual([
      ['reasoning', 'a'],
      ['text', 'b'],
      ['reasoning', 'c'],
      ['text', 'd'],
      ['text', 'e'],
    ])
  })

  it('of a step that begins anew are dropped', () => {
    const parts = partsOf(
      start,
      step,
      text('kept'),
      stepEnd,
      step,
      text('wrong'),
      call('tool-input-start'),
      { type: 'reset-step' },
      text('right'),
      call('tool-input-available', { input: { x: 1 } }),
    )
    expect(parts).toMatchObject([
      { type: 'text', text: 'kept' },
      { type: 'text', text: 'right' },
      { type: 'tool', toolName: 'f', input: { x: 1 } },
    ])
  })

  it('carry what the provider said beside them, to be sent back', () => {
    const signed = (type: string, id: string, value: object) => ({ type, id, providerMetadata: { p: value } })
    const parts = partsOf(
      step,
      reasoning('a'),
      { ...reasoning(''), providerMetadata: { p: { signature: 's' } } },
      { type: 'reasoning-end', id: '0' },
      signed('text-start', '0', { itemId: 'i' }),
      text('b'),
      { type: 'text-end', id: '0' },
      call('tool-input-available', { input: {}, providerMetadata: { p: { thought: 't' } } }),
    )
    expect(parts.map((part) => 'signature' in part && part.signature)).toEqual([
      { protocol: 'aiSdk', value: { p: { signature: 's' } } },
      { protocol: 'aiSdk', value: { p: { itemId: 'i' } } },
      { protocol: 'aiSdk', value: { p: { thought: 't' } } },
    ])
  })

  it('are sources and files, also those of citations and of reasoning', () => {
    const document = { mediaType: 'application/pdf', title: 'Handbook', filename: 'h.pdf' }
    const { events } = playChunks(
      { type: 'source-url', sourceId: 'a', url: 'https://a.example', title: 'A' },
      { type: 'source-document', sourceId: 'b', ...document },
      text('x'),
      {
        type: 'text-end',
        id: '0',
        citations: [
          { source: { id: 'c', url: 'https://c.example' }, startIndex: 2, endIndex: 5 },
          { source: { id: 'd', ...document }, startIndex: 2 },
        ],
      },
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'reasoning-file', mediaType: 'image/png', url: 'data:image/png;base64,BB' },
    )
    expect(events.filter((event) => event.type === 'source' || event.type === 'file')).toMatchObject([
      { id: 'a', url: 'https://a.example', title: 'A' },
      { id: 'b', ...document },
      { id: 'c', url: 'https://c.example', range: [2, 5] },
      { id: 'd', ...document },
      { url: 'data:image/png;base64,AA', mediaType: 'image/png' },
      { url: 'data:image/png;base64,BB', reasoning: true },
    ])
    expect(events.filter((event) => 'range' in event)).toHaveLength(1)
  })

  it('of data are replaced by their id; transient ones are told and not kept', () => {
    const { events, draft } = playChunks(
      { type: 'data-progress', id: 'p', data: { done: 0 } },
      { type: 'data-notice', data: 'psst', transient: true },
      { type: 'data-progress', id: 'p', data: { done: 1 } },
    )
    expect(draft.snapshot().parts).toEqual([{ type: 'data', name: 'progress', id: 'p', data: { done: 1 } }])
    expect(events).toContainEqual({ type: 'data', name: 'notice', data: 'psst', transient: true })
  })
})

describe('aiSdk: tool calls', () => {
  it('may come whole', () => {
    expect(partsOf(call('tool-input-available', { input: { x: 1 }, providerExecuted: true }))).toMatchObject([
      { toolCallId: 'c', toolName: 'f', hosted: true, state: 'input-available', input: { x: 1 } },
    ])
  })

  it('stream JSON, or text where the server says so', () => {
    const delta = call('tool-input-delta', { inputTextDelta: '{"x":' })
    expect(partsOf(call('tool-input-start'), delta)).toMatchObject([{ state: 'input-truncated', input: {} }])
    const asText = call('tool-input-start', { inputEncoding: 'text' })
    expect(partsOf(asText, delta, finish('stop'))).toMatchObject([{ input: '{"x":' }])
  })

  it.each([
    ['an output', [call('tool-output-available', { output: 1 })], { state: 'output-available', output: 1 }],
    [
      'outputs of which the last counts',
      [
        call('tool-output-available', { output: 1, preliminary: true }),
        call('tool-output-available', { output: 2 }),
      ],
      { state: 'output-available', output: 2 },
    ],
    [
      'an error',
      [call('tool-output-error', { errorText: 'no' })],
      { state: 'output-error', errorText: 'no' },
    ],
    ['a denial', [call('tool-output-denied')], { state: 'output-error', errorText: 'The call was denied' }],
    [
      'a wish for approval',
      [call('tool-approval-request', { approvalId: 'ok?' })],
      { state: 'approval-requested', approvalId: 'ok?' },
    ],
  ])('end with %s', (_, chunks, part) => {
    expect(partsOf(call('tool-input-available', { input: {} }), ...chunks)).toMatchObject([part])
  })

  it('may fail by their input', () => {
    const error = call('tool-input-error', { input: { x: '1' }, errorText: 'not a number' })
    expect(partsOf(call('tool-input-start'), error)).toMatchObject([
      { state: 'output-error', input: { x: '1' }, errorText: 'not a number' },
    ])
  })
})

describe('aiSdk: metadata and usage', () => {
  it('merges metadata of the start, of chunks and of the finish', () => {
    const { draft } = playChunks(
      { ...start, messageMetadata: { model: 'm' } },
      { type: 'message-metadata', messageMetadata: { a: { b: 1 } } },
      finish('stop', { a: { c: 2 } }),
    )
    expect(draft.snapshot().metadata).toEqual({ model: 'm', a: { b: 1, c: 2 } })
    expect(draft.messageId).toBe('m-1')
  })

  it.each([
    ['versions 5', { reasoningTokens: 2, cachedInputTokens: 4 }],
    ['versions 6', { outputTokenDetails: { reasoningTokens: 2 }, inputTokenDetails: { cacheReadTokens: 4 } }],
  ])('reads the usage of %s', (_, details) => {
    const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15, ...details }
    for (const messageMetadata of [{ usage }, { totalUsage: usage }]) {
      const { draft } = playChunks(finish('stop', messageMetadata), '[DONE]')
      expect(draft.usage).toEqual({
        input: 10,
        output: 5,
        total: 15,
        reasoning: 2,
        cachedInput: 4,
        raw: usage,
      })
    }
  })

  it('takes the last usage for that of the whole message', () => {
    const told = (inputTokens: number) => ({ usage: { inputTokens, outputTokens: 1 } })
    const outcome = read(
      step,
      { type: 'message-metadata', messageMetadata: told(1) },
      stepEnd,
      step,
      stepEnd,
      finish('stop', told(3)),
      '[DONE]',
    )
    expect(outcome.usageTotals).toEqual({ input: 3, output: 1 })
    expect(read(finish('stop', { usage: {} }), '[DONE]').usageTotals).toBeNull()
  })
})

describe('aiSdk: the end', () => {
  it.each(['stop', 'length', 'content-filter', 'tool-calls', 'error', 'other'])(
    'has the reason %s',
    (reason) => {
      expect(read(finish(reason), '[DONE]')).toMatchObject({ finishReason: reason, done: true })
    },
  )

  it('may have no reason, or one that is new', () => {
    expect(read(finish(), '[DONE]')).toMatchObject({ finishReason: null, done: true })
    expect(read(finish('tired'), '[DONE]')).toMatchObject({ finishReason: 'other', done: true })
  })

  it('is a finish without [DONE] too, and missing where neither came', () => {
    expect(read(text('a'), finish('stop')).done).toBe(true)
    expect(read(text('a'), stepEnd).done).toBe(false)
  })

  it('may be an abort, without a finish', () => {
    const { draft } = playChunks(text('a'), { type: 'abort', reason: 'user' }, '[DONE]')
    expect(draft).toMatchObject({ aborted: true, done: true, finishReason: undefined })
  })

  it('may be an error, with what has come before', () => {
    expect(
      read(text('a'), { type: 'error', errorText: 'Overloaded' }, stepEnd, finish('error'), '[DONE]'),
    ).toMatchObject({ text: 'a', error: { message: 'Overloaded' }, finishReason: 'error', done: true })
    expect(playBody('{"error":"no route"}', 'application/json').draft.error?.message).toBe('no route')
  })
})

describe('aiSdk: other frames', () => {
  it('reports a malformed chunk once and goes on', () => {
    const { events, draft } = playChunks(text('a'), '{"type":"text-del', text('b'))
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('ab')
  })

  it('passes on what it does not know', () => {
    const chunks = [
      { type: 'custom', kind: 'anthropic.message_start' },
      { type: 'steering-message', id: '1', parts: [] },
      { type: 'tool-output-available', output: 1 },
    ]
    expect(playChunks(...chunks).events).toEqual(
      chunks.map((raw) => ({ type: 'unknown', format: 'aiSdk', raw })),
    )
  })

  it.each([1, 2, 3, 100])('names the data stream of versions 3 and 4, in pieces of %s', (size) => {
    const body = new TextEncoder().encode('f:{"messageId":"m"}\n0:"Hello"\nd:{"finishReason":"stop"}\n')
    const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8' })
    for (const protocol of [aiSdk(), auto()]) {
      const pieces = inPieces(body, () => size)
      const { error, text: shown } = outcomeOf(play({ headers }, protocol, pieces, 'clean').draft)
      expect(error).toMatchObject({ type: 'unknown-format' })
      expect(error?.message).toContain('AI SDK 3 or 4')
      expect(shown).toBe('')
    }
  })

  it.each(['Hello', '0'])('names bare text, “%s”', (body) => {
    expect(playBody(body, 'text/plain').draft.error?.message).toContain('Use text()')
  })

  it.each(['0', 'a:b', '1: one'])('leaves bare text to text() where nobody chose a format: “%s”', (body) => {
    const headers = new Headers({ 'content-type': 'text/plain' })
    for (const size of [1, 100]) {
      const pieces = inPieces(new TextEncoder().encode(body), () => size)
      expect(outcomeOf(play({ headers }, auto(), pieces, 'clean').draft)).toMatchObject({
        text: body,
        error: null,
        done: true,
      })
    }
  })
})

describe('aiSdk: requests', () => {
  const message = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const said = (words: string) => ({ type: 'text', id: '0', text: words, state: 'done' }) as const
  const tool = { type: 'tool', toolName: 'f', inputText: '{"x":1}', input: { x: 1 } } as const

  it('carry the thread’s id, its messages and the trigger; the application’s fields win', () => {
    const messages = [message('system', said('Be kind')), { ...message('user', said('Hi')), metadata: 1 }]
    const encode = (trigger: 'send' | 'regenerate' | 'tool-output', body = {}): unknown =>
      JSON.parse(aiSdk().encode({ messages, body, id: 't', trigger }).body)
    expect(encode('send')).toEqual({
      id: 't',
      trigger: 'submit-message',
      messages: [
        { id: 'm', role: 'system', parts: [{ type: 'text', text: 'Be kind', state: 'done' }] },
        { id: 'm', role: 'user', metadata: 1, parts: [{ type: 'text', text: 'Hi', state: 'done' }] },
      ],
    })
    expect(encode('regenerate', { id: 'mine' })).toMatchObject({ id: 'mine', trigger: 'regenerate-message' })
    expect(encode('tool-output')).toMatchObject({ trigger: 'submit-message' })
  })

  it('carry files', () => {
    const file = { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' } as const
    expect(sent(message('user', file, { ...file, filename: 'a.png' }))).toEqual([
      file,
      { ...file, filename: 'a.png' },
    ])
  })

  it('carry an answer in steps: reasoning, calls with results, then what was said about them', () => {
    const signature = { protocol: 'aiSdk', value: { p: { s: 1 } } }
    const parts = sent(
      message(
        'assistant',
        { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0, signature },
        { ...tool, toolCallId: 'a', state: 'output-available', output: { y: 2 }, signature },
        { ...tool, toolCallId: 'b', state: 'output-error', errorText: 'broken' },
        { ...tool, toolCallId: 'c', state: 'input-available' },
        said('It is 2'),
        { ...tool, toolCallId: 'd', state: 'output-available', hosted: true, output: 1 },
        { type: 'refusal', text: 'No more' },
      ),
    )
    expect(parts).toEqual([
      { type: 'step-start' },
      { type: 'reasoning', text: 'hm', state: 'done', providerMetadata: { p: { s: 1 } } },
      {
        type: 'tool-f',
        toolCallId: 'a',
        state: 'output-available',
        input: { x: 1 },
        output: { y: 2 },
        callProviderMetadata: { p: { s: 1 } },
      },
      { type: 'tool-f', toolCallId: 'b', state: 'output-error', input: { x: 1 }, errorText: 'broken' },
      { type: 'step-start' },
      { type: 'text', text: 'It is 2', state: 'done' },
      {
        type: 'tool-f',
        toolCallId: 'd',
        state: 'output-available',
        input: { x: 1 },
        output: 1,
        providerExecuted: true,
      },
      { type: 'text', text: 'No more', state: 'done' },
    ])
  })

  it('carry sources and data, and no signature of another protocol', () => {
    const parts = sent(
      message(
        'assistant',
        { ...said('a'), signature: { protocol: 'anthropic', value: 's' } },
        { type: 'source', url: 'https://a.example', title: 'A' },
        { type: 'source', id: 'h', title: 'Handbook', mediaType: 'application/pdf' },
        { type: 'data', name: 'progress', id: 'p', data: 1 },
      ),
    )
    expect(parts).toEqual([
      { type: 'step-start' },
      { type: 'text', text: 'a', state: 'done' },
      { type: 'source-url', sourceId: 'https://a.example', url: 'https://a.example', title: 'A' },
      { type: 'source-document', sourceId: 'h', mediaType: 'application/pdf', title: 'Handbook' },
      { type: 'data-progress', id: 'p', data: 1 },
    ])
  })

  function sent(one: Message): unknown {
    const input = { messages: [one], body: {}, id: 't', trigger: 'send' } as const
    return JSON.parse(aiSdk().encode(input).body).messages[0].parts
  }
})

function sse(...chunks: (object | string)[]): string {
  return chunks
    .map((chunk) => `data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`)
    .join('')
}

function playBody(body: string, type = 'text/event-stream'): Played {
  const headers = new Headers({ 'content-type': type })
  return play({ headers }, aiSdk(), [new TextEncoder().encode(body)], 'clean')
}

function playChunks(...chunks: (object | string)[]): Played {
  return playBody(sse(...chunks))
}

function partsOf(...chunks: (object | string)[]): readonly MessagePart[] {
  return playChunks(...chunks).draft.snapshot().parts
}

function read(...chunks: (object | string)[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playChunks(...chunks).draft)
}
