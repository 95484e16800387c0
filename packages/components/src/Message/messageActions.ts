import type { Message } from '@rivulet/react'
import type { SubmitResult } from '../Composer/submitResult.ts'

/** Which of several versions of the thread from a message on is shown. */
export interface MessageVersion {
  /** From 0. */
  readonly index: number
  readonly count: number
}

/** What can be done with messages beside copying them: what has no function is not shown. */
export interface MessageActions {
  /** Asks anew for an answer. */
  onRegenerate?: (message: Message) => void
  /** Sends a user's message with another text; a send that fails opens the editor again with what was written. */
  onEdit?: (message: Message, text: string) => SubmitResult
  /** Where a message stands among its versions; `undefined` where there is one alone. */
  versionOf?: (message: Message) => MessageVersion | undefined
  /** Shows another version in place of the message and what follows it. */
  onVersion?: (message: Message, index: number) => void
}

/** The text of a message for the clipboard: a blank line between its texts, which other parts may stand between. */
export function copyableText(message: Message): string {
  return message.parts
    .flatMap((part) => (part.type === 'text' || part.type === 'refusal' ? [part.text] : []))
    .join('\n\n')
}
