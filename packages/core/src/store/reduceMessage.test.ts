import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompletionEvent } from '../events.ts'
import type { MessagePart } from '../message.ts'
import { watchCharacters } from '../watchCharacters.suite.ts'
import { createMessageDraft } from './reduceMessage.ts'
import type { MessageDraft } from './reduceMessage.ts'

const text = (id: string, delta: string): CompletionEvent => ({ type: 'text-delta', id, delta })
const reasoning = (id: string, delta: string): CompletionEvent => ({ type: 'reasoning-delta', id, delta })
const toolStart = (toolCallId: string, toolName = 'f'): CompletionEvent => ({
  type: 'tool-input-start',
  toolCallId,
  toolName,
})
const toolDelta = (toolCallId: string, delta: string): CompletionEvent => ({
  type: 'tool-input-delta',
  toolCallId,
  delta,
})
const toolEnd = (toolCallId: string, input?: unknown): CompletionEvent => ({
  type: 'tool-input-end',
  toolCallId,
  input,
})
const finish: CompletionEvent = { type: 'finish', reason: 'stop' }

describe('texts and reasonings', () => {
  it('are opened by their first delta, in that order, and closed by the end of the answer', () => {
    const draft = draftOf(reasoning('0', 'a'), text('0', 'b'), reasoning('0', 'c'))
    expect(parts(draft)).toEqual([
      { type: 'reasoning', id: 'reasoning-0-0', text: 'ac', state: 'streaming', startedAt: 1 },
      { type: 'text', id: 'text-0-0', text: 'b', state: 'streaming' },
    ])
    draft.settle('done')
    expect(parts(draft)).toEqual([
      { type: 'reasoning', id: 'reasoning-0-0', text: 'ac', state: 'done', startedAt: 1, endedAt: 2 },
      { type: 'text', id: 'text-0-0', text: 'b', state: 'done' },
    ])
  })

  it('are interrupted where they were open when the connection broke, and only there', () => {
    const draft = draftOf(text('0', 'a'), { type: 'text-end', id: '0' }, text('1', 'b'))
    draft.settle('interrupted')
    expect(parts(draft)).toMatchObject([{ state: 'done' }, { state: 'interrupted' }])
  })

  it('begin anew where an id comes again after its end', () => {
    const draft = draftOf(text('0', 'a'), { type: 'text-end', id: '0' }, text('0', 'b'))
    expect(parts(draft)).toMatchObject([
      { id: 'text-0-0', text: 'a', state: 'done' },
      { text: 'b', state: 'streaming' },
    ])
    expect(new Set(ids(draft)).size).toBe(2)
  })

  it('go on after a finish that was none', () => {
    const draft = draftOf(text('0', 'a'), finish)
    expect(parts(draft)).toMatchObject([{ state: 'done' }])
    draft.apply(text('0', 'b'))
    expect(parts(draft)).toMatchObject([{ text: 'ab', state: 'streaming' }])
  })

  it('have ids of their own in each step', () => {
    const draft = draftOf(
      text('0', 'a'),
      { type: 'step-end' },
      { type: 'step-start' },
      text('0', 'b'),
      reasoning('0', 'c'),
    )
    expect(parts(draft)).toMatchObject([{ text: 'a', state: 'done' }, { text: 'b' }, { text: 'c' }])
    expect(new Set(ids(draft)).size).toBe(3)
  })

  it('may be replaced by a snapshot', () => {
    const draft = draftOf(
      { type: 'text-snapshot', id: '0', text: 'ab' },
      { type: 'text-snapshot', id: '0', text: 'abcd' },
    )
    expect(parts(draft)).toMatchObject([{ text: 'abcd' }])
    expect(draft.characters).toBe(4)
  })

  it('stay one where a resumed stream repeats them whole', () => {
    const whole: CompletionEvent = { type: 'text-snapshot', id: '0', text: 'ab' }
    const draft = draftOf(text('0', 'ab'), { type: 'text-end', id: '0' }, whole)
    expect(parts(draft)).toMatchObject([{ text: 'ab' }])
    expect(draft.characters).toBe(2)
  })

  it('may be redacted, also without a delta', () => {
    const draft = draftOf(
      reasoning('0', 'a'),
      { type: 'reasoning-end', id: '0' },
      { type: 'reasoning-end', id: '1', redacted: true },
    )
    expect(parts(draft)).toMatchObject([{ text: 'a' }, { text: '', redacted: true, state: 'done' }])
  })

  it('keep what the provider signed them with, also without a delta', () => {
    const signature = { protocol: 'p', value: 'x' }
    const draft = draftOf(
      { type: 'reasoning-end', id: '0', signature },
      text('0', 'a'),
      { type: 'text-end', id: '0', signature },
      toolStart('t'),
      { type: 'tool-input-end', toolCallId: 't', signature },
    )
    expect(parts(draft)).toMatchObject([
      { type: 'reasoning', text: '', signature },
      { type: 'text', signature },
      { type: 'tool', signature },
    ])
  })

  it('count their characters', () => {
    expect(
      draftOf(text('0', 'ab'), reasoning('0', 'c😊'), { type: 'refusal-delta', delta: 'no' }).characters,
    ).toBe(5)
  })

  it('do not begin with an end', () => {
    expect(parts(draftOf({ type: 'text-end', id: '0' }, { type: 'reasoning-end', id: '0' }))).toEqual([])
  })
})

