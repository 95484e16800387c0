import { describe, expect, it } from 'vitest'
import type { CompletionEvent } from '../events.ts'
import type { Message, MessagePart } from '../message.ts'
import { agUi } from './agUi.ts'
import { auto } from './detect.ts'
import { outcomeOf, play } from './play.suite.ts'
import type { Played } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const started = { type: 'RUN_STARTED', threadId: 't', runId: 'r' }
const finished = { type: 'RUN_FINISHED', threadId: 't', runId: 'r' }
const text = (delta: string, messageId = 'm') => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })
const textEnd = { type: 'TEXT_MESSAGE_END', messageId: 'm' }
const reasoning = (delta: string, messageId = 'r') => ({
  type: 'REASONING_MESSAGE_CONTENT',
  messageId,
  delta,
})
const call = (type: string, rest: object = {}) => ({ type: `TOOL_CALL_${type}`, toolCallId: 'c', ...rest })
const named = { toolCallName: 'f', parentMessageId: 'm' }
const usage = [{ model: 'x', inputTokens: 10, outputTokens: 5 }]

const fixture = [
  started,
  { type: 'REASONING_START', messageId: 'r' },
  { type: 'REASONING_MESSAGE_START', messageId: 'r', role: 'reasoning' },
  reasoning('Hm, 🤔'),
  { type: 'REASONING_MESSAGE_END', messageId: 'r' },
  { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'message', entityId: 'r', encryptedValue: 'e' },
  { type: 'REASONING_END', messageId: 'r' },
  { type: 'STATE_SNAPSHOT', snapshot: { items: ['a'] } },
  call('START', named),
  call('ARGS', { delta: '{"city":' }),
  { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/items/-', value: 'b' }] },
  call('ARGS', { delta: '"Köln"}' }),
  call('END'),
  { ...finished, usage, outcome: { type: 'success' } },
  call('RESULT', { messageId: 'x', content: '{"celsius":7}', role: 'tool' }),
  { type: 'TEXT_MESSAGE_START', messageId: 'n', role: 'assistant' },
  text('Grüße, 世界 👋🏽', 'n'),
  text('\nBye', 'n'),
  { type: 'TEXT_MESSAGE_END', messageId: 'n' },
  { ...finished, usage, outcome: { type: 'success' } },
]
describeProtocol(agUi, { contentType: 'text/event-stream', body: sse(...fixture) })
describeProtocol(agUi, { contentType: 'application/x-ndjson', body: ndjson(...fixture) })

describe('agUi: text and reasoning', () => {
  it('are parts by message id', () => {
    const parts = partsOf(started, reasoning('a'), text('b'), textEnd, reasoning('c', 's'), text('d', 'n'))
    expect(
      parts.map((part) => 'state' in part && 'text' in part && [part.type, part.text, part.state]),
    ).toEqual([
      ['reasoning', 'a', 'interrupted'],
      ['text', 'b', 'done'],
      ['reasoning', 'c', 'interrupted'],
      ['text', 'd', 'interrupted'],
    ])
  })

  it('of older agents have no reasoning ids', () => {
    const thinking = (type: string, delta?: string) => ({ type: `THINKING_TEXT_MESSAGE_${type}`, delta })
    const parts = partsOf(
      { type: 'THINKING_START', title: 't' },
      thinking('START'),
      thinking('CONTENT', 'a'),
      thinking('END'),
      thinking('START'),
      thinking('CONTENT', 'b'),
      thinking('END'),
      { type: 'THINKING_END' },
    )
    expect(parts).toMatchObject([
      { type: 'reasoning', text: 'a', state: 'done' },
      { type: 'reasoning', text: 'b', state: 'done' },
    ])
  })

  it('come in chunks of which only the first has an id', () => {
    const chunk = (kind: string, rest: object) => ({ type: `${kind}_CHUNK`, ...rest })
    const parts = partsOf(
      chunk('REASONING_MESSAGE', { messageId: 'r', delta: 'a' }),
      chunk('REASONING_MESSAGE', { delta: 'b' }),
      chunk('TEXT_MESSAGE', { messageId: 'm', role: 'assistant', delta: 'c' }),
      { type: 'RAW', event: {} },
      chunk('TEXT_MESSAGE', { delta: 'd' }),
      chunk('TEXT_MESSAGE', { messageId: 'n', delta: 'e' }),
      chunk('TOOL_CALL', { toolCallId: 'x', toolCallName: 'f', delta: '{"a":' }),
      chunk('TOOL_CALL', { delta: '1}' }),
      chunk('TOOL_CALL', { toolCallId: 'y', toolCallName: 'g' }),
      finished,
    )
    expect(parts).toMatchObject([
      { type: 'reasoning', text: 'ab', state: 'done' },
      { type: 'text', text: 'cd', state: 'done' },
      { type: 'text', text: 'e', state: 'done' },
      { toolCallId: 'x', toolName: 'f', state: 'input-available', input: { a: 1 } },
      { toolCallId: 'y', toolName: 'g', state: 'input-available', input: {} },
    ])
  })

  it('end where the chunks of another begin', () => {
    const chunk = (messageId: string) => ({ type: 'TEXT_MESSAGE_CHUNK', messageId, delta: 'x' })
    expect(
      playEvents(chunk('m'), chunk('n')).events.map((event) => [event.type, 'id' in event && event.id]),
    ).toEqual([
      ['text-delta', 'm'],
      ['text-end', 'm'],
      ['text-delta', 'n'],
      ['text-end', 'n'],
    ])
  })

  it('of users are no part of the answer', () => {
    const user = { type: 'TEXT_MESSAGE_START', messageId: 'u', role: 'user' }
    const start = { type: 'TEXT_MESSAGE_START', messageId: 'm' }
    expect(read(user, text('mine', 'u'), { ...textEnd, messageId: 'u' }, start, text('yours')).text).toBe(
      'yours',
    )
  })

  it('of sub-agents are passed on, not shown', () => {
    const events = [
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'n' },
      { ...text('x'), subagentRunId: 's' },
    ]
    expect(playEvents(...events).events).toEqual(
      events.map((raw) => ({ type: 'unknown', format: 'agUi', raw })),
    )
  })
})

