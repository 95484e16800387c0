import type { ConnectionState } from '@rivulet/react'
import { plural } from '../plural.ts'

/** What `ConnectionBadge` says. */
export interface BadgeLabels extends Record<ConnectionState['status'], string> {
  /** For a moment after a connection came back. `events`: how many came meanwhile, where it is known that some did. */
  resumed(events: number | undefined): string
  /** Whole seconds to the next attempt. */
  countdown(seconds: number): string
  /** Which attempt is next. */
  attempt(attempt: number): string
  reconnect: string
  /** Opens the reason. */
  details: string
}

export const badgeLabels: BadgeLabels = {
  idle: 'Not connected',
  connecting: 'Connecting',
  open: 'Live',
  stalled: 'Stalled',
  waiting: 'Reconnecting',
  offline: 'Offline',
  paused: 'Paused',
  closed: 'Closed',
  failed: 'Failed',
  resumed: (events) => (events === undefined ? 'Resumed' : `Resumed (+${plural(events, 'event')})`),
  countdown: (seconds) => `in ${seconds} s`,
  attempt: (attempt) => `Attempt ${attempt}`,
  reconnect: 'Reconnect',
  details: 'Why?',
}
