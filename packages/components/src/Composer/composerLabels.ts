import { plural } from '../plural.ts'
import type { FileRefusal } from './checkFiles.ts'

/** What `Composer` says. */
export interface ComposerLabels {
  /** The name of the text field. */
  field: string
  placeholder: string
  send: string
  stop: string
  /** Sends while an answer runs: the message waits for its end. */
  queue: string
  /** Sends while an answer runs, and ends it. */
  interrupt: string
  /** How many more characters fit. */
  left(characters: number): string
  /** How many characters have to go before the text can be sent. */
  over(characters: number): string
  /** Opens the file picker. */
  attach: string
  /** The name of the list of attached files. */
  files: string
  /** A file's size, in bytes. */
  fileSize(bytes: number): string
  remove(name: string): string
  /** Files hang over the composer. */
  drop: string
  /** Why a file was not attached. `limit`: `maxFileSize` in bytes, or `maxFiles`. */
  refused(reason: FileRefusal['reason'], name: string, limit: number): string
}

export const composerLabels: ComposerLabels = {
  field: 'Message',
  placeholder: 'Write a message',
  send: 'Send',
  stop: 'Stop',
  queue: 'Send after this answer',
  interrupt: 'Stop the answer and send',
  left: (characters) => `${plural(characters, 'character')} left`,
  over: (characters) => `${plural(characters, 'character')} too many`,
  attach: 'Attach files',
  files: 'Attached files',
  fileSize,
  remove: (name) => `Remove ${name}`,
  drop: 'Drop files to attach them',
  refused: (reason, name, limit) => {
    switch (reason) {
      case 'type':
        return `${name}: files of this type cannot be attached.`
      case 'size':
        return `${name} is too large: at most ${fileSize(limit)} can be attached.`
      case 'count':
        return `${name} was left out: at most ${plural(limit, 'file')} can be attached.`
      case 'unreadable':
        return `${name} could not be read. It may have been moved or deleted.`
    }
  },
}

/** English: `900 B`, `1.5 kB`, `12 MB`. */
function fileSize(bytes: number): string {
  const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const amount = bytes / 1000 ** step
  return `${Number(amount.toFixed(amount < 10 ? 1 : 0))} ${['B', 'kB', 'MB', 'GB'][step]}`
}
