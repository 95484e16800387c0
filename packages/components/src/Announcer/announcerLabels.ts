import { plural } from '../plural.ts'

/** What `Announcer` says beside the words of the answer and of errors (`errorTitle`, `errorAdvice`). */
export interface AnnouncerLabels {
  /** An answer was asked for. */
  responding: string
  /** An answer is complete, and is not read out. */
  complete(words: number): string
  /** The answer was stopped, after this many words. */
  stopped(words: number): string
  /** The answer is over, and nothing has come. */
  nothing: string
  /** Before the words of a model that declines. */
  declined: string
  /** The connection is lost for longer than `grace`. */
  lost: string
  /** The connection is lost because the machine is offline. */
  offline: string
  /** The connection is open, and silent for longer than it should be. */
  stalled: string
  /** After one of these three. */
  back: string
  /** In place of a block of code; the language is empty where it has none. */
  codeBlock(language: string, lines: number): string
  /** In place of a table. */
  table(columns: number, rows: number): string
  /** In place of an image, by its description, which may be empty. */
  image(alt: string): string
}

export const announcerLabels: AnnouncerLabels = {
  responding: 'Responding',
  complete: (words) => `Answer complete, ${plural(words, 'word')}`,
  stopped: (words) => `Answer stopped after ${plural(words, 'word')}`,
  nothing: 'No answer',
  declined: 'Declined',
  lost: 'Connection lost. Trying again.',
  offline: 'You are offline.',
  stalled: 'The connection has fallen silent.',
  back: 'Connected again.',
  codeBlock: (language, lines) =>
    `code block, ${language === '' ? '' : `${language}, `}${plural(lines, 'line')}`,
  table: (columns, rows) => `table, ${plural(columns, 'column')}, ${plural(rows, 'row')}`,
  image: (alt) => (alt === '' ? 'image' : `image, ${alt}`),
}