describe('a refusal', () => {
  it('grows', () => {
    expect(
      parts(draftOf({ type: 'refusal-delta', delta: 'N' }, { type: 'refusal-delta', delta: 'o' })),
    ).toEqual([{ type: 'refusal', text: 'No' }])
  })
})

describe('tool calls', () => {
  it('show the best value while they stream', () => {
    const draft = draftOf(toolStart('a', 'weather'), toolDelta('a', '{"city":"Ber'))
    expect(parts(draft)).toEqual([
      {
        type: 'tool',
        toolCallId: 'a',
        toolName: 'weather',
        state: 'input-streaming',
        inputText: '{"city":"Ber',
        input: { city: 'Ber' },
      },
    ])
    draft.apply(toolDelta('a', 'lin"}'))
    draft.apply(toolEnd('a'))
    expect(parts(draft)).toMatchObject([
      { state: 'input-available', inputText: '{"city":"Berlin"}', input: { city: 'Berlin' } },
    ])
  })

  it.each<[what: string, events: CompletionEvent[], expected: object]>([
    ['nothing', [toolEnd('a')], { state: 'input-available', inputText: '', input: {} }],
    ['nothing, closed by the finish', [finish], { state: 'input-available', input: {} }],
    ['nothing, cut by a limit', [{ type: 'finish', reason: 'length' }], { state: 'input-truncated' }],
    [
      'a cut text',
      [toolDelta('a', '{"x":[1,'), toolEnd('a')],
      { state: 'input-truncated', input: { x: [1] } },
    ],
    ['no JSON', [toolDelta('a', 'oops'), toolEnd('a')], { state: 'input-truncated' }],
    ['null', [toolDelta('a', 'null'), toolEnd('a')], { state: 'input-available', input: null }],
    [
      'an input parsed by the server',
      [toolDelta('a', '{"x'), toolEnd('a', { x: 2 })],
      { state: 'input-available', input: { x: 2 } },
    ],
    [
      'a late delta',
      [toolDelta('a', '{}'), toolEnd('a'), toolDelta('a', 'x')],
      { inputText: '{}', input: {} },
    ],
    [
      'a delta after a finish',
      [toolDelta('a', '{"x"'), finish, toolDelta('a', ':1}'), finish],
      { state: 'input-available', input: { x: 1 } },
    ],
  ])('may end with %s', (_, events, expected) => {
    expect(parts(draftOf(toolStart('a'), ...events))).toMatchObject([expected])
  })

  it('are truncated by an interruption, unless their JSON is whole', () => {
    const draft = draftOf(
      toolStart('a'),
      toolDelta('a', '{"x":1'),
      toolStart('b'),
      toolDelta('b', '{"x":1}'),
      toolStart('c'),
    )
    draft.settle('interrupted')
    expect(parts(draft)).toMatchObject([
      { state: 'input-truncated' },
      { state: 'input-available', input: { x: 1 } },
      { state: 'input-truncated' },
    ])
  })

  it('may take plain text', () => {
    const start: CompletionEvent = {
      type: 'tool-input-start',
      toolCallId: 'a',
      toolName: 'f',
      encoding: 'text',
      hosted: true,
    }
    expect(parts(draftOf(start, toolDelta('a', 'SELECT'), toolDelta('a', ' 1'), toolEnd('a')))).toMatchObject(
      [{ input: 'SELECT 1', state: 'input-available', hosted: true }],
    )
  })

  it('may grow by patches, without a hole in a list', () => {
    const patch = (path: (string | number)[], value: unknown, append?: boolean): CompletionEvent => ({
      type: 'tool-input-patch',
      toolCallId: 'a',
      path,
      value,
      append,
    })
    const draft = draftOf(
      toolStart('a'),
      patch(['name'], 'Sou'),
      patch(['name'], 'p', true),
      patch(['steps', 0, 'text'], 'cut'),
      patch(['steps', 4_000_000_000], 'cook'),
      patch(['__proto__', 'polluted'], true),
    )
    const shown = parts(draft)[0]
    expect(shown).toMatchObject({
      state: 'input-streaming',
      input: { name: 'Soup', steps: [{ text: 'cut' }, 'cook'] },
    })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    draft.apply(finish)
    expect(parts(draft)).toMatchObject([{ state: 'input-available' }])
  })

  it.each<[CompletionEvent[], object]>([
    [
      [{ type: 'tool-output', toolCallId: 'a', output: 1, preliminary: true }],
      { state: 'output-available', output: 1, preliminary: true, input: { x: 1 } },
    ],
    [
      [
        { type: 'tool-output', toolCallId: 'a', output: 1, preliminary: true },
        { type: 'tool-output', toolCallId: 'a', output: 2 },
      ],
      { output: 2, preliminary: undefined },
    ],
    [
      [{ type: 'tool-error', toolCallId: 'a', message: 'no', phase: 'output' }],
      { state: 'output-error', errorText: 'no' },
    ],
    [
      [{ type: 'tool-approval', toolCallId: 'a', approvalId: 'p' }],
      { state: 'approval-requested', approvalId: 'p' },
    ],
  ])('are answered by %j', (events, expected) => {
    expect(parts(draftOf(toolStart('a'), toolDelta('a', '{"x":1}'), ...events))).toMatchObject([expected])
  })

  it('are answered steps later, and one without a start is opened', () => {
    const draft = draftOf(
      toolStart('a'),
      { type: 'step-end' },
      { type: 'step-start' },
      { type: 'tool-output', toolCallId: 'a', output: 1 },
      { type: 'tool-output', toolCallId: 'b', output: 2 },
    )
    expect(parts(draft)).toMatchObject([
      { toolCallId: 'a', output: 1 },
      { toolCallId: 'b', toolName: '', output: 2 },
    ])
  })

  it('keep apart two calls that have one id in two steps', () => {
    const draft = draftOf(
      toolStart('a'),
      toolDelta('a', '{"x":1}'),
      toolEnd('a'),
      { type: 'step-start' },
      toolStart('a', 'g'),
      toolDelta('a', '{"x":2}'),
      toolEnd('a'),
    )
    expect(parts(draft)).toMatchObject([
      { toolName: 'f', input: { x: 1 } },
      { toolName: 'g', input: { x: 2 } },
    ])
  })

  it('get their name later', () => {
    expect(parts(draftOf(toolStart('a', ''), toolStart('a', 'late')))).toMatchObject([{ toolName: 'late' }])
  })

  it('look at each character of 119 KB of arguments a few times, however often they are shown', () => {
    const rows = Array.from({ length: 1500 }, (_, id) => ({
      id,
      name: `name ${id}`,
      tags: ['a', 'b'],
      note: 'é "\\n" ',
    }))
    const json = JSON.stringify({ rows, document: 'x'.repeat(20_000) })
    const draft = draftOf(toolStart('a'))
    const countLooks = watchCharacters()
    for (let at = 0; at < json.length; at += 4) {
      draft.apply(toolDelta('a', json.slice(at, at + 4)))
      // 500 deltas a second are 8 a frame.
      if (at % 32 === 0) draft.snapshot()
    }
    draft.apply(toolEnd('a'))
    // Once when it comes, once more to decide what it is, and once when the whole is parsed.
    expect(countLooks()).toBeLessThanOrEqual(3 * json.length)
    const [call] = parts(draft)
    expect(call).toMatchObject({ input: { rows } })
  })
})

