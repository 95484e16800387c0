import { type StoreApi, createStore } from 'zustand/vanilla'
import type { Connection, ConnectionPolicy } from '../connection/createConnection.ts'
import { createConnection } from '../connection/createConnection.ts'
import type { Environment } from '../connection/environment.ts'
import { realEnvironment } from '../connection/environment.ts'
import type { RetryOptions } from '../connection/retry.ts'
import { retriesLive } from '../connection/retry.ts'
import type { SilenceOptions } from '../connection/silence.ts'
import { idle } from '../connection/transition.ts'
import { sse } from '../decode/sse.ts'
import { StreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'
import { fetchTransport } from '../transport/fetchTransport.ts'
import type { Transport, TransportResponse } from '../transport/transport.ts'
import type { Throttle } from './commit.ts'
import { createCommitter } from './commit.ts'
import type { Address, PerAttempt, RequestOptions } from './request.ts'
import { evaluateRequest } from './request.ts'
import { responseError } from './responseError.ts'
import { type Ring, createRing } from './ring.ts'
import type { EventCounters, EventSourceState, StreamEvent } from './state.ts'

/** How `event.data` is made of the characters that came. */
export type ParseOption<Data> = 'text' | 'json' | ((event: StreamEvent) => Data)

/** Options of {@link createEventSourceStore}; what is read again for every attempt or event may be changed by `setOptions`. */
export interface EventSourceOptions<Data = string, Result = Data | undefined> extends RequestOptions {
  /** Names to listen to. Default: all; with `nativeTransport()` only `message`. */
  events?: readonly string[]
  /** Default: `'text'`. Data that does not parse is reported, counted and skipped; the stream goes on. */
  parse?: ParseOption<Data>
  /** What `data` is before the first event; without it `Result` includes `undefined`. */
  initialData?: Result
  /** Folds an event into `data`. Default: the event's data replaces it. */
  reduce?: (data: Result, event: StreamEvent<Data>) => Result
  /** How many past events to keep. Default: 0. */
  history?: number
  /** Where to start. */
  lastEventId?: string
  /** Whether an event is the last one; closes for good. */
  until?: (event: StreamEvent<Data>) => boolean
  /** `'close'`: a clean end is the end. Default: `'reconnect'`, as the HTML standard has it. */
  onEnd?: 'reconnect' | 'close'
  retry?: RetryOptions
  /** Default: `'auto'`. */
  silence?: SilenceOptions
  /** ms to the response. Default: `false`, since many servers send the headers with the first event. */
  timeout?: number | false
  /** `'pause'` lets go of the connection while the tab is hidden. Default: `'stay'`. */
  whenHidden?: 'stay' | 'pause'
  /** How often the store publishes. Default: once a frame. */
  throttle?: Throttle
  /** The largest event, in characters; a larger one fails with `overflow`. Default: see `sse`. */
  maxFrame?: number
  /** Default: `fetchTransport()`. */
  transport?: Transport
  /** Default: the real world. Read once. */
  environment?: Environment
  onOpen?: () => void
  onEvent?: (event: StreamEvent<Data>) => void
  onError?: (error: StreamError) => void
  /** It is over: closed by the application or for good by the server. Not called for a lost connection. */
  onClose?: () => void
}

/** A live stream outside React: a zustand vanilla store and its actions. */
export interface EventSourceStore<Data = string, Result = Data | undefined> extends StoreApi<
  EventSourceState<Result, Data>
> {
  /** Connects, where it is not connected. */
  open(): void
  /** Ends it; `open()` or `reconnect()` begin again. */
  close(): void
  /** Makes a new attempt now, going on from the last id. */
  reconnect(): void
  /** Opens it for as long as anybody holds it; the last `release` lets go. */
  retain(): () => void
  /** Replaces the options: callbacks hold at once, all that belongs to a request from the next attempt on. */
  setOptions(options: EventSourceOptions<Data, Result>, url?: PerAttempt<Address>): void
}

/**
 * A live feed of server-sent events as a store. Nothing is sent before `open()` or `retain()`.
 * `onEnd: 'close'` is what a server needs that sends its answer anew on every connection.
 */
export function createEventSourceStore<Data = string, Result = Data | undefined>(
  url: PerAttempt<Address>,
  initial: EventSourceOptions<Data, Result> = {},
): EventSourceStore<Data, Result> {
  let options = initial
  let address = url
  const environment = initial.environment ?? realEnvironment
  const draft = createDraft(options)
  const connection = createConnection({
    environment,
    lastEventId: options.lastEventId,
    policy: () => livePolicy(options),
    request: async (context) => ({
      ...(await evaluateRequest(address, options, context)),
      events: options.events,
    }),
    accept: async (response, emit) => {
      if (!(await acceptsEvents(response, environment))) return undefined
      return sse(options.maxFrame === undefined ? {} : { maxFrame: options.maxFrame })(emit)
    },
    onFrame: take,
    onBytes: (count) => {
      draft.bytes += count
    },
    onEnd: () => (options.onEnd === 'close' ? 'close' : 'reconnect'),
    onFailure: report,
    onState: (state) => {
      if (state.status === 'open') draft.error = undefined
      if (state.status === 'failed') draft.error = state.error
      committer.flush()
      if (state.status === 'open') call(options.onOpen)
      if (state.status === 'closed') call(options.onClose)
    },
  })
  const store = createStore<EventSourceState<Result, Data>>(() => snapshot(draft, connection))
  const committer = createCommitter(
    environment,
    () => options.throttle ?? 'frame',
    () => store.setState(snapshot(draft, connection), true),
  )
  let holders = 0

  return {
    ...store,
    open: connection.open,
    close: connection.close,
    reconnect: connection.reconnect,
    retain,
    setOptions(next, nextUrl = address) {
      options = next
      address = nextUrl
      draft.events.resize(next.history ?? 0)
    },
  }

  /** React mounts twice in development, and effects of one commit run together: letting go waits for its end. */
  function retain(): () => void {
    holders += 1
    connection.open()
    let held = true
    return () => {
      if (!held) return
      held = false
      holders -= 1
      queueMicrotask(() => {
        if (holders > 0) return
        connection.reset()
        committer.cancel()
      })
    }
  }

  function take(frame: Frame): void {
    if (frame.kind !== 'event') return
    const heard = options.events === undefined || options.events.includes(frame.name)
    const event = heard ? parseEvent(frame.name, frame.data) : undefined
    if (event !== undefined) fold(event)
    // Also for an event that nobody listens to: its id counts.
    committer.request()
    if (event === undefined) return
    call(options.onEvent, event)
    if (guard(() => options.until?.(event)) === true) connection.end()
  }

  function fold(event: StreamEvent<Data>): void {
    draft.lastEvent = event
    draft.count += 1
    draft.events.push(event)
    guard(() => {
      draft.data = options.reduce ? options.reduce(draft.data, event) : (event.data as unknown as Result)
    })
  }

  function parseEvent(type: string, text: string): StreamEvent<Data> | undefined {
    const { parse = 'text' } = options
    const raw: StreamEvent = { type, data: text, lastEventId: connection.lastEventId }
    if (parse === 'text') return raw as unknown as StreamEvent<Data>
    try {
      const data = parse === 'json' ? (JSON.parse(text) as Data) : parse(raw)
      return { ...raw, data }
    } catch (cause) {
      draft.malformed += 1
      report(malformed(raw, cause))
      return undefined
    }
  }

  function report(error: StreamError): void {
    draft.error = error
    call(options.onError, error)
  }

  function call<Args extends unknown[]>(
    callback: ((...args: Args) => void) | undefined,
    ...args: Args
  ): void {
    if (callback) guard(() => callback(...args))
  }

  /** An exception of the application is the application's: it is reported as such and changes nothing on the wire. */
  function guard<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      environment.reportError(error)
      return undefined
    }
  }
}

