import { type StreamParser, StringStream } from '@codemirror/streamparser'
import type { LineReader, Token, TokenKind } from './highlighter.ts'

/** Columns of a tab and of a step of indentation; colours hardly depend on them. */
const INDENT = 2
/** How often a parser may answer without going on, as in CodeMirror. */
const TRIES = 10

/** What the parts of a style's name say. Operators, brackets and the names of variables have no colour. */
const kinds: Record<string, TokenKind> = {
  angleBracket: 'punctuation',
  atom: 'constant',
  attribute: 'attribute',
  attributeName: 'attribute',
  bool: 'constant',
  builtin: 'function',
  character: 'string',
  comment: 'comment',
  constant: 'constant',
  controlKeyword: 'keyword',
  def: 'variable',
  definition: 'variable',
  deleted: 'deleted',
  escape: 'constant',
  float: 'number',
  function: 'function',
  heading: 'keyword',
  inserted: 'inserted',
  integer: 'number',
  keyword: 'keyword',
  macroName: 'function',
  meta: 'punctuation',
  modifier: 'keyword',
  null: 'constant',
  number: 'number',
  property: 'property',
  propertyName: 'property',
  qualifier: 'type',
  self: 'constant',
  string: 'string',
  tag: 'tag',
  tagName: 'tag',
  type: 'type',
  typeName: 'type',
}
/** Names that are functions where they are called. */
const NAME = /^(?:variable|variableName|property|propertyName|def)$/

/** @throws when the parser stands still; `Error`. */
export function readerOf(parser: StreamParser<unknown>): LineReader {
  const state = parser.startState?.(INDENT) ?? {}
  return (line) => {
    if (line === '') parser.blankLine?.(state, INDENT)
    const stream = new StringStream(line, INDENT, INDENT)
    const tokens: Token[] = []
    while (!stream.eol()) {
      const style = step(parser, stream, state)
      const kind = style && kindOf(style, line[stream.pos])
      if (kind) add(tokens, { start: stream.start, end: stream.pos, kind })
    }
    return tokens
  }
}

function step(parser: StreamParser<unknown>, stream: StringStream, state: unknown): string | null {
  stream.start = stream.pos
  for (let tries = 0; tries < TRIES; tries++) {
    const style = parser.token(stream, state)
    if (stream.pos > stream.start) return style
  }
  throw new Error(
    `The parser of ${parser.name ?? 'a language'} stands still: the lines from here on have no colours.`,
  )
}

/** CodeMirror: "a space-separated set of such token types", each "suffixed by one or more tag modifier names". */
function kindOf(style: string, next: string | undefined): TokenKind | undefined {
  if (next === '(' && NAME.test(style)) return 'function'
  const known = style
    .split(/[ .]/)
    .reverse()
    .find((part) => Object.hasOwn(kinds, part))
  return known === undefined ? undefined : kinds[known]
}

function add(tokens: Token[], token: Token): void {
  const last = tokens.at(-1)
  if (last?.end === token.start && last.kind === token.kind) last.end = token.end
  else tokens.push(token)
}
