import type { Dispose, Environment } from '../connection/environment.ts'
import type { ConnectionState } from '../connection/transition.ts'
import { idle } from '../connection/transition.ts'
import { connectionSource } from './connectionSource.ts'
import type { CreateSource, FeedFollower, FeedOptions, FeedSource } from './feed.ts'
import { DEFAULT_DEDUPE } from './repeats.ts'
import type { Address, PerAttempt } from './request.ts'
import { createRing } from './ring.ts'
import type { StreamEvent } from './state.ts'
import { type PlainState, plainError, plainState, reviveError, reviveState } from './tabState.ts'
import { watchLeader } from './watchLeader.ts'

/** ms after which a tab lines up again whose request for the lock was refused. */
const lineUpAfter = 5_000

/** What one tab tells the others. */
type TabMessage =
  | { readonly type: 'events'; readonly events: readonly TabEvent[] }
  | {
      readonly type: 'state'
      readonly state: PlainState
      readonly lastEventId: string
      /** For a tab that has seen none yet. */
      readonly last: TabEvent | undefined
      /** For a tab that was away since the event with the id `after`; `undefined` where that one is forgotten. */
      readonly missed?: { readonly after: string; readonly events: readonly TabEvent[] | undefined }
    }
  | { readonly type: 'failure'; readonly error: ReturnType<typeof plainError> }
  /** Is anybody connected, and what came after this id? */
  | { readonly type: 'ask'; readonly after: string | undefined }
  | { readonly type: 'reconnect' }

interface TabEvent {
  readonly event: StreamEvent
  readonly id: string | undefined
}

/** The browser's means to find a leader, and to talk. */
export interface TabPlatform {
  readonly locks: Pick<LockManager, 'request'>
  createChannel(name: string): BroadcastChannel
}

/** The means of this browser; `undefined` where it lacks one (outside of secure contexts, too). */
export function tabPlatform(): TabPlatform | undefined {
  const { locks } = globalThis.navigator ?? {}
  if (locks === undefined || typeof BroadcastChannel !== 'function') return undefined
  return { locks, createChannel: (name) => new BroadcastChannel(name) }
}

/**
 * A source that all tabs of the browser share. The Web Locks API elects the tab that connects; it spreads what
 * arrives over a BroadcastChannel. When it closes, crashes, freezes or no longer answers, the next tab in line takes
 * over and goes on from the last id that it has seen. A tab that was frozen is told what it missed, as far back as ids
 * are remembered (`dedupe`); one that was away for longer is told the last event, as one that is new. Only tabs with
 * the same key meet: it should say whose stream it is.
 */
