import type { Dispose, Environment } from '../connection/environment.ts'
import type { RetryOptions } from '../connection/retry.ts'
import type { SilenceOptions } from '../connection/silence.ts'
import type { ConnectionState } from '../connection/transition.ts'
import type { StreamError } from '../errors.ts'
import type { Transport } from '../transport/transport.ts'
import { DEFAULT_DEDUPE, doubles, replays } from './repeats.ts'
import type { Address, PerAttempt, RequestOptions } from './request.ts'
import type { StreamEvent } from './state.ts'

/** What concerns the wire of a live stream; all of it holds from the next attempt on. */
export interface FeedOptions extends RequestOptions {
  /** Names to listen to. Default: all; with `nativeTransport()` only `message`. */
  events?: readonly string[] | undefined
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
  /**
   * How many ids of past events are remembered, to tell repeats: what a server sends again after a reconnect, and
   * with `share: 'tabs'` what two tabs tell; and how many events a tab tells one that was frozen. The oldest are
   * forgotten; 0 lets every repeat through. Default: 1000.
   */
  dedupe?: number | undefined
  fetch?: typeof fetch
  /** Default: `fetchTransport({ fetch })`. */
  transport?: Transport
}

/** Is told what happens on a feed, until it leaves. */
export interface FeedFollower {
  /** `id`: the event's own, where it has one. */
  onEvent(event: StreamEvent, id: string | undefined): void
  onState(state: ConnectionState): void
  /** Every failed attempt, whether or not another follows. */
  onFailure(error: StreamError): void
}

/** Leaves a feed; `'now'`: what nobody follows any more ends at once, without the grace of a shared one. */
export type LeaveFeed = (when: 'now' | 'soon') => void

/** Where events come from: a connection of one's own, or that of another tab. */
export interface FeedSource {
  readonly state: ConnectionState
  readonly lastEventId: string
  /** Attempts, and bytes of all bodies, since it was made; of the own connections. */
  readonly attempts: number
  readonly bytes: number
  open(): void
  /** Lets go of everything, but for the last id. */
  reset(): void
  /** Makes a new attempt now, going on from the last id. */
  reconnect(): void
  setOptions(url: PerAttempt<Address>, options: FeedOptions): void
}

/** Makes a source that tells one follower. It does nothing until `open()`. */
export type CreateSource = (tell: FeedFollower) => FeedSource

/** A source, and everybody who follows it. */
export interface Feed extends Omit<FeedSource, 'open' | 'reset'> {
  /**
   * Opens the source with the first follower. One that joins later is told the state and the last event at once,
   * unless that is the one it has seen. The last to leave lets the source go.
   */
  follow(follower: FeedFollower, seen: StreamEvent | undefined): LeaveFeed
}

/** What a feed is made of. */
export interface FeedInput {
  createSource: CreateSource
  environment: Environment
  /** ms that the source outlives its last follower. Default: 0. */
  grace?: number
  /** Nobody follows it any more. */
  onAbandoned?: () => void
  /**
   * When an event whose id was seen is dropped: `'replay'`, from a new attempt until the first id that is new, so
   * that a server may send everything from the start; `'always'`, where two sources may tell the same.
   */
  repeats: 'replay' | 'always'
  /** How many ids are remembered. Default: 1000. */
  dedupe?: number | undefined
}

/** Spreads what one source tells over many followers. */
export function createFeed({
  createSource,
  environment,
  grace = 0,
  onAbandoned,
  repeats,
  dedupe = DEFAULT_DEDUPE,
}: FeedInput): Feed {
  const past = repeats === 'replay' ? replays(dedupe) : doubles(dedupe)
  const followers = new Set<FeedFollower>()
  let lastEvent: StreamEvent | undefined
  let cancelGrace: Dispose | undefined
  const source = createSource({
    onEvent(event, id) {
      if (id !== undefined && id !== '' && past.seenBefore(id)) return
      lastEvent = event
      for (const follower of followers) follower.onEvent(event, id)
    },
    onState(state) {
      if (state.status === 'connecting') past.reconnected()
      for (const follower of followers) follower.onState(state)
    },
    onFailure: (error) => followers.forEach((follower) => follower.onFailure(error)),
  })

  return {
    get state() {
      return source.state
    },
    get lastEventId() {
      return source.lastEventId
    },
    get attempts() {
      return source.attempts
    },
    get bytes() {
      return source.bytes
    },
    reconnect: source.reconnect,
    setOptions: source.setOptions,
    follow(follower, seen) {
      cancelGrace?.()
      cancelGrace = undefined
      followers.add(follower)
      const { state } = source
      if (followers.size === 1) source.open()
      if (source.state === state) {
        follower.onState(state)
        if (lastEvent !== undefined && lastEvent !== seen) follower.onEvent(lastEvent, undefined)
      }
      return (when) => {
        if (!followers.delete(follower) || followers.size > 0) return
        if (when === 'now' || grace === 0) abandon()
        else cancelGrace = environment.setTimer(abandon, grace)
      }
    },
  }

  function abandon(): void {
    cancelGrace = undefined
    source.reset()
    onAbandoned?.()
  }
}