describe('agUi: tool calls', () => {
  it('stream their arguments and get their result', () => {
    expect(
      partsOf(
        call('START', named),
        call('ARGS', { delta: '{"x":' }),
        call('ARGS', { delta: '1}' }),
        call('END'),
        call('RESULT', { content: '42' }),
      ),
    ).toMatchObject([
      { toolName: 'f', inputText: '{"x":1}', input: { x: 1 }, state: 'output-available', output: '42' },
    ])
  })

  it('get the results that are theirs', () => {
    const other = { toolCallId: 'd' }
    const parts = partsOf(
      call('START', named),
      call('START', { ...named, ...other }),
      call('RESULT', { content: '1' }),
      call('RESULT', { content: '2', ...other }),
    )
    expect(parts).toMatchObject([
      { toolCallId: 'c', output: '1' },
      { toolCallId: 'd', output: '2' },
    ])
  })

  it('get an id where the wire has none', () => {
    const nameless = (type: string, rest: object = {}) => ({ type: `TOOL_CALL_${type}`, ...rest })
    const parts = partsOf(
      nameless('START', { toolCallName: 'f', toolCallId: null }),
      nameless('ARGS', { delta: '{"x":1}' }),
      nameless('END'),
      nameless('START', { toolCallName: 'g' }),
      nameless('END'),
    )
    expect(parts).toMatchObject([
      { toolName: 'f', input: { x: 1 } },
      { toolName: 'g', input: {} },
    ])
  })

  it('wait for approval where the run is interrupted', () => {
    const interrupts = [{ id: 'i', reason: 'tool_call', toolCallId: 'c', responseSchema: { type: 'object' } }]
    const { events, draft } = playEvents(call('START', named), call('END'), {
      ...finished,
      outcome: { type: 'interrupt', interrupts },
    })
    expect(draft.snapshot().parts).toMatchObject([{ state: 'approval-requested', approvalId: 'i' }])
    expect(events).toContainEqual({
      type: 'tool-approval',
      toolCallId: 'c',
      approvalId: 'i',
      schema: { type: 'object' },
    })
    expect(draft.done).toBe(true)
  })
})

