import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { StreamError } from '../errors.ts'
import type { ConnectionEvent, ConnectionState, Transition } from './transition.ts'
import { idle, transition } from './transition.ts'

const error = new StreamError('network', 'gone')

/** One of each state. */
const states: Record<ConnectionState['status'], ConnectionState> = {
  idle,
  connecting: { status: 'connecting', attempt: 2 },
  open: { status: 'open', since: 10 },
  stalled: { status: 'stalled', since: 20 },
  waiting: { status: 'waiting', attempt: 2, retryAt: 30, cause: error },
  offline: { status: 'offline', cause: error },
  paused: { status: 'paused' },
  closed: { status: 'closed', by: 'server' },
  failed: { status: 'failed', error },
}

/** One of each event; `open` twice, since a hidden tab makes a difference. */
const events: Record<ConnectionEvent['type'] | 'open, hidden', ConnectionEvent> = {
  open: { type: 'open', hidden: false },
  'open, hidden': { type: 'open', hidden: true },
  response: { type: 'response', at: 40 },
  silence: { type: 'silence', since: 41 },
  activity: { type: 'activity', at: 42 },
  lost: { type: 'lost', attempt: 1, retryAt: 43, cause: error },
  parked: { type: 'parked', cause: error },
  failed: { type: 'failed', error },
  ended: { type: 'ended' },
  due: { type: 'due' },
  offline: { type: 'offline', at: 44 },
  online: { type: 'online' },
  hidden: { type: 'hidden' },
  visible: { type: 'visible' },
  reconnect: { type: 'reconnect' },
  close: { type: 'close' },
  reset: { type: 'reset' },
}

/** One state × event pair and what comes of it. */
export interface Cell {
  from: string
  event: string
  state: ConnectionState
  result: Transition
}

/** Every state × every event. */
export function cells(): Cell[] {
  return Object.entries(states).flatMap(([from, state]) =>
    Object.entries(events).map(([event, input]) => ({
      from,
      event,
      state,
      result: transition(state, input),
    })),
  )
}

/** The table as Markdown: a row an event, a column a state; empty where nothing changes. */
export function render(): string {
  const names = Object.keys(states)
  const all = cells()
  const row = (event: string): string => {
    const columns = names.map((from) => {
      const { state, result } = all.find((cell) => cell.from === from && cell.event === event) as Cell
      return result[0] === state ? '' : describe(result)
    })
    return `| **${event}** | ${columns.join(' | ')} |`
  }
  return [
    `| | ${names.join(' | ')} |`,
    `| --- |${' --- |'.repeat(names.length)}`,
    ...Object.keys(events).map(row),
  ].join('\n')
}

function describe([state, effects]: Transition): string {
  const named = effects.filter(({ type }) => type === 'abort').map(() => '✕')
  return [state.status, ...named].join(' ')
}

/** The table that docs/lifecycle.md shows. */
export function readLifecycle(): string {
  const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/lifecycle.md'), 'utf8')
  const section = /<!-- generated: [^\n]+ -->\n([\s\S]*?)<!-- \/generated -->/.exec(page)
  return section?.[1]?.trim() ?? ''
}
