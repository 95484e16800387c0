import { plural } from '../plural.ts'

/** What `EventLog` says. */
export interface LogLabels {
  /** The name of the list. */
  log: string
  empty: string
  /** How many events are kept but not shown. */
  hidden(events: number): string
  /** The name of the field that narrows the list down, by name and data. */
  filter: string
  /** There are events, and none of them matches. */
  noMatch: string
  pause: string
  resume: string
  /** How many events came since the list was paused. */
  waiting(events: number): string
  jump(unseen: number): string
}

export const logLabels: LogLabels = {
  log: 'Events',
  empty: 'No events yet',
  hidden: (events) => `${plural(events, 'earlier event')} not shown`,
  filter: 'Filter',
  noMatch: 'No event matches',
  pause: 'Pause',
  resume: 'Continue',
  waiting: (events) => plural(events, 'new event'),
  jump: (unseen) => (unseen === 0 ? 'Jump to latest' : plural(unseen, 'new event')),
}
