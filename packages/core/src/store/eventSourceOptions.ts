import type { StoreApi } from 'zustand/vanilla'
import type { Environment } from '../connection/environment.ts'
import type { StreamError } from '../errors.ts'
import type { SchemaOutput, StandardSchema } from '../standardSchema.ts'
import type { Throttle } from './commit.ts'
import type { FeedOptions } from './feed.ts'
import type { Address, PerAttempt } from './request.ts'
import type { Share } from './share.ts'
import type { EventSourceState, StreamEvent } from './state.ts'

/** How `event.data` is made of the characters that came. */
export type ParseOption<Data> = 'text' | 'json' | ((event: StreamEvent) => Data)

/** A schema for each event name that is listened to. */
export type EventSchemas = Readonly<Record<string, StandardSchema>>

/** The events that schemas let through: a union told apart by `type`. */
export type SchemaEvent<Schemas extends EventSchemas> = {
  [Name in keyof Schemas & string]: StreamEvent<SchemaOutput<Schemas[Name]>, Name>
}[keyof Schemas & string]

/** Options of {@link createEventSourceStore}; `setOptions` may change those that are not read once. */
export interface EventSourceOptions<
  Data = string,
  Result = Data | undefined,
  Event extends StreamEvent<unknown> = StreamEvent<Data>,
> extends FeedOptions {
  /**
   * Default: `'text'`, with `schema` `'json'`. Data that does not parse or validate is reported, counted and
   * skipped; the stream goes on.
   */
  parse?: ParseOption<Data>
  /** Checks and types the data of each event name; other names are not listened to. */
  schema?: EventSchemas
  /** What `data` is before the first event; without it `Result` includes `undefined`. Read once. */
  initialData?: Result
  /** Folds an event into `data`. Default: the event's data replaces it. */
  reduce?: (data: Result, event: Event) => Result
  /** How many past events to keep. Default: 0. */
  history?: number
  /** Whether an event is the last one; closes for good. */
  until?: (event: Event) => boolean
  /**
   * `'page'`: stores with the same `key` use one connection, and each folds its events by itself; one that joins
   * late gets the last event at once. `'tabs'`: all tabs of the browser use one; falls back to `'page'` where the
   * browser lacks the Web Locks API or BroadcastChannel. Default: `false`; the hook's is `'page'`.
   */
  share?: Share | false
  /** Default: method, address and credentials, and headers and body that are no functions. */
  key?: string
  /** How often the store publishes. Default: once a frame. */
  throttle?: Throttle
  /** Default: the real world. Read once. */
  environment?: Environment
  onOpen?: () => void
  onEvent?: (event: Event) => void
  onError?: (error: StreamError) => void
  /** It is over: closed by the application or for good by the server. Not called for a lost connection. */
  onClose?: () => void
}

/** A live stream outside React: a zustand vanilla store and its actions. */
export interface EventSourceStore<
  Data = string,
  Result = Data | undefined,
  Event extends StreamEvent<unknown> = StreamEvent<Data>,
> extends StoreApi<EventSourceState<Result, Event>> {
  /** Connects, where it is not connected. */
  open(): void
  /** Ends it; `open()` or `reconnect()` begin again. */
  close(): void
  /** Makes a new attempt now, going on from the last id. */
  reconnect(): void
  /** Opens it for as long as anybody holds it; the last `release` lets go. */
  retain(): () => void
  /** Replaces the options: callbacks hold at once, all that belongs to a request from the next attempt on. */
  setOptions(options: EventSourceOptions<Data, Result, Event>, url?: PerAttempt<Address>): void
}
