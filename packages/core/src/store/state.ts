import type { ConnectionState } from '../connection/transition.ts'
import type { StreamError } from '../errors.ts'
import type { FinishReason, Usage } from '../events.ts'
import type { Message } from '../message.ts'

/** One event of a live stream; the names are those of the DOM's `MessageEvent`. */
export interface StreamEvent<Data = string, Type extends string = string> {
  /** The event's name; `'message'` where the server gave none. */
  readonly type: Type
  readonly data: Data
  /** The last id seen up to this event; `''` before the first. */
  readonly lastEventId: string
}

/** Figures of one live stream, since it was opened. */
export interface EventCounters {
  readonly events: number
  /** Bytes of all bodies; 0 with a transport that hides them. */
  readonly bytes: number
  /** Events whose data did not parse. */
  readonly malformed: number
  readonly attempts: number
}

/** The state of `createEventSourceStore`; a new object for each commit. */
export interface EventSourceState<Result = unknown, Event = StreamEvent<unknown>> {
  /** The events, folded by `reduce`; without it the last event's data. */
  readonly data: Result
  readonly lastEvent: Event | undefined
  readonly lastEventId: string
  /** The last `history` events, oldest first. */
  readonly events: readonly Event[]
  readonly connection: ConnectionState
  /** With whom the connection is shared in fact; `'page'` where `'tabs'` was asked for and the browser cannot. */
  readonly share: 'page' | 'tabs' | false
  /** The last error, until the next `open`. */
  readonly error: StreamError | undefined
  readonly counters: EventCounters
}

/** What the answer is doing; the wire is `connection`. */
export type CompletionStatus = 'ready' | 'submitted' | 'streaming' | 'error'

/** Times and sizes of the last answer. Times are ms since 1970. */
export interface CompletionMetrics {
  readonly sentAt?: number
  readonly firstByte?: number
  /** The first visible character of text or reasoning. */
  readonly firstToken?: number
  readonly finished?: number
  /** Characters of text and reasoning. */
  readonly characters: number
  /** Output tokens, where the server counts them. */
  readonly tokens?: number
  /** Tokens a second from the first to the last; characters a second where the server counts none. */
  readonly rate?: number
  /** Connections beyond the first. */
  readonly reconnects: number
}

/** The state of `createCompletionStore`; a new object for each commit. */
export interface CompletionState {
  readonly id: string
  readonly messages: readonly Message[]
  readonly status: CompletionStatus
  readonly connection: ConnectionState
  readonly error: StreamError | undefined
  readonly finishReason: FinishReason | undefined
  readonly usage: Usage | undefined
  readonly metrics: CompletionMetrics
  /** What was sent while an answer was streaming and waits for its turn, oldest first. */
  readonly queue: readonly Message[]
  /** The text of the latest assistant message. */
  readonly completion: string
}
