import type { Code } from 'mdast'

/** A code fence whose end has not come: its lines are read by their ends alone. */
export interface OpenFence {
  marks: string
  /** Columns that are taken off the beginning of each line. */
  indent: number
  lang: string | null | undefined
  meta: string | null | undefined
  /** The finished lines, each with its line feed. */
  value: string
}

/** The fence that a node of code opens with, at a place of a text; `undefined` for code that is indented. */
export function openFence(node: Code, source: string, lineStart: number): OpenFence | undefined {
  const [, spaces, marks] = /^( {0,3})(`{3,}|~{3,})/.exec(source.slice(lineStart)) ?? []
  if (spaces === undefined || marks === undefined) return undefined
  return { marks, indent: spaces.length, lang: node.lang, meta: node.meta, value: '' }
}

/** CommonMark: a closing fence has "the same type as the code block began with", is "at least as long", and alone. */
export function isClosing(line: string, fence: OpenFence): boolean {
  const marks = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
  return marks !== undefined && marks[0] === fence.marks[0] && marks.length >= fence.marks.length
}

/** Whether a line may become a closing fence. */
export function isHalfClosing(line: string, fence: OpenFence): boolean {
  const marks = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1]
  return marks !== undefined && marks[0] === fence.marks[0]
}

/** CommonMark: "equivalent opening indentation [is] removed, if present". */
export function unindent(line: string, fence: OpenFence): string {
  const spaces = /^[ \t]*/.exec(line.slice(0, fence.indent))![0]
  const tab = spaces.indexOf('\t')
  if (tab < 0) return line.slice(spaces.length)
  return expandTabs(line.slice(0, tab + 1)).slice(fence.indent) + line.slice(tab + 1)
}

function expandTabs(spaces: string): string {
  let column = 0
  for (const space of spaces) column += space === '\t' ? 4 - (column % 4) : 1
  return ' '.repeat(column)
}

/** The node of a fence with these lines behind the finished ones. */
export function toCode(fence: OpenFence, rest: string): Code {
  const value = rest === '' ? fence.value.slice(0, -1) : fence.value + rest
  return { type: 'code', lang: fence.lang, meta: fence.meta, value }
}
