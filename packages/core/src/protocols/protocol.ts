import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import type { Message } from '../message.ts'

/** What a protocol makes a request of. */
export interface EncodeInput {
  /** The thread, oldest first; its last message is usually the user's. */
  readonly messages: readonly Message[]
  /** The application's own fields (`model`, `temperature` …); they win over the protocol's. */
  readonly body: Readonly<Record<string, unknown>>
  /** The thread's id. */
  readonly id: string
  readonly trigger: 'send' | 'regenerate' | 'tool-output'
}

/** The request that a format's API takes; the address and credentials are the application's. */
export interface EncodedRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What is known of an answer whose connection was lost. */
export interface ResumeInput {
  /** The address that it was asked from. */
  readonly api: string
  /** The thread's id. */
  readonly id: string
  /** The headers of the response. */
  readonly headers: Headers
}

/** Where an answer goes on. `Last-Event-ID` and the application's headers are sent with it. */
export interface Resumption {
  /** Is asked for with GET. */
  readonly url: string
  /** `'here'`: behind the last event; `'start'`: the answer is told anew. */
  readonly from: 'here' | 'start'
}

/** Reads one answer. Stateful: one for each answer. */
export interface AnswerDecoder {
  /** Turns one frame into completion events. Never throws: what it cannot read is a `malformed` or `unknown` event. */
  frame(frame: Frame): void
  /** The body ended cleanly. Emits `done` where the format counts that as finished; without a `done` the answer is truncated. */
  end(): void
  /** Where to pick the answer up; `undefined` where its server does not keep it. Without it, no server of the format does. */
  resume?(input: ResumeInput): Resumption | undefined
}

/** How a format's body is cut into frames; `auto`: by the response's headers and first bytes. */
export type Framing = 'sse' | 'ndjson' | 'text' | 'auto'

/** One completion API: what it expects and what it sends. */
export interface Protocol {
  readonly name: string
  readonly framing: Framing
  encode(input: EncodeInput): EncodedRequest
  decode(emit: EmitEvent): AnswerDecoder
}
