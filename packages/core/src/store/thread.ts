import type { Environment } from '../connection/environment.ts'
import { StreamError } from '../errors.ts'
import type { FilePart, Message } from '../message.ts'
import { messageText } from '../message.ts'
import type { MessageInput } from './completionOptions.ts'

/** Makes ids that are unique in a store, and as unique beyond it as `random()` is. */
export function createIds(environment: Environment): (prefix: string) => string {
  let count = 0
  return (prefix) => {
    count += 1
    return `${prefix}-${environment.random().toString(36).slice(2)}-${count.toString(36)}`
  }
}

/**
 * The message that a user sends.
 * @throws {StreamError} `unsupported`: there is nothing to send.
 */
export function userMessage({ text, files = [], metadata }: MessageInput, id: string, now: number): Message {
  if (text.trim() === '' && files.length === 0)
    throw new StreamError(
      'unsupported',
      'There is nothing to send: the text is empty and no file is attached.',
    )
  const fileParts = files.map((file): FilePart => ({ type: 'file', ...file }))
  const textPart = { type: 'text', id: `${id}-text`, text, state: 'done' } as const
  const parts = text === '' ? fileParts : [...fileParts, textPart]
  return { id, role: 'user', parts, createdAt: now, ...(metadata === undefined ? {} : { metadata }) }
}

/**
 * Where in a thread a message stands.
 * @throws {StreamError} `unsupported`: it is not there.
 */
export function indexOfMessage(messages: readonly Message[], messageId: string): number {
  const at = messages.findIndex((message) => message.id === messageId)
  if (at >= 0) return at
  throw new StreamError('unsupported', `The thread has no message with the id "${messageId}".`)
}

/** The text of the latest assistant message. */
export function lastAnswer(messages: readonly Message[]): string {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at]
    if (message?.role === 'assistant') return messageText(message)
  }
  return ''
}
