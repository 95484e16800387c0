import { plural } from '../plural.ts'

/** What `EventLog` says. */
export interface LogLabels {
  /** The name of the list. */
  log: string
  empty: string
  /** How many events are kept but not shown. */
  hidden(events: number): string
  jump(unseen: number): string
}

export const logLabels: LogLabels = {
  log: 'Events',
  empty: 'No events yet',
  hidden: (events) => `${plural(events, 'earlier event')} not shown`,
  jump: (unseen) => (unseen === 0 ? 'Jump to latest' : plural(unseen, 'new event')),
}
