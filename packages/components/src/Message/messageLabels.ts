import type { MessageRole } from '@rivulet/react'

/** What `Message` says around the words of others. */
export interface MessageLabels extends Record<MessageRole, string> {
  /** A text that was cut off by a stop, an error or a lost connection. */
  interrupted: string
  refusal: string
  /** A part that has no picture of its own, by its name or type. */
  data(name: string): string
}

export const messageLabels: MessageLabels = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  interrupted: 'Interrupted',
  refusal: 'Declined',
  data: (name) => `Data: ${name}`,
}
