import type { LineReader, Token } from './highlighter.ts'

/** `</b>`, `/>` and `<b`, but for a comparison, `Map<string>` and `<T>(value: T)`. */
const ELEMENT = /<\/[\w.]*>|\/>|(?<![\w$)\]])<[a-z][\w.]*(?=\s(?!extends\b)|\/|>(?!\()|$)/gi
/** The apostrophe of a word, where no string begins, and what opens an expression in a template. */
const UNREAD = /(?<=[a-z])'(?=[a-z])|\$\{/gi

/**
 * JSX for a reader of plain JavaScript, to which a closing tag looks like a regular expression: in the place of tags it
 * sees names. In comments, strings and templates they are what these are. Expressions in templates are hidden as well:
 * to find their ends the reader would have to understand all that stands around the template, elements too.
 */
export function withElements(read: LineReader): LineReader {
  return (line) => {
    const found = [...line.matchAll(ELEMENT)]
    const tokens = read(line.replaceAll(ELEMENT, asName).replaceAll(UNREAD, asName))
    const elements = found
      .map(({ 0: { length }, index }) => ({ start: index, end: index + length, kind: 'tag' as const }))
      .filter((element) => !tokens.some((token) => isText(token) && overlaps(token, element)))
    return tokens
      .filter((token) => !elements.some((element) => overlaps(token, element)))
      .concat(elements)
      .sort((one, other) => one.start - other.start)
  }
}

function asName({ length }: string): string {
  return '_'.repeat(length)
}

function isText({ kind }: Token): boolean {
  return kind === 'string' || kind === 'comment'
}

function overlaps(one: Token, other: Token): boolean {
  return one.start < other.end && other.start < one.end
}