describe('sources, files and data', () => {
  it('show each source once, with what was told of it later', () => {
    const draft = draftOf(
      { type: 'source', url: 'https://a.example' },
      { type: 'source', url: 'https://b.example' },
      { type: 'source', url: 'https://a.example', title: 'A' },
    )
    expect(parts(draft)).toEqual([
      { type: 'source', url: 'https://a.example', title: 'A' },
      { type: 'source', url: 'https://b.example' },
    ])
  })

  it('replace a preview of a file', () => {
    const file = (base64: string, partial?: boolean): CompletionEvent => ({
      type: 'file',
      mediaType: 'image/png',
      base64,
      partial,
    })
    expect(parts(draftOf(file('A', true), file('AB', true), file('ABC'), file('D')))).toEqual([
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,ABC' },
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,D' },
    ])
  })

  it('replace data of the same name and id, and keep nothing transient', () => {
    const data = (
      name: string,
      id: string | undefined,
      value: unknown,
      transient?: boolean,
    ): CompletionEvent => ({ type: 'data', name, id, data: value, transient })
    const draft = draftOf(
      data('w', '1', 'a'),
      data('w', undefined, 'b'),
      data('w', '1', 'c'),
      data('v', '1', 'd'),
      data('w', undefined, 'e'),
      data('w', '1', 'x', true),
    )
    expect(parts(draft)).toMatchObject([{ data: 'c' }, { data: 'b' }, { data: 'd' }, { data: 'e' }])
  })
})

