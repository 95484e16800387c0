import type { ServerResponse } from 'node:http'
import { openChannel, type Channel, type ChannelRules } from './channel.ts'
import type { FaultCommand, FaultScope } from './faultCommand.ts'
import { HttpError } from './http.ts'

/** The faults that are in force in one scope. Times are ms since 1970; 0: not. */
export interface FaultState {
  stalledUntil: number
  refusedUntil: number
  /** How many more requests are refused. */
  refusals: number
  /** Seconds that a refused client is told to wait. */
  retryAfter: number
  slow: boolean
  /** What happens to the next answer after its first tokens. */
  armed: 'cut' | 'truncate' | null
  /** How many responses are open. */
  open: number
}

export interface Faults {
  order(command: FaultCommand): void
  state(): Record<FaultScope, FaultState>
  /** @throws {HttpError} 503 with `Retry-After`, where this request is to be refused. */
  admit(scope: FaultScope): void
  /** Puts a response under the faults of its scope. */
  channel(scope: FaultScope, response: ServerResponse): Channel
}

/** The faults of a server, the same for all its visitors: it is a demo on one's own machine. */
export function createFaults(): Faults {
  const scopes = { feed: createScope(false), completion: createScope(true) }

  return {
    order: (command) => scopes[command.scope].order(command),
    state: () => ({ feed: scopes.feed.state(), completion: scopes.completion.state() }),
    admit: (scope) => scopes[scope].admit(),
    channel: (scope, response) => scopes[scope].channel(response),
  }
}

/** So many pieces of an answer go out before an armed fault strikes. */
const PIECES_BEFORE_FAULT = 20
const SLOW_INTERVAL = 1000
const DEFAULT_STALL = 10
const DEFAULT_RETRY_AFTER = 5

const HEALTHY = { stalledUntil: 0, refusedUntil: 0, refusals: 0, retryAfter: 0, slow: false, armed: null }

interface Scope {
  order(command: FaultCommand): void
  state(): FaultState
  admit(): void
  channel(response: ServerResponse): Channel
}

function createScope(arms: boolean): Scope {
  let state: Omit<FaultState, 'open'> = HEALTHY
  let change = new AbortController()
  const channels = new Set<Channel>()
  const rules: ChannelRules = {
    beforePiece: strikeIfArmed,
    sendAt: (lastSentAt) => Math.max(state.stalledUntil, state.slow ? lastSentAt + SLOW_INTERVAL : 0),
    changed: () => change.signal,
  }

  return {
    order,
    state: () => ({ ...state, open: channels.size }),
    admit,
    channel,
  }

  function order(command: FaultCommand): void {
    if (command.fault === 'cut' || command.fault === 'truncate') strikeAll(command.fault)
    else state = { ...state, ...inForce(command) }
    change.abort()
    change = new AbortController()
  }

  function strikeAll(fault: 'cut' | 'truncate'): void {
    if (channels.size === 0 && arms) state = { ...state, armed: fault }
    for (const channel of channels) strike(channel, fault)
  }

  function strikeIfArmed(channel: Channel, piece: number): void {
    if (!state.armed || piece <= PIECES_BEFORE_FAULT) return
    strike(channel, state.armed)
    state = { ...state, armed: null }
  }

  function admit(): void {
    if (Date.now() >= state.refusedUntil) {
      if (state.refusals === 0) return
      state = { ...state, refusals: state.refusals - 1 }
    }
    throw new HttpError(503, `The server is too busy: come back in ${state.retryAfter} s.`, {
      type: 'server_error',
      code: 'overloaded',
      headers: { 'retry-after': String(state.retryAfter) },
    })
  }

  function channel(response: ServerResponse): Channel {
    const opened = openChannel(response, rules)
    channels.add(opened)
    opened.signal.addEventListener('abort', () => channels.delete(opened))
    return opened
  }
}

function strike(channel: Channel, fault: 'cut' | 'truncate'): void {
  if (fault === 'cut') channel.cut()
  else channel.end()
}

type LastingFault = Exclude<FaultCommand, { fault: 'cut' | 'truncate' }>

function inForce(command: LastingFault): Partial<FaultState> {
  const now = Date.now()
  switch (command.fault) {
    case 'stall':
      return { stalledUntil: now + (command.seconds ?? DEFAULT_STALL) * 1000 }
    case 'refuse': {
      const { seconds = 0, requests = seconds > 0 ? 0 : 1, retryAfter = DEFAULT_RETRY_AFTER } = command
      return { refusals: requests, refusedUntil: seconds > 0 ? now + seconds * 1000 : 0, retryAfter }
    }
    case 'slow':
      return { slow: command.on ?? true }
    case 'clear':
      return HEALTHY
  }
}
