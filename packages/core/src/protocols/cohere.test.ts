import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { cohere } from './cohere.ts'
import { auto } from './detect.ts'
import { outcomeOf, play } from './play.suite.ts'
import type { Played } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const event = (type: string, message: object = {}, index = 0) => ({ type, index, delta: { message } })
const text = (words: string, index = 0) => event('content-delta', { content: { text: words } }, index)
const thinking = (words: string) => event('content-delta', { content: { thinking: words } })
const plan = (words: string) => event('tool-plan-delta', { tool_plan: words })
const call = (type: string, index: number, made: object = {}, id?: string) =>
  event(`tool-call-${type}`, { tool_calls: { id, type: 'function', function: made } }, index)
const usage = {
  billed_units: { input_tokens: 1, output_tokens: 2 },
  tokens: { input_tokens: 10, output_tokens: 5, reasoning_tokens: 3 },
  cached_tokens: 4,
}
const end = (finish_reason: string, rest: object = {}) => ({
  type: 'message-end',
  delta: { finish_reason, usage, ...rest },
})
const document = { type: 'document', id: 'd', document: { title: 'Facts', url: 'https://a.example' } }

describeProtocol(cohere, {
  contentType: 'text/event-stream',
  body: sse(
    { type: 'message-start', id: 'm' },
    event('content-start', { content: { type: 'thinking', thinking: '' } }),
    thinking('Hm, 🤔'),
    event('content-end'),
    event('content-start', { content: { type: 'text', text: '' } }, 1),
    text('Grüße, 世界 👋🏽', 1),
    event('citation-start', { citations: { start: 0, end: 5, text: 'Grüße', sources: [document] } }),
    event('citation-end'),
    event('content-end', {}, 1),
    plan('I will look.'),
    call('start', 0, { name: 'weather', arguments: '' }, 'c'),
    call('delta', 0, { arguments: '{"city":' }),
    call('delta', 0, { arguments: '"Köln"}' }),
    call('end', 0),
    end('TOOL_CALL'),
    '[DONE]',
  ),
})

describe('cohere: answers', () => {
  it('have thinking, text and a plan, each ended by what follows', () => {
    expect(
      partsOf(
        thinking('a'),
        event('content-end'),
        plan('b'),
        plan('c'),
        text('d', 1),
        event('content-end', {}, 1),
      ),
    ).toMatchObject([
      { type: 'reasoning', text: 'a', state: 'done' },
      { type: 'reasoning', text: 'bc', kind: 'plan', state: 'done' },
      { type: 'text', text: 'd', state: 'done' },
    ])
  })

  it('may begin with the start of a block', () => {
    expect(read(event('content-start', { content: { type: 'text', text: 'a' } }), text('b')).text).toBe('ab')
  })

  it('tell their id', () => {
    expect(playBody(sse({ type: 'message-start', id: 'm' })).draft.messageId).toBe('m')
  })

  it('have calls, also several, and without an id', () => {
    expect(
      partsOf(
        plan('a'),
        call('start', 0, { name: 'f', arguments: '{' }, 'x'),
        call('delta', 0, { arguments: '}' }),
        call('end', 0),
        call('start', 1, { name: 'g' }),
        call('start', 2, { name: 'h' }, 'z'),
        call('delta', 1, { arguments: '{"a":1}' }),
        call('end', 1),
        call('end', 2),
      ),
    ).toMatchObject([
      { kind: 'plan', state: 'done' },
      { toolCallId: 'x', toolName: 'f', input: {}, state: 'input-available' },
      { toolName: 'g', input: { a: 1 }, state: 'input-available' },
      { toolCallId: 'z', toolName: 'h', input: {}, state: 'input-available' },
    ])
  })

  it('have the sources of their citations, each once', () => {
    const citation = (start: number, ...sources: object[]) =>
      event('citation-start', { citations: { start, end: 9, sources } })
    const tool = { type: 'tool', id: 't', tool_output: { title: 'Result' } }
    const { events, draft } = playBody(sse(citation(1, document), citation(2, document, tool)))
    expect(outcomeOf(draft).sources).toEqual([
      { url: 'https://a.example', title: 'Facts' },
      { url: null, title: 'Result' },
    ])
    expect(events[0]).toMatchObject({ type: 'source', range: [1, 9] })
  })
})