interface Draft<Data, Result> {
  data: Result
  lastEvent: StreamEvent<Data> | undefined
  readonly events: Ring<StreamEvent<Data>>
  error: StreamError | undefined
  count: number
  bytes: number
  malformed: number
}

function createDraft<Data, Result>(options: EventSourceOptions<Data, Result>): Draft<Data, Result> {
  return {
    data: options.initialData as Result,
    lastEvent: undefined,
    events: createRing(options.history ?? 0),
    error: undefined,
    count: 0,
    bytes: 0,
    malformed: 0,
  }
}

function snapshot<Data, Result>(
  draft: Draft<Data, Result>,
  connection: Connection | undefined,
): EventSourceState<Result, Data> {
  const counters: EventCounters = {
    events: draft.count,
    bytes: draft.bytes,
    malformed: draft.malformed,
    attempts: connection?.attempts ?? 0,
  }
  return {
    data: draft.data,
    lastEvent: draft.lastEvent,
    lastEventId: connection?.lastEventId ?? '',
    events: draft.events.toArray(),
    connection: connection?.state ?? idle,
    error: draft.error,
    counters,
  }
}

function livePolicy<Data, Result>(options: EventSourceOptions<Data, Result>): ConnectionPolicy {
  return {
    transport: options.transport ?? fetchTransport(),
    retry: options.retry ?? {},
    retries: retriesLive,
    silence: options.silence ?? 'auto',
    timeout: options.timeout ?? false,
    whenHidden: options.whenHidden ?? 'stay',
    repeatable: true,
    refreshes: typeof options.headers === 'function',
  }
}

/** Whether the body is to be read; `false` for 204. */
async function acceptsEvents(response: TransportResponse, environment: Environment): Promise<boolean> {
  // A transport that hides the status has looked at it, and at the content type, itself.
  if (response.status === undefined) return true
  // HTML: "Clients will reconnect if the connection is closed; a client can be told to stop reconnecting using
  // the HTTP 204 No Content response code."
  if (response.status === 204) return false
  if (response.status !== 200) throw await responseError(response, environment)
  // HTML: "if res's status is not 200, or if res's `Content-Type` is not `text/event-stream`, then fail the connection".
  const type = response.headers.get('content-type')
  if (type?.split(';')[0]?.trim().toLowerCase() === 'text/event-stream') return true
  throw new StreamError(
    'content-type',
    `Expected text/event-stream, the server sent ${type ?? 'no content type'}. Is this the address of the stream?`,
    { status: response.status },
  )
}

function malformed(event: StreamEvent, cause: unknown): StreamError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new StreamError(
    'protocol',
    `An event of type "${event.type}" could not be parsed and was skipped: ${reason}`,
    { body: event.data, cause },
  )
}
