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

/** Reads one answer. Stateful: one for each response. */
export interface AnswerDecoder {
  /** Turns one frame into completion events. Never throws: what it cannot read is a `malformed` or `unknown` event. */
  frame(frame: Frame): void
  /** The body ended cleanly. Emits `done` where the format counts that as finished; without a `done` the answer is truncated. */
  end(): void
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
