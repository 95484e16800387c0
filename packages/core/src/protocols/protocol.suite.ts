import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompletionEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import type { MessagePart } from '../message.ts'
import { createMessageDraft } from '../store/reduceMessage.ts'
import type { MessageDraft } from '../store/reduceMessage.ts'
import { auto } from './detect.ts'
import { inPieces, outcomeOf, play } from './play.suite.ts'
import type { Protocol } from './protocol.ts'

/** A body of own writing that shows much of a format. */
export interface Fixture {
  readonly contentType: string
  readonly body: string
}

/** Also an object that cannot be made a text: `String(value)` throws at it. */
const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ toString: 1, valueOf: 1 }))

const FRAME_KINDS = ['event', 'line', 'document', 'error', 'text'] as const

/** What every protocol promises, whatever its format. */
export function describeProtocol(create: () => Protocol, fixture: Fixture): void {
  const headers = new Headers({ 'content-type': fixture.contentType })
  const bytes = new TextEncoder().encode(fixture.body)
  const whole = play({ headers }, create(), [bytes], 'clean')

  describe(`${create().name}, as every protocol,`, () => {
    it('makes the same events of a body however it is cut', () => {
      fc.assert(
        fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (sizes) => {
          const pieces = inPieces(bytes, () => sizes.next().value ?? 1)
          const { events } = play({ headers }, create(), pieces, 'clean')
          expect(joined(events)).toEqual(joined(whole.events))
        }),
        { numRuns: 30 },
      )
    })

    it('is recognised by its first frame', () => {
      expect(joined(play({ headers }, auto(), [bytes], 'clean').events)).toEqual(joined(whole.events))
    })

    it('throws nothing at frames of any JSON', () => {
      fc.assert(
        fc.property(fc.constantFrom(...FRAME_KINDS), fc.json({ maxDepth: 6 }), (kind, data) => {
          expect(openParts(create(), [frameOf(kind, data)])).toEqual([])
        }),
      )
    })

    it('throws nothing at frames of any text', () => {
      fc.assert(
        fc.property(fc.constantFrom(...FRAME_KINDS), fc.string(), (kind, data) => {
          expect(openParts(create(), [frameOf(kind, data)])).toEqual([])
        }),
      )
    })

    it('throws nothing at its own frames with any value in any place', () => {
      const frames = framesOf(fixture.body)
      fc.assert(
        fc.property(fc.nat(), fc.nat(), anyValue, (which, place, value) => {
          const at = which % frames.length
          const broken = frames.map((data, index) => (index === at ? replaced(data, place, value) : data))
          const sent = broken.map((part) => frameOf('event', part))
          expect(openParts(create(), sent)).toEqual([])
        }),
        { numRuns: 500 },
      )
    })

    it('leaves no part open when the body has ended, wherever that was', () => {
      fc.assert(
        fc.property(fc.nat(bytes.length), (length) => {
          const { draft } = play({ headers }, create(), [bytes.subarray(0, length)], 'broken')
          expect(growing(draft)).toEqual([])
          const { text, reasoning } = outcomeOf(draft)
          expect(outcomeOf(whole.draft).text.slice(0, text.length)).toBe(text)
          expect(outcomeOf(whole.draft).reasoning.slice(0, reasoning.length)).toBe(reasoning)
        }),
      )
    })

    it('keeps every finished part as it is, whenever one looks', () => {
      fc.assert(
        fc.property(fc.infiniteStream(fc.boolean()), (looks) => {
          const draft = newDraft()
          let finished: MessagePart[] = []
          for (const event of whole.events) {
            draft.apply(event)
            if (looks.next().value !== true && event.type !== 'step-reset') continue
            const { parts } = draft.snapshot()
            // A step that the server begins anew takes its parts along.
            if (event.type === 'step-reset') finished = finished.filter((part) => parts.includes(part))
            expect(finished.filter((part) => !parts.includes(part))).toEqual([])
            finished = parts.filter(isFinished)
          }
          draft.settle('done')
          const { parts } = draft.snapshot()
          expect(finished.filter((part) => !parts.includes(part))).toEqual([])
        }),
        { numRuns: 30 },
      )
    })

    it('encodes a request with the body that the application adds', () => {
      const input = { messages: [], body: { model: 'm', extra: [1] }, id: 't', trigger: 'send' } as const
      const { method, headers: sent, body } = create().encode(input)
      expect(method).toBe('POST')
      expect(sent['content-type']).toBe('application/json')
      expect(JSON.parse(body)).toMatchObject({ model: 'm', extra: [1] })
    })
  })
}

/** Events, with text that came in one run as one: bare text has no other borders than those of its pieces. */
function joined(events: readonly CompletionEvent[]): CompletionEvent[] {
  const result: CompletionEvent[] = []
  for (const event of events) {
    const last = result.at(-1)
    if (event.type === 'text-delta' && last?.type === 'text-delta' && last.id === event.id) {
      result[result.length - 1] = { ...last, delta: last.delta + event.delta }
    } else result.push(event)
  }
  return result
}

/** The parts that still claim to grow after all frames and the end. */
function openParts(protocol: Protocol, frames: readonly Frame[]): MessagePart[] {
  const draft = newDraft()
  const answer = protocol.decode((event) => draft.apply(event))
  for (const frame of frames) {
    answer.frame(frame)
    draft.snapshot()
  }
  answer.end()
  draft.settle('done')
  return growing(draft)
}

function newDraft(): MessageDraft {
  return createMessageDraft({ id: 'answer', createdAt: 0, environment: { now: () => 0 } })
}

/** A text that has its end, a call that has its output: nothing that follows concerns it. */
function isFinished(part: MessagePart): boolean {
  if (part.type === 'tool')
    return part.state === 'output-error' || (part.state === 'output-available' && !part.preliminary)
  return (part.type === 'text' || part.type === 'reasoning') && part.state === 'done'
}

function growing(draft: MessageDraft): MessagePart[] {
  return draft.snapshot().parts.filter((part) => 'state' in part && /streaming/.test(part.state))
}

function frameOf(kind: (typeof FRAME_KINDS)[number], data: string): Frame {
  return kind === 'event' ? { kind, name: 'message', data, id: undefined } : { kind, data }
}

/** The data of a body's events, or its lines. */
function framesOf(body: string): string[] {
  const lines = body.split(/\r?\n/).filter((line) => line !== '')
  const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim())
  return data.length > 0 ? data : lines
}

/** The JSON with the value in one of its places. */
function replaced(data: string, place: number, value: unknown): string {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return JSON.stringify(value)
  }
  let at = place % countPlaces(json)
  return JSON.stringify(json, (_, old: unknown) => (at-- === 0 ? value : old))
}

function countPlaces(json: unknown): number {
  let count = 0
  JSON.stringify(json, (_, value: unknown) => {
    count++
    return value
  })
  return count
}