describe('agUi: state', () => {
  const stateOf = (...events: object[]): unknown[] =>
    partsOf(...events).flatMap((part) => (part.type === 'data' && part.name === 'state' ? [part.data] : []))

  it('is one part: the snapshot with all patches', () => {
    expect(
      stateOf(
        { type: 'STATE_SNAPSHOT', snapshot: { todo: [{ text: 'a' }], n: 1 } },
        { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/todo/-', value: { text: 'b' } }] },
        {
          type: 'STATE_DELTA',
          delta: [
            { op: 'replace', path: '/todo/0/text', value: 'c' },
            { op: 'remove', path: '/n' },
          ],
        },
      ),
    ).toEqual([{ todo: [{ text: 'c' }, { text: 'b' }] }])
  })

  it('begins empty where there is no snapshot', () => {
    expect(stateOf({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/a', value: 1 }] })).toEqual([{ a: 1 }])
  })

  it('stays as it was where a patch does not fit, which is reported once', () => {
    const events = [
      { type: 'STATE_SNAPSHOT', snapshot: { a: 1 } },
      { type: 'STATE_DELTA', delta: [{ op: 'remove', path: '/b' }] },
    ]
    expect(stateOf(...events)).toEqual([{ a: 1 }])
    const malformed = playEvents(...events).events.filter(({ type }) => type === 'malformed')
    expect(malformed).toMatchObject([{ raw: JSON.stringify(events[1]) }])
  })

  it('has activities beside it', () => {
    const activity = { messageId: 'p', activityType: 'plan' }
    expect(
      partsOf(
        { type: 'ACTIVITY_SNAPSHOT', ...activity, content: { done: 0 } },
        { type: 'ACTIVITY_SNAPSHOT', ...activity, content: { done: 9 }, replace: false },
        {
          type: 'ACTIVITY_DELTA',
          ...activity,
          patch: [{ op: 'replace', path: '/done', value: 1 }],
        },
        { type: 'CUSTOM', name: 'chart', value: [1] },
      ),
    ).toEqual([
      { type: 'data', name: 'plan', id: 'p', data: { done: 1 } },
      { type: 'data', name: 'chart', data: [1] },
    ])
  })

  it('keeps steps and raw events out of the message', () => {
    const { events, draft } = playEvents(
      { type: 'STEP_STARTED', stepName: 's' },
      { type: 'STEP_FINISHED', stepName: 's' },
      { type: 'RAW', event: { a: 1 }, source: 'x' },
    )
    expect(draft.snapshot().parts).toEqual([])
    expect(events).toEqual([
      { type: 'data', name: 'step', data: { name: 's', state: 'started' }, transient: true },
      { type: 'data', name: 'step', data: { name: 's', state: 'finished' }, transient: true },
      { type: 'data', name: 'x', data: { a: 1 }, transient: true },
    ])
  })

  it('may ask the user something where the run is interrupted', () => {
    const interrupt = { id: 'i', reason: 'question', message: 'Which one?' }
    expect(partsOf({ ...finished, outcome: { type: 'interrupt', interrupts: [interrupt] } })).toEqual([
      { type: 'data', name: 'interrupt', id: 'i', data: interrupt },
    ])
  })
})

describe('agUi: the whole thread', () => {
  const thread = (...messages: object[]) => ({ type: 'MESSAGES_SNAPSHOT', messages })
  const user = { id: 'u', role: 'user', content: 'Hi' }
  const answer = {
    id: 'a',
    role: 'assistant',
    content: 'Hello',
    toolCalls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
  }

  it('holds the answer of an agent that does not stream, however often it is sent', () => {
    const before = [{ ...answer, id: 'old', content: 'Old', toolCalls: [] }, user]
    expect(
      partsOf(started, thread(...before), thread(...before, answer), thread(...before, answer), finished),
    ).toMatchObject([
      { type: 'text', text: 'Hello' },
      { type: 'tool', toolCallId: 'c', input: { x: 1 } },
    ])
  })

  it('adds nothing to what was streamed', () => {
    expect(read(started, text('Hello', 'other id'), thread(user, answer), finished)).toMatchObject({
      text: 'Hello',
      toolCalls: [],
    })
  })
})

describe('agUi: the end', () => {
  it('is the last of several runs: what follows one is read', () => {
    const outcome = read(started, text('a'), { ...finished, usage }, text('b', 'n'), { ...finished, usage })
    expect(outcome).toMatchObject({ text: 'ab', done: true, usageTotals: { input: 20, output: 10 } })
  })

  it('is missing where a run did not finish, also a second one', () => {
    expect(read(started, text('a')).done).toBe(false)
    expect(read(started, text('a'), finished, text('b', 'n')).done).toBe(false)
    expect(read(started, text('a'), finished, { ...started, runId: 's' }).done).toBe(false)
  })

  it.each([
    ['a list', usage, { input: 10, output: 5 }],
    ['a sum of calls', [...usage, { inputTokens: 1 }, { outputTokens: 2 }], { input: 11, output: 7 }],
    ['an object', { promptTokens: 3, completionTokens: 4, totalTokens: 7 }, { input: 3, output: 4 }],
    ['nothing', null, null],
  ])('has the usage as %s', (_, told, expected) => {
    expect(read(started, { ...finished, usage: told }).usageTotals).toEqual(expected)
  })

  it('has a reason where the server tells one', () => {
    const tanstack = { metadata: { tanstack: { finishReason: 'tool_calls' } } }
    expect(read(started, finished).finishReason).toBeNull()
    expect(read(started, { ...finished, finishReason: 'stop' }).finishReason).toBe('stop')
    expect(read(started, { ...finished, ...tanstack }).finishReason).toBe('tool-calls')
  })

  it('may be a [DONE], behind which nothing is read', () => {
    expect(read(started, text('a'), '[DONE]', text('b'))).toMatchObject({ text: 'a', done: true })
  })

  it('may be a cancellation', () => {
    const { draft } = playEvents(started, text('a'), { ...finished, outcome: { type: 'cancelled' } })
    expect(draft.aborted).toBe(true)
  })

  it('may be an error, with what has come before', () => {
    const error = { type: 'RUN_ERROR', message: 'Overloaded', code: 'busy', usage }
    expect(read(started, text('a'), error)).toMatchObject({
      text: 'a',
      error: { message: 'Overloaded', code: 'busy', type: undefined },
      usageTotals: { input: 10, output: 5 },
      done: true,
    })
  })

  it('tells the model and the run', () => {
    const { draft } = playEvents({ ...started, metadata: { tanstack: { model: 'x' } } })
    expect(draft.model).toBe('x')
    expect(draft.snapshot().metadata).toEqual({ threadId: 't', runId: 'r' })
  })
})

describe('agUi: other frames', () => {
  it('reports a malformed event once and goes on', () => {
    const { events, draft } = playEvents(text('a'), '{"type":', text('b'))
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('ab')
  })

  it('passes on what it does not know', () => {
    const raw = { type: 'NEWS', a: 1 }
    expect(playEvents(raw).events).toEqual([{ type: 'unknown', format: 'agUi', raw }])
  })

  it('reads an error in another shape', () => {
    expect(read({ error: { message: 'no agent' } }).error?.message).toBe('no agent')
  })

  it('is recognised by a single line', () => {
    const headers = new Headers({ 'content-type': 'application/json' })
    const body = new TextEncoder().encode(JSON.stringify({ type: 'RUN_ERROR', message: 'no' }))
    expect(outcomeOf(play({ headers }, auto(), [body], 'clean').draft).error?.message).toBe('no')
  })
})

describe('agUi: requests', () => {
  const message = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: `own-${role}`,
    role,
    parts,
    createdAt: 0,
  })
  const said = (words: string) => ({ type: 'text', id: '0', text: words, state: 'done' }) as const
  const encode = (messages: Message[], body: Record<string, unknown> = {}): Record<string, unknown> =>
    JSON.parse(agUi().encode({ messages, body, id: 't', trigger: 'send' }).body)

  it('are a run with an id of its own; the application’s fields win', () => {
    const { runId, ...rest } = encode([message('system', said('Be kind')), message('user', said('Hi'))], {
      tools: [{ name: 'f' }],
    })
    expect(rest).toEqual({
      threadId: 't',
      state: {},
      messages: [
        { id: 'own-system', role: 'system', content: 'Be kind' },
        { id: 'own-user', role: 'user', content: 'Hi' },
      ],
      tools: [{ name: 'f' }],
      context: [],
      forwardedProps: {},
    })
    expect(runId).toMatch(/^[\da-f]{32}$/)
    expect(encode([]).runId).not.toBe(runId)
  })

  it('carry files and images', () => {
    const file = (mediaType: string, url: string) => ({ type: 'file', mediaType, url }) as const
    const user = message(
      'user',
      said('Look'),
      file('image/png', 'data:image/png;base64,AA'),
      file('application/pdf', 'https://a.example/b.pdf'),
    )
    expect(encode([user]).messages).toMatchObject([
      {
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image', source: { type: 'data', value: 'AA', mimeType: 'image/png' } },
          {
            type: 'document',
            source: { type: 'url', value: 'https://a.example/b.pdf', mimeType: 'application/pdf' },
          },
        ],
      },
    ])
  })

  it('carry the state as the agent left it', () => {
    const state = (data: unknown) => ({ type: 'data', name: 'state', id: 'state', data }) as const
    const thread = [message('assistant', state({ a: 1 })), message('assistant', state({ a: 2 }))]
    expect(encode(thread).state).toEqual({ a: 2 })
  })

  it('give the agent its messages back as it named them, with calls, results and encrypted reasoning', () => {
    const { draft } = playEvents(
      started,
      reasoning('hm'),
      { type: 'REASONING_MESSAGE_END', messageId: 'r' },
      { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'message', entityId: 'r', encryptedValue: 'e' },
      text('Let me see'),
      textEnd,
      call('START', named),
      call('ARGS', { delta: '{"x":1}' }),
      call('END'),
      call('RESULT', { content: '42' }),
      text('It is 42', 'n'),
      { ...textEnd, messageId: 'n' },
      finished,
    )
    const toolCalls = [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }]
    expect(encode([draft.snapshot()]).messages).toEqual([
      { id: 'r', role: 'reasoning', content: 'hm', encryptedValue: 'e' },
      { id: 'm', role: 'assistant', content: 'Let me see', toolCalls },
      { id: 'c', role: 'tool', toolCallId: 'c', content: '42' },
      { id: 'n', role: 'assistant', content: 'It is 42' },
    ])
  })

  it('name what no agent has named, and tell which result is an error', () => {
    const tool = { type: 'tool', toolName: 'f', inputText: '{}', input: {} } as const
    const answer = message(
      'assistant',
      { ...tool, toolCallId: 'a', state: 'output-error', errorText: 'broken' },
      { ...tool, toolCallId: 'b', state: 'input-available' },
      { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0 },
      said('Sorry'),
    )
    expect(encode([answer]).messages).toMatchObject([
      { id: 'own-assistant', role: 'assistant', toolCalls: [{ id: 'a' }] },
      { id: 'a', role: 'tool', content: 'broken', error: 'broken' },
      { id: 'own-assistant-1', role: 'assistant', content: 'Sorry' },
    ])
  })
})

function textOf(event: object | string): string {
  return typeof event === 'string' ? event : JSON.stringify(event)
}

function sse(...events: (object | string)[]): string {
  return events.map((event) => `data: ${textOf(event)}\n\n`).join('')
}

function ndjson(...events: object[]): string {
  return events.map((event) => `${textOf(event)}\n`).join('')
}

function playEvents(...events: (object | string)[]): Played & { events: readonly CompletionEvent[] } {
  const headers = new Headers({ 'content-type': 'text/event-stream' })
  return play({ headers }, agUi(), [new TextEncoder().encode(sse(...events))], 'clean')
}

function partsOf(...events: (object | string)[]): readonly MessagePart[] {
  return playEvents(...events).draft.snapshot().parts
}

function read(...events: (object | string)[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playEvents(...events).draft)
}
