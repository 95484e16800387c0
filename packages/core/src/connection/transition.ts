import type { StreamError } from '../errors.ts'

/** The life of a stream, over all its attempts. Times are ms since 1970. */
export type ConnectionState =
  /** Nothing was asked for: server render, `enabled: false`. */
  | { readonly status: 'idle' }
  /** The request is sent (the first attempt is 1); there is no response yet. */
  | { readonly status: 'connecting'; readonly attempt: number }
  /** The response is there. */
  | { readonly status: 'open'; readonly since: number }
  /** Open, but silent for longer than it should be. `since`: when the last byte came. */
  | { readonly status: 'stalled'; readonly since: number }
  /** Lost; attempt `attempt` goes out at `retryAt`. */
  | {
      readonly status: 'waiting'
      readonly attempt: number
      readonly retryAt: number
      readonly cause: StreamError | undefined
    }
  /** The machine is offline; goes on by itself when it is back. */
  | { readonly status: 'offline'; readonly cause: StreamError | undefined }
  /** The tab is hidden and the policy says to let go. */
  | { readonly status: 'paused' }
  /** Over, as intended. */
  | { readonly status: 'closed'; readonly by: 'client' | 'server' }
  /** Over, and it should not be. */
  | { readonly status: 'failed'; readonly error: StreamError }

export type ConnectionStatus = ConnectionState['status']

/** What can happen to a connection. */
export type ConnectionEvent =
  /** The application wants it; `hidden`: the tab is, and the policy says to wait until it is shown. */
  | { readonly type: 'open'; readonly hidden: boolean }
  /** The response's head is there. */
  | { readonly type: 'response'; readonly at: number }
  /** No byte since `since`, and that is too long. */
  | { readonly type: 'silence'; readonly since: number }
  /** A byte came. Told only while stalled. */
  | { readonly type: 'activity'; readonly at: number }
  /** The attempt is lost and another will follow. */
  | {
      readonly type: 'lost'
      readonly attempt: number
      readonly retryAt: number
      readonly cause: StreamError | undefined
    }
  /** The attempt is lost, and the machine is offline. */
  | { readonly type: 'parked'; readonly cause: StreamError | undefined }
  /** The attempt is lost and no other will follow. */
  | { readonly type: 'failed'; readonly error: StreamError }
  /** The server has ended the stream for good. */
  | { readonly type: 'ended' }
  /** The retry timer has run out. */
  | { readonly type: 'due' }
  | { readonly type: 'offline'; readonly at: number }
  | { readonly type: 'online' }
  | { readonly type: 'hidden' }
  | { readonly type: 'visible' }
  /** The application wants a new attempt now. */
  | { readonly type: 'reconnect' }
  /** The application has had enough. */
  | { readonly type: 'close' }
  /** Nobody wants it any more. */
  | { readonly type: 'reset' }

/** What a transition asks for. */
export type ConnectionEffect =
  /** Send attempt `attempt` (the first is 1). */
  | { readonly type: 'connect'; readonly attempt: number }
  /** End the attempt that is under way. */
  | { readonly type: 'abort' }
  /** Set the retry timer. */
  | { readonly type: 'wait'; readonly until: number }
  /** Clear the retry timer. */
  | { readonly type: 'unwait' }

export type Transition = readonly [state: ConnectionState, effects: readonly ConnectionEffect[]]

/** The state before anything was asked for. */
export const idle: ConnectionState = { status: 'idle' }

/**
 * The whole life of a connection: no clock, no I/O. A pair that means nothing returns the same state object
 * and no effects.
 */
export function transition(state: ConnectionState, event: ConnectionEvent): Transition {
  const { status } = state
  switch (event.type) {
    case 'open':
      if (!isOver(status)) return stay(state)
      return go(state, event.hidden ? { status: 'paused' } : connecting(1))
    case 'response':
      return status === 'connecting' ? go(state, { status: 'open', since: event.at }) : stay(state)
    case 'silence':
      return status === 'open' ? go(state, { status: 'stalled', since: event.since }) : stay(state)
    case 'activity':
      return status === 'stalled' ? go(state, { status: 'open', since: event.at }) : stay(state)
    case 'lost': {
      const { attempt, retryAt, cause } = event
      return hasAttempt(status) ? go(state, { status: 'waiting', attempt, retryAt, cause }) : stay(state)
    }
    case 'parked':
      return hasAttempt(status) ? go(state, { status: 'offline', cause: event.cause }) : stay(state)
    case 'failed':
      return hasAttempt(status) ? go(state, { status: 'failed', error: event.error }) : stay(state)
    case 'ended':
      return hasAttempt(status) ? go(state, { status: 'closed', by: 'server' }) : stay(state)
    case 'due':
      return status === 'waiting' ? go(state, connecting(state.attempt)) : stay(state)
    case 'offline':
      // An open stream may live on (loopback, a VPN): it is only doubted. The browser breaks those that are dead.
      if (status === 'open') return go(state, { status: 'stalled', since: event.at })
      return status === 'waiting' ? go(state, { status: 'offline', cause: state.cause }) : stay(state)
    case 'online':
      // What was doubted while the machine was away is most likely half-open: a new attempt beats waiting for it.
      return status === 'offline' || status === 'stalled' ? go(state, connecting(1)) : stay(state)
    case 'hidden':
      return isOver(status) || status === 'paused' ? stay(state) : go(state, { status: 'paused' })
    case 'visible':
      return status === 'paused' ? go(state, connecting(1)) : stay(state)
    case 'reconnect':
      return status === 'idle' ? stay(state) : go(state, connecting(1))
    case 'close':
      return isOver(status) ? stay(state) : go(state, { status: 'closed', by: 'client' })
    case 'reset':
      return status === 'idle' ? stay(state) : go(state, idle)
  }
}

/** Whether nothing more will happen by itself. */
function isOver(status: ConnectionStatus): boolean {
  return status === 'idle' || status === 'closed' || status === 'failed'
}

/** Whether a request is under way. */
function hasAttempt(status: ConnectionStatus): boolean {
  return status === 'connecting' || status === 'open' || status === 'stalled'
}

function connecting(attempt: number): ConnectionState {
  return { status: 'connecting', attempt }
}

function stay(state: ConnectionState): Transition {
  return [state, []]
}

/** Leaves one state and enters another, with the effects that both ask for. */
function go(from: ConnectionState, to: ConnectionState): Transition {
  const effects: ConnectionEffect[] = []
  if (hasAttempt(from.status) && (!hasAttempt(to.status) || to.status === 'connecting'))
    effects.push({ type: 'abort' })
  if (from.status === 'waiting') effects.push({ type: 'unwait' })
  if (to.status === 'connecting') effects.push({ type: 'connect', attempt: to.attempt })
  if (to.status === 'waiting') effects.push({ type: 'wait', until: to.retryAt })
  return [to, effects]
}