export function tabsSource(
  key: string,
  initialUrl: PerAttempt<Address>,
  initial: FeedOptions,
  environment: Environment,
  { locks, createChannel }: TabPlatform,
): CreateSource {
  return (tell) => {
    let url = initialUrl
    let options = initial
    let state: ConnectionState = idle
    let lastEventId = options.lastEventId ?? ''
    let last: TabEvent | undefined
    const recent = createRing<TabEvent>(options.dedupe ?? DEFAULT_DEDUPE)
    /** It has seen events before and does not know yet what came since. */
    let isBehind = false
    /** The connection of this tab, while it leads. */
    let own: FeedSource | undefined
    let channel: BroadcastChannel | undefined
    let leave: Dispose | undefined
    let stopWatching: Dispose | undefined
    let outgoing: TabEvent[] = []
    let heardAt: number | undefined
    let attempts = 0
    let bytes = 0

    return {
      get state() {
        return state
      },
      get lastEventId() {
        return lastEventId
      },
      get attempts() {
        return attempts + (own?.attempts ?? 0)
      },
      get bytes() {
        return bytes + (own?.bytes ?? 0)
      },
      open() {
        if (leave !== undefined) return
        join()
        // A frozen tab hears nothing and answers nothing: it leaves, and is a new one when it thaws.
        stopWatching ??= environment.onFreeze((frozen) => {
          if (frozen) leave?.()
          else if (leave === undefined) join()
        })
      },
      reset() {
        stopWatching?.()
        stopWatching = undefined
        leave?.()
        enter(idle)
      },
      reconnect() {
        if (own !== undefined) own.reconnect()
        else post({ type: 'reconnect' })
      },
      setOptions(nextUrl, next) {
        url = nextUrl
        options = next
        own?.setOptions(url, options)
      },
    }

    function join(): void {
      const gone = new AbortController()
      const stopWatchingLeader = watchLeader(environment, {
        heardAt: () => (own === undefined ? heardAt : environment.now()),
        ask,
        replace: () => void seize(gone.signal),
      })
      leave = () => {
        leave = undefined
        sendOutgoing()
        gone.abort()
        stopWatchingLeader()
        resign()
        channel?.close()
        channel = undefined
      }
      heardAt = undefined
      isBehind = lastEventId !== ''
      enter({ status: 'connecting', attempt: 1 })
      void meet(gone.signal)
    }

    async function meet(gone: AbortSignal): Promise<void> {
      const name = await meetingPlace(key)
      if (gone.aborted) return
      channel = createChannel(name)
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => hear(data)
      ask()
      while (!gone.aborted) {
        // Waits in line, leads while the lock is held, and lines up again where it was taken away.
        const isRefused = await locks.request(name, { signal: gone }, () => lead(gone)).then(no, isNoAbort)
        resign()
        if (isRefused) await new Promise<void>((resolve) => environment.setTimer(resolve, lineUpAfter))
      }
    }

    /** Takes the lock of a tab that does not answer; that one lines up again when it wakes. */
    async function seize(gone: AbortSignal): Promise<void> {
      const name = await meetingPlace(key)
      if (gone.aborted) return
      await locks.request(name, { steal: true }, () => lead(gone)).catch(no)
      resign()
    }

    function lead(gone: AbortSignal): Promise<void> {
      if (gone.aborted) return Promise.resolve()
      // The server tells what was missed.
      isBehind = false
      const source = connectionSource(url, { ...options, lastEventId }, environment)(spread())
      own = source
      source.open()
      return new Promise((resolve) => gone.addEventListener('abort', () => resolve()))
    }

    function resign(): void {
      if (own === undefined) return
      attempts += own.attempts
      bytes += own.bytes
      const was = own
      own = undefined
      was.reset()
    }

    /** What the own connection tells goes to this tab's followers and to the other tabs. */
    function spread(): FeedFollower {
      return {
        onEvent(event, id) {
          take({ event, id })
          // Events of one chunk travel as one message.
          if (outgoing.push({ event, id }) === 1) queueMicrotask(sendOutgoing)
        },
        onState(next) {
          if (own === undefined) return
          sendOutgoing()
          enter(next)
          tellState()
        },
        onFailure(error) {
          tell.onFailure(error)
          post({ type: 'failure', error: plainError(error) })
        },
      }
    }

    function sendOutgoing(): void {
      if (outgoing.length > 0) post({ type: 'events', events: outgoing })
      outgoing = []
    }

    function tellState(after?: string): void {
      if (own === undefined) return
      const missed = after === undefined ? undefined : { after, events: eventsAfter(after) }
      post({ type: 'state', state: plainState(own.state), lastEventId, last, missed })
    }

    function eventsAfter(id: string): readonly TabEvent[] | undefined {
      const events = recent.toArray()
      const at = events.map(({ event }) => event.lastEventId).lastIndexOf(id)
      return at === -1 ? undefined : events.slice(at + 1)
    }

    function ask(): void {
      post({ type: 'ask', after: isBehind ? lastEventId : undefined })
    }

    function hear(message: TabMessage): void {
      const isFirst = heardAt === undefined
      heardAt = environment.now()
      switch (message.type) {
        case 'ask':
          return tellState(message.after)
        case 'reconnect':
          return own?.reconnect()
        case 'events':
          // What was missed comes first, and has these as well.
          return isBehind ? undefined : message.events.forEach(take)
        case 'failure':
          return tell.onFailure(reviveError(message.error))
        case 'state':
          if (own === undefined) follow(message, isFirst)
      }
    }

    function follow(news: TabMessage & { type: 'state' }, isFirst: boolean): void {
      const next = reviveState(news.state)
      enter(next)
      if (isBehind) catchUp(news)
      else if (last === undefined) begin(news)
      // Whoever comes wants it; that the others have had enough is theirs.
      if (isFirst && (next.status === 'closed' || next.status === 'failed')) post({ type: 'reconnect' })
    }

    function catchUp(news: TabMessage & { type: 'state' }): void {
      const { missed } = news
      // This was no answer; and whoever was asked may be gone.
      if (missed?.after !== lastEventId) return ask()
      isBehind = false
      if (missed.events === undefined) begin(news)
      else missed.events.forEach(take)
    }

    function begin({ lastEventId: id, last: newest }: TabMessage & { type: 'state' }): void {
      lastEventId = id
      if (newest !== undefined) take(newest)
    }

    function take(news: TabEvent): void {
      last = news
      recent.push(news)
      lastEventId = news.event.lastEventId
      tell.onEvent(news.event, news.id)
    }

    function enter(next: ConnectionState): void {
      if (next === state) return
      state = next
      tell.onState(next)
    }

    function post(message: TabMessage): void {
      channel?.postMessage(message)
    }
  }
}

const no = (): boolean => false

/** A request for a lock ends with an `AbortError` when this tab leaves, and when the lock is stolen. */
const isNoAbort = (error: unknown): boolean => !(error instanceof Error && error.name === 'AbortError')

/** Lock and channel are named by a digest: the key may hold headers, and these names are seen by others. */
async function meetingPlace(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return `rivulet:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
