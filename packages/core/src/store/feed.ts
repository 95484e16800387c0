import type { ConnectionPolicy } from '../connection/createConnection.ts'
import { createConnection } from '../connection/createConnection.ts'
import type { Dispose, Environment } from '../connection/environment.ts'
import type { RetryOptions } from '../connection/retry.ts'
import { retriesLive } from '../connection/retry.ts'
import type { SilenceOptions } from '../connection/silence.ts'
import type { ConnectionState } from '../connection/transition.ts'
import { sse } from '../decode/sse.ts'
import { StreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'
import { fetchTransport } from '../transport/fetchTransport.ts'
import type { Transport, TransportResponse } from '../transport/transport.ts'
import type { Address, PerAttempt, RequestOptions } from './request.ts'
import { evaluateRequest } from './request.ts'
import { responseError } from './responseError.ts'
import type { StreamEvent } from './state.ts'

/** What concerns the wire of a live stream; all of it holds from the next attempt on. */
export interface FeedOptions extends RequestOptions {
  /** Names to listen to. Default: all; with `nativeTransport()` only `message`. */
  events?: readonly string[]
  /** Where to start. */
  lastEventId?: string
  /** `'close'`: a clean end is the end. Default: `'reconnect'`, as the HTML standard has it. */
  onEnd?: 'reconnect' | 'close'
  retry?: RetryOptions
  /** Default: `'auto'`. */
  silence?: SilenceOptions
  /** ms to the response. Default: `false`, since many servers send the headers with the first event. */
  timeout?: number | false
  /** `'pause'` lets go of the connection while the tab is hidden. Default: `'stay'`. */
  whenHidden?: 'stay' | 'pause'
  /** The largest event, in characters; a larger one fails with `overflow`. Default: 16 Mi. */
  maxFrame?: number
  /** Default: `fetchTransport()`. */
  transport?: Transport
}

/** Is told what happens on a feed, until it leaves. */
export interface FeedFollower {
  onEvent(event: StreamEvent): void
  onState(state: ConnectionState): void
  /** Every failed attempt, whether or not another follows. */
  onFailure(error: StreamError): void
}

/** Leaves a feed; `'now'`: what nobody follows any more ends at once, without the grace of a shared one. */
export type LeaveFeed = (when: 'now' | 'soon') => void

/** One connection to a live stream, and everybody who follows it. */
export interface Feed {
  readonly state: ConnectionState
  readonly lastEventId: string
  readonly lastEvent: StreamEvent | undefined
  /** Attempts, and bytes of all bodies, since it was made. */
  readonly attempts: number
  readonly bytes: number
  /**
   * Connects with the first follower. One that joins later is told the state and the last event at once, unless
   * that is the one it has seen. The last to leave ends the connection.
   */
  follow(follower: FeedFollower, seen: StreamEvent | undefined): LeaveFeed
  /** Makes a new attempt now, going on from the last id. */
  reconnect(): void
  setOptions(url: PerAttempt<Address>, options: FeedOptions): void
}

/** What a feed is made of. */
export interface FeedInput {
  url: PerAttempt<Address>
  options: FeedOptions
  environment: Environment
  /** ms that the connection outlives its last follower. Default: 0. */
  grace?: number
  /** The connection was let go, since nobody follows it. */
  onAbandoned?: () => void
}

/** A feed with a connection of its own. Nothing is sent before somebody follows. */
export function createFeed({ environment, grace = 0, onAbandoned, ...input }: FeedInput): Feed {
  let { url, options } = input
  let cancelGrace: Dispose | undefined
  let lastEvent: StreamEvent | undefined
  let bytes = 0
  const followers = new Set<FeedFollower>()
  const connection = createConnection({
    environment,
    lastEventId: options.lastEventId,
    policy: () => livePolicy(options),
    request: async (context) => ({
      ...(await evaluateRequest(url, options, context)),
      events: options.events,
    }),
    accept: async (response, emit) => {
      if (!(await acceptsEvents(response, environment))) return undefined
      return sse(options.maxFrame === undefined ? {} : { maxFrame: options.maxFrame })(emit)
    },
    onFrame: take,
    onBytes: (count) => {
      bytes += count
    },
    onEnd: () => options.onEnd ?? 'reconnect',
    onFailure: (error) => followers.forEach((follower) => follower.onFailure(error)),
    onState: (state) => followers.forEach((follower) => follower.onState(state)),
  })

  return {
    get state() {
      return connection.state
    },
    get lastEventId() {
      return connection.lastEventId
    },
    get lastEvent() {
      return lastEvent
    },
    get attempts() {
      return connection.attempts
    },
    get bytes() {
      return bytes
    },
    follow(follower, seen) {
      cancelGrace?.()
      cancelGrace = undefined
      followers.add(follower)
      const state = connection.state
      if (followers.size === 1) connection.open()
      if (connection.state === state) {
        follower.onState(state)
        if (lastEvent !== undefined && lastEvent !== seen) follower.onEvent(lastEvent)
      }
      return (when) => {
        if (!followers.delete(follower) || followers.size > 0) return
        if (when === 'now' || grace === 0) abandon()
        else cancelGrace = environment.setTimer(abandon, grace)
      }
    },
    reconnect: connection.reconnect,
    setOptions(nextUrl, next) {
      url = nextUrl
      options = next
    },
  }

  function abandon(): void {
    cancelGrace = undefined
    connection.reset()
    onAbandoned?.()
  }

  function take(frame: Frame): void {
    if (frame.kind !== 'event') return
    const event = { type: frame.name, data: frame.data, lastEventId: connection.lastEventId }
    lastEvent = event
    for (const follower of followers) follower.onEvent(event)
  }
}

function livePolicy(options: FeedOptions): ConnectionPolicy {
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
