import { autoDecoder } from '../decode/detect.ts'
import { ndjson } from '../decode/ndjson.ts'
import { sse } from '../decode/sse.ts'
import { text as textDecoder } from '../decode/text.ts'
import type { CompletionEvent } from '../events.ts'
import type { CreateDecoder } from '../frame.ts'
import type { MessagePart, ToolPart } from '../message.ts'
import { createMessageDraft } from '../store/reduceMessage.ts'
import type { MessageDraft } from '../store/reduceMessage.ts'
import type { Protocol } from './protocol.ts'

/** A small seeded generator (mulberry32): numbers from 0 (inclusive) to 1 (exclusive). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A body in pieces of the sizes that `size` gives. */
export function inPieces(body: Uint8Array, size: () => number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < body.length;) {
    const end = at + Math.max(1, size())
    pieces.push(body.subarray(at, end))
    at = end
  }
  return pieces
}

/** What came of a body. */
export interface Played {
  readonly events: readonly CompletionEvent[]
  readonly draft: MessageDraft
}

/** Sends pieces of a body through the decoder that its framing names, the protocol and a draft. */
export function play(
  { headers }: { readonly headers: Headers },
  protocol: Protocol,
  pieces: Iterable<Uint8Array>,
  ending: 'clean' | 'broken',
): Played {
  const events: CompletionEvent[] = []
  let time = 0
  const draft = createMessageDraft({ id: 'answer', createdAt: 0, environment: { now: () => time++ } })
  const answer = protocol.decode((event) => {
    events.push(event)
    draft.apply(event)
    draft.snapshot()
  })
  const decoder = createDecoder(protocol, headers)((frame) => answer.frame(frame))
  for (const piece of pieces) decoder.decode(piece)
  if (ending === 'clean') {
    decoder.end()
    answer.end()
  }
  // A clean end without the format's end mark is a truncated answer.
  draft.settle(ending === 'clean' && draft.done ? 'done' : 'interrupted')
  return { events, draft }
}

function createDecoder({ framing }: Protocol, headers: Headers): CreateDecoder {
  switch (framing) {
    case 'sse':
      return sse({ lenient: true })
    case 'ndjson':
      return ndjson()
    case 'text':
      return textDecoder()
    case 'auto':
      return autoDecoder({ contentType: headers.get('content-type'), headers })
  }
}

/** What a client ended up with, in the words of `*.expected.json`. */
export interface Outcome {
  readonly text: string
  readonly textParts: readonly string[]
  readonly reasoning: string
  readonly reasoningParts: readonly string[]
  readonly refusal: string
  /** What the model says about the calls that it is going to make. */
  readonly toolPlan: string
  readonly toolCalls: readonly ToolPart[]
  /** Calls that the provider runs itself. */
  readonly hostedCalls: readonly ToolPart[]
  readonly finishReason: string | null
  readonly usageTotals: { input: number | undefined; output: number | undefined } | null
  readonly error: { message: string; type: string | undefined; code: string | number | undefined } | null
  readonly done: boolean
  readonly sources: readonly { url: string | null; title: string | null }[]
  readonly data: readonly { type: string; id?: string; data: unknown }[]
  readonly messageMetadata: unknown
}

/** Reads it from a draft. */
export function outcomeOf(
  draft: Pick<MessageDraft, 'snapshot' | 'finishReason' | 'usage' | 'error' | 'done'>,
): Outcome {
  const { parts, metadata } = draft.snapshot()
  const { usage, error } = draft
  const textParts = ofType(parts, 'text').map((part) => part.text)
  const reasonings = ofType(parts, 'reasoning')
  const reasoningParts = reasonings.filter(({ kind }) => kind !== 'plan').map((part) => part.text)
  const plans = reasonings.filter(({ kind }) => kind === 'plan')
  const calls = ofType(parts, 'tool')
  return {
    text: textParts.join(''),
    textParts: textParts.filter((text) => text !== ''),
    reasoning: reasoningParts.join(''),
    reasoningParts: reasoningParts.filter((text) => text !== ''),
    refusal: ofType(parts, 'refusal')
      .map((part) => part.text)
      .join(''),
    toolPlan: plans.map((part) => part.text).join(''),
    toolCalls: calls.filter((part) => !part.hosted),
    hostedCalls: calls.filter((part) => part.hosted),
    finishReason: draft.finishReason ?? null,
    usageTotals: usage === undefined ? null : { input: usage.input, output: usage.output },
    error: error === undefined ? null : { message: error.message, type: error.type, code: error.code },
    done: draft.done,
    sources: ofType(parts, 'source').map(({ url = null, title = null }) => ({ url, title })),
    data: ofType(parts, 'data').map(({ name, ...part }) => ({ ...part, type: `data-${name}` })),
    messageMetadata: metadata,
  }
}

function ofType<Type extends MessagePart['type']>(
  parts: readonly MessagePart[],
  type: Type,
): Extract<MessagePart, { type: Type }>[] {
  return parts.filter((part) => part.type === type) as Extract<MessagePart, { type: Type }>[]
}
