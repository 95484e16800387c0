import { plural } from '../plural.ts'

/** What `Chat` says beside its parts. */
export interface ChatLabels {
  /** Above the suggestions of an empty thread. */
  welcome: string
  /** How many messages wait for the running answer. */
  queued(count: number): string
}

export const chatLabels: ChatLabels = {
  welcome: 'What would you like to know?',
  queued: (count) => `${plural(count, 'message')} waiting`,
}
