import type { MessageRole } from '@rivulet/react'

/** What `Message` says around the words of others. */
export interface MessageLabels extends Record<MessageRole, string> {
  /** A text that was cut off by a stop, an error or a lost connection. */
  interrupted: string
  refusal: string
  /** A part that has no picture of its own, by its name or type. */
  data(name: string): string
  copy: string
  /** For a moment in place of `copy`. */
  copied: string
  /** For a moment in place of `copy`, where the browser denied it. */
  copyFailed: string
  regenerate: string
  edit: string
  /** The name of the field in which a message is written anew. */
  editField: string
  cancel: string
  /** Sends what was written anew. */
  send: string
  previousVersion: string
  nextVersion: string
  /** Which of several versions is shown, from 1. */
  version(number: number, count: number): string
}

export const messageLabels: MessageLabels = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  interrupted: 'Interrupted',
  refusal: 'Declined',
  data: (name) => `Data: ${name}`,
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not be copied',
  regenerate: 'Regenerate',
  edit: 'Edit',
  editField: 'Edit message',
  cancel: 'Cancel',
  send: 'Send',
  previousVersion: 'Previous version',
  nextVersion: 'Next version',
  version: (number, count) => `${number} of ${count}`,
}
