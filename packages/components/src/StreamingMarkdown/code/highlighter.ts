/** A piece of a line of code that has a colour of its own. */
export interface Token {
  /** From here in the line, in characters … */
  start: number
  /** … to here. */
  end: number
  /** What it is: `keyword`, `string`, `comment`, … */
  kind: TokenKind
}

export type TokenKind =
  | 'attribute'
  | 'comment'
  | 'constant'
  | 'deleted'
  | 'function'
  | 'inserted'
  | 'keyword'
  | 'number'
  | 'property'
  | 'punctuation'
  | 'string'
  | 'tag'
  | 'type'
  | 'variable'

/**
 * Reads the finished lines of one block of code in their order, each once and without its line feed; what spans lines,
 * it keeps in mind. It gets no line of more than 500 characters. Its tokens stand in order and do not overlap. Where it
 * throws, the rest of the block stays plain.
 */
export type LineReader = (line: string) => readonly Token[]

/** Finds the colours of code. */
export interface Highlighter {
  /** A reader for a new block; `undefined` for a language that it does not know. */
  open(language: string): LineReader | undefined | Promise<LineReader | undefined>
}

/**
 * Loads a highlighter; called when the first block of code with a language is shown, once for the page, and again for a
 * later block where it failed.
 */
export type LoadHighlighter = () => Promise<Highlighter | { highlighter: Highlighter }>
