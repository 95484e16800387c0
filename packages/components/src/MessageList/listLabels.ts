import { plural } from '../plural.ts'

/** What `MessageList` says. */
export interface ListLabels {
  /** The name of the transcript. */
  log: string
  empty: string
  /** An answer was asked for, and nothing has come yet. */
  pending: string
  loadEarlier: string
  loadingEarlier: string
  /** How many messages arrived while the reader was elsewhere. */
  jump(unseen: number): string
}

export const listLabels: ListLabels = {
  log: 'Conversation',
  empty: 'No messages yet',
  pending: 'Waiting for the answer',
  loadEarlier: 'Show earlier messages',
  loadingEarlier: 'Loading earlier messages',
  jump: (unseen) => (unseen === 0 ? 'Jump to latest' : plural(unseen, 'new message')),
}
