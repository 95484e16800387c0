import { createStore } from 'zustand/vanilla'
import { realEnvironment } from '../connection/environment.ts'
import { type ConnectionState, idle } from '../connection/transition.ts'
import { StreamError } from '../errors.ts'
import { validate } from '../standardSchema.ts'
import { createCommitter } from './commit.ts'
import { connectionSource } from './connectionSource.ts'
import type { EventSourceOptions, EventSourceStore } from './eventSourceOptions.ts'
import { type Feed, type FeedFollower, type LeaveFeed, createFeed } from './feed.ts'
import { createGuard } from './guard.ts'
import type { Address, PerAttempt } from './request.ts'
import { type Ring, createRing } from './ring.ts'
import { type Share, possibleShare, shareKey, sharedFeed } from './share.ts'
import type { EventSourceState, StreamEvent } from './state.ts'

/**
 * A live feed of server-sent events as a store. Nothing is sent before `open()` or `retain()`.
 * `onEnd: 'close'` is what a server needs that sends its answer anew on every connection.
 */
export function createEventSourceStore<
  Data = string,
  Result = Data | undefined,
  Event extends StreamEvent<unknown> = StreamEvent<Data>,
>(
  url: PerAttempt<Address>,
  initial: EventSourceOptions<Data, Result, Event> = {},
): EventSourceStore<Data, Result, Event> {
  let options = initial
  let address = url
  const environment = initial.environment ?? realEnvironment
  const guard = createGuard(environment)
  const draft = createDraft<Result, Event>(options)
  let feed: Feed | undefined
  let share: Share | false = false
  let following = false
  let leave: LeaveFeed = () => {}
  let lastRaw: StreamEvent | undefined
  /** Where it goes on after it has left a feed. */
  let lastId = options.lastEventId ?? ''
  /** The connection's state while the feed is not followed. */
  let rest: ConnectionState = idle
  let holders = 0

  const store = createStore<EventSourceState<Result, Event>>(snapshot)
  const committer = createCommitter(
    environment,
    () => options.throttle ?? 'frame',
    () => store.setState(snapshot(), true),
  )
  const follower: FeedFollower = {
    onEvent: take,
    onFailure: report,
    onState(state) {
      if (state.status === 'open') draft.error = undefined
      if (state.status === 'failed') draft.error = state.error
      committer.flush()
      if (state.status === 'open') guard(() => options.onOpen?.())
      if (state.status === 'closed') guard(() => options.onClose?.())
    },
  }

  return {
    ...store,
    open,
    close: () => end('client'),
    reconnect() {
      if (following) feed?.reconnect()
      else if (rest.status !== 'idle') open()
    },
    retain,
    setOptions(next, nextUrl = address) {
      options = next
      address = nextUrl
      feed?.setOptions(address, { ...options, events: names() })
      draft.events.resize(next.history ?? 0)
    },
  }

  function open(): void {
    if (following && feed !== undefined && isOver(feed.state)) unfollow(idle, 'now')
    if (following) return
    following = true
    feed = joinFeed()
    leave = feed.follow(follower, lastRaw)
  }

  function joinFeed(): Feed {
    // A store that comes back after its feed has gone goes on where it was.
    const from = { ...options, events: names(), lastEventId: lastEventId() }
    const key = options.share ? (options.key ?? shareKey(address, from)) : undefined
    share = options.share && key !== undefined ? possibleShare(options.share) : false
    if (share && key !== undefined) return sharedFeed(share, key, address, from, environment)
    const createSource = connectionSource(address, from, environment)
    return feed ?? createFeed({ createSource, environment, repeats: 'replay', dedupe: options.dedupe })
  }

  function end(by: 'client' | 'server'): void {
    if (!following || feed === undefined || isOver(feed.state)) return
    unfollow({ status: 'closed', by }, 'now')
    committer.flush()
    guard(() => options.onClose?.())
  }

  function unfollow(state: ConnectionState, when: 'now' | 'soon'): void {
    lastId = lastEventId()
    following = false
    rest = state
    leave(when)
  }

  /** React mounts twice in development, and effects of one commit run together: letting go waits for its end. */
  function retain(): () => void {
    holders += 1
    open()
    let held = true
    return () => {
      if (!held) return
      held = false
      holders -= 1
      queueMicrotask(() => {
        if (holders > 0) return
        unfollow(idle, 'soon')
        committer.flush()
        committer.cancel()
      })
    }
  }

  /** The events that are listened to; `undefined`: all. */
  function names(): readonly string[] | undefined {
    return options.events ?? (options.schema && Object.keys(options.schema))
  }

  function lastEventId(): string {
    return following && feed !== undefined ? feed.lastEventId : lastId
  }

  function take(raw: StreamEvent): void {
    lastRaw = raw
    const heard = names()?.includes(raw.type) ?? true
    const event = heard ? parseEvent(raw) : undefined
    if (event !== undefined) fold(event)
    // Also for an event that nobody listens to: its id counts.
    committer.request()
    if (event === undefined) return
    const { onEvent } = options
    if (onEvent) guard(() => onEvent(event))
    const { until } = options
    if (until && guard(() => until(event)) === true) end('server')
  }

  function fold(event: Event): void {
    draft.lastEvent = event
    draft.count += 1
    draft.events.push(event)
    const { reduce } = options
    if (reduce) guard(() => void (draft.data = reduce(draft.data, event)))
    else draft.data = event.data as Result
  }

  function parseEvent(raw: StreamEvent): Event | undefined {
    const schema = options.schema?.[raw.type]
    const { parse = schema ? 'json' : 'text' } = options
    // What the application says that its data is cannot be checked here; with a schema it is.
    if (parse === 'text' && schema === undefined) return raw as unknown as Event
    try {
      const value = parse === 'text' ? raw.data : parse === 'json' ? JSON.parse(raw.data) : parse(raw)
      const data = schema ? validate(schema, value) : value
      return { type: raw.type, data, lastEventId: raw.lastEventId } as unknown as Event
    } catch (cause) {
      draft.malformed += 1
      report(malformed(raw, cause))
      return undefined
    }
  }

  function snapshot(): EventSourceState<Result, Event> {
    const { data, lastEvent, events, error, count, malformed } = draft
    return {
      data,
      lastEvent,
      lastEventId: lastEventId(),
      events: events.toArray(),
      connection: following && feed !== undefined ? feed.state : rest,
      error,
      share,
      counters: { events: count, bytes: feed?.bytes ?? 0, malformed, attempts: feed?.attempts ?? 0 },
    }
  }

  function report(error: StreamError): void {
    draft.error = error
    guard(() => options.onError?.(error))
  }
}

interface Draft<Result, Event> {
  data: Result
  lastEvent: Event | undefined
  readonly events: Ring<Event>
  error: StreamError | undefined
  count: number
  malformed: number
}

function createDraft<Result, Event>(options: {
  initialData?: Result
  history?: number
}): Draft<Result, Event> {
  return {
    data: options.initialData as Result,
    lastEvent: undefined,
    events: createRing(options.history ?? 0),
    error: undefined,
    count: 0,
    malformed: 0,
  }
}

function isOver({ status }: ConnectionState): boolean {
  return status === 'closed' || status === 'failed'
}

function malformed(event: StreamEvent, cause: unknown): StreamError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new StreamError(
    'protocol',
    `An event of type "${event.type}" could not be parsed and was skipped: ${reason}`,
    { body: event.data, cause },
  )
}