describe('steps', () => {
  it('can be dropped whole', () => {
    const draft = draftOf(
      text('0', 'a'),
      { type: 'step-start' },
      text('0', 'b'),
      toolStart('t'),
      { type: 'source', url: 'u' },
      { type: 'step-reset' },
      text('0', 'c'),
      toolStart('t'),
      { type: 'source', url: 'u' },
    )
    expect(parts(draft)).toMatchObject([{ text: 'a' }, { text: 'c' }, { toolCallId: 't' }, { url: 'u' }])
  })
})

describe('the facts of an answer', () => {
  it('keep the first telling reason of a step', () => {
    const reasons = (...found: ('stop' | 'length' | 'other' | 'unknown')[]) =>
      draftOf(...found.map((reason) => ({ type: 'finish', reason, rawReason: reason }) as const))
    expect(reasons('length', 'stop')).toMatchObject({ finishReason: 'length', rawFinishReason: 'length' })
    expect(reasons('other', 'stop').finishReason).toBe('stop')
    expect(reasons('unknown', 'other').finishReason).toBe('other')
    expect(
      draftOf({ type: 'finish', reason: 'tool-calls' }, { type: 'step-start' }, finish).finishReason,
    ).toBe('stop')
    expect(draftOf().finishReason).toBeUndefined()
  })

  it('take the last usage of a model call, and add up the calls', () => {
    const draft = draftOf(
      { type: 'start' },
      { type: 'usage', input: 10, output: 1, raw: 1 },
      { type: 'usage', output: 5, raw: 2 },
      { type: 'step-start' },
      { type: 'usage', input: 20, output: 7, reasoning: 2, raw: 3 },
    )
    expect(draft.usage).toEqual({ input: 30, output: 12, reasoning: 2, raw: 3 })
    expect(draft.usage).toBe(draft.usage)
  })

  it('keep the first error and all parts', () => {
    const draft = draftOf(
      text('0', 'a'),
      { type: 'error', error: { message: 'first' } },
      { type: 'error', error: { message: 'second' } },
    )
    expect(draft.error?.message).toBe('first')
    expect(parts(draft)).toHaveLength(1)
  })

  it('tell an abort, the end mark, the model and the message’s id', () => {
    const draft = draftOf({ type: 'start', messageId: 'm1', model: 'x' }, { type: 'abort' }, { type: 'done' })
    expect(draft).toMatchObject({ aborted: true, done: true, messageId: 'm1', model: 'x' })
  })

  it('merge metadata', () => {
    const draft = draftOf(
      { type: 'start', metadata: { a: { b: 1 }, c: 1 } },
      { type: 'metadata', value: { a: { d: 2 }, c: [2] } },
    )
    expect(draft.snapshot().metadata).toEqual({ a: { b: 1, d: 2 }, c: [2] })
  })
})

