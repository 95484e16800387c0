/** What `StreamingMarkdown` says around the words of others. */
export interface MarkdownLabels {
  /** The heading of the notes at the end. */
  footnotes: string
  /** A reference to a note, by its number. */
  footnote(number: number): string
  /** From a note back to where it is referred to. */
  backToText(number: number): string
  /** Loads an image that is not loaded by itself: its host, and its description where it has one. */
  loadImage(host: string, alt: string): string
  /** A table, which may be scrolled. */
  table: string
  /** What the box of a task says, which is checked or not. */
  done: string
  /** A block of code without a language. */
  code: string
  copy: string
  copied: string
  /** There is no clipboard, or the browser denied it. */
  copyFailed: string
  /** Breaks the long lines of a block of code. */
  wrap: string
}

export const markdownLabels: MarkdownLabels = {
  footnotes: 'Footnotes',
  footnote: (number) => `Footnote ${number}`,
  backToText: (number) => `Back to the text of footnote ${number}`,
  loadImage: (host, alt) => (alt === '' ? `Load image from ${host}` : `Load image “${alt}” from ${host}`),
  table: 'Table',
  done: 'Done',
  code: 'Code',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not be copied',
  wrap: 'Wrap lines',
}
