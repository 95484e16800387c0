import { plural } from '../plural.ts'

/** What `Chat` says beside its parts. */
export interface ChatLabels {
  regenerate: string
  /** How many messages wait for the running answer. */
  queued(count: number): string
}

export const chatLabels: ChatLabels = {
  regenerate: 'Regenerate',
  queued: (count) => `${plural(count, 'message')} waiting`,
}