describe('cohere: the end', () => {
  it.each([
    ['COMPLETE', 'stop'],
    ['STOP_SEQUENCE', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['TOOL_CALL', 'tool-calls'],
    ['NEW', 'other'],
  ])('has the reason %s', (raw, finishReason) => {
    expect(read(text('a'), end(raw))).toMatchObject({ finishReason, error: null, done: true })
  })

  it('has the usage, as billed where nothing else is told', () => {
    expect(playBody(sse(end('COMPLETE'))).draft.usage).toEqual({
      input: 10,
      output: 5,
      reasoning: 3,
      cachedInput: 4,
      raw: usage,
    })
    const billed = { usage: { billed_units: usage.billed_units } }
    expect(read(end('COMPLETE', billed)).usageTotals).toEqual({ input: 1, output: 2 })
  })

  it.each([
    ['ERROR', { error: 'the model broke' }, 'the model broke'],
    ['TIMEOUT', {}, 'Cohere ended the answer with TIMEOUT'],
  ])('may be %s', (reason, rest, message) => {
    expect(read(text('a'), end(reason, rest))).toMatchObject({
      text: 'a',
      finishReason: 'error',
      error: { message, type: reason },
    })
  })

  it('is missing where no message-end came, and may be [DONE] alone', () => {
    expect(read(text('a')).done).toBe(false)
    expect(read(text('a'), '[DONE]').done).toBe(true)
  })
})

describe('cohere: other frames', () => {
  it('takes a whole answer from a server that does not stream', () => {
    const answer = {
      id: 'm',
      finish_reason: 'TOOL_CALL',
      message: {
        role: 'assistant',
        tool_plan: 'I will look.',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'Hi' },
        ],
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        citations: [{ start: 0, end: 1, sources: [document] }],
      },
      usage,
    }
    const headers = new Headers({ 'content-type': 'application/json' })
    const bytes = new TextEncoder().encode(JSON.stringify(answer))
    for (const protocol of [cohere(), auto()])
      expect(outcomeOf(play({ headers }, protocol, [bytes], 'clean').draft)).toMatchObject({
        text: 'Hi',
        reasoning: 'hm',
        toolPlan: 'I will look.',
        toolCalls: [{ toolCallId: 'c', input: { a: 1 } }],
        sources: [{ title: 'Facts' }],
        finishReason: 'tool-calls',
        usageTotals: { input: 10, output: 5 },
        done: true,
      })
  })

  it('names the first version of the API', () => {
    const line = JSON.stringify({ event_type: 'stream-start', is_finished: false })
    const headers = new Headers({ 'content-type': 'application/stream+json' })
    const { draft, events } = play(
      { headers },
      auto(),
      [new TextEncoder().encode(`${line}\n${line}\n`)],
      'clean',
    )
    expect(draft.error?.message).toContain('/v2/chat')
    expect(events).toHaveLength(1)
  })

  it('reads an error that came instead of an answer', () => {
    expect(read({ id: 'x', message: 'invalid api token' }).error?.message).toBe('invalid api token')
  })

  it('reports a malformed event once and goes on', () => {
    const { events, draft } = playBody(sse(text('a'), '{"type":', text('b')))
    expect(events.filter(({ type }) => type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('ab')
  })

  it('passes on what it does not know', () => {
    const raw = { type: 'debug', prompt: 'p' }
    expect(playBody(sse(raw)).events).toEqual([{ type: 'unknown', format: 'cohere', raw }])
  })
})

describe('cohere: requests', () => {
  const message = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const said = (words: string) => ({ type: 'text', id: '0', text: words, state: 'done' }) as const
  const encode = (messages: Message[], body: Record<string, unknown> = {}): unknown =>
    JSON.parse(cohere().encode({ messages, body, id: 't', trigger: 'send' }).body)

  it('ask for a stream; the application’s fields win', () => {
    const thread = [message('system', said('Be kind')), message('user', said('Hi'))]
    expect(encode(thread, { model: 'm', stream: false })).toEqual({
      messages: [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Hi' },
      ],
      stream: false,
      model: 'm',
    })
  })

  it('carry images', () => {
    const image = { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' } as const
    const pdf = { type: 'file', mediaType: 'application/pdf', url: 'https://a.example/b.pdf' } as const
    expect(
      encode([message('user', said('Look'), image, pdf), message('user', pdf, said('And?'))]),
    ).toMatchObject({
      messages: [
        {
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          ],
        },
        { content: 'And?' },
      ],
    })
  })

  it('carry plans and calls with their results, call by call of the model', () => {
    const tool = { type: 'tool', toolName: 'f', inputText: '{"x":1}', input: { x: 1 } } as const
    const thought = { type: 'reasoning', id: 'r', state: 'done', startedAt: 0 } as const
    const answer = message(
      'assistant',
      { ...thought, text: 'hm' },
      { ...thought, text: 'I will look.', kind: 'plan' },
      { ...tool, toolCallId: 'a', state: 'output-available', output: { y: 2 } },
      { ...tool, toolCallId: 'b', state: 'output-error', errorText: 'broken' },
      { ...tool, toolCallId: 'c', state: 'input-available' },
      { ...thought, text: 'And then?', kind: 'plan' },
      said('It is 2'),
    )
    const sent = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{"x":1}' } })
    expect(encode([answer, message('assistant', { ...thought, text: 'hm' })])).toEqual({
      stream: true,
      messages: [
        { role: 'assistant', tool_plan: 'I will look.', tool_calls: [sent('a'), sent('b')] },
        { role: 'tool', tool_call_id: 'a', content: '{"y":2}' },
        { role: 'tool', tool_call_id: 'b', content: 'broken' },
        { role: 'assistant', content: 'It is 2' },
      ],
    })
  })
})

function sse(...events: (object | string)[]): string {
  return events
    .map((data) => {
      const name = typeof data === 'object' && 'type' in data ? `event: ${String(data.type)}\n` : ''
      return `${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
    })
    .join('')
}

function playBody(body: string): Played {
  const headers = new Headers({ 'content-type': 'text/event-stream' })
  return play({ headers }, cohere(), [new TextEncoder().encode(body)], 'clean')
}

function partsOf(...events: object[]): readonly MessagePart[] {
  return playBody(sse(...events)).draft.snapshot().parts
}

function read(...events: (object | string)[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playBody(sse(...events)).draft)
}