describe('identity', () => {
  it('is kept by a message in which nothing changed', () => {
    const draft = draftOf(text('0', 'a'), finish)
    const before = draft.snapshot()
    for (const event of [
      { type: 'usage', raw: 1 },
      { type: 'done' },
      { type: 'unknown', format: 'x', raw: 1 },
      finish,
    ] as const)
      draft.apply(event)
    draft.settle('done')
    expect(draft.snapshot()).toBe(before)
  })

  it('is kept by every part that an event does not concern', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const draft = draftOf()
        for (const event of events) {
          const before = draft.snapshot()
          draft.apply(event)
          const after = draft.snapshot()
          // One delta, output or replacement touches one part.
          const changed = before.parts.filter((part) => !after.parts.includes(part))
          expect(changed.length).toBeLessThanOrEqual(
            event.type === 'finish' || event.type.startsWith('step') ? before.parts.length : 1,
          )
          // What is finished stays.
          for (const part of changed) expect(isFinished(part) && !isReopened(event, part)).toBe(false)
        }
      }),
    )
  })

  it('does not depend on when one looks', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 60 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (events, looks) => {
          const watched = draftOf()
          for (const [at, event] of events.entries()) {
            watched.apply(event)
            if (looks[at]) watched.snapshot()
          }
          expect(watched.snapshot()).toEqual(draftOf(...events).snapshot())
        },
      ),
    )
  })
})

const id = fc.constantFrom('0', '1')
const anyEvent: fc.Arbitrary<CompletionEvent> = fc.oneof(
  fc.record({ type: fc.constant('text-delta' as const), id, delta: fc.string() }),
  fc.record({ type: fc.constant('text-end' as const), id }),
  fc.record({ type: fc.constant('reasoning-delta' as const), id, delta: fc.string() }),
  fc.record({ type: fc.constant('reasoning-end' as const), id }),
  fc.record({ type: fc.constant('tool-input-start' as const), toolCallId: id, toolName: fc.constant('f') }),
  fc.record({
    type: fc.constant('tool-input-delta' as const),
    toolCallId: id,
    delta: fc.constantFrom('{', '"a":', '1', '}', 'x'),
  }),
  fc.record({ type: fc.constant('tool-input-end' as const), toolCallId: id }),
  fc.record({ type: fc.constant('tool-output' as const), toolCallId: id, output: fc.jsonValue() }),
  fc.record({ type: fc.constant('source' as const), url: id }),
  fc.record({ type: fc.constant('data' as const), name: id, id, data: fc.jsonValue() }),
  fc.constant({ type: 'finish' as const, reason: 'stop' as const }),
  fc.constant({ type: 'step-start' as const }),
  fc.constant({ type: 'step-reset' as const }),
)

/** Texts that their own end has closed are not told from those that a finish has: a delta goes on with the latter. */
function isFinished(part: MessagePart): boolean {
  return (part.type === 'text' || part.type === 'reasoning') && part.state === 'done'
}

function isReopened(event: CompletionEvent, part: MessagePart): boolean {
  return event.type === `${part.type}-delta` || event.type === 'step-reset'
}

function draftOf(...events: readonly CompletionEvent[]): MessageDraft {
  let time = 0
  const draft = createMessageDraft({ id: 'm', createdAt: 0, environment: { now: () => ++time } })
  for (const event of events) draft.apply(event)
  return draft
}

function parts(draft: MessageDraft): readonly MessagePart[] {
  return draft.snapshot().parts
}

function ids(draft: MessageDraft): unknown[] {
  return parts(draft).map((part) => ('id' in part ? part.id : undefined))
}
