import type { ListItem, Nodes, RootContent } from 'mdast'
import { nestsDeep } from './neutralize.ts'

/** Kinds of blocks that a line after a blank one may still belong to. */
const OPEN_ENDED: ReadonlySet<string> = new Set(['list', 'footnoteDefinition', 'code', 'html', 'definition'])
/** A beginning that no further character makes an item of a list. */
const NO_ITEM = /^ {0,3}(?:[^\s\d*+-]|\*\*[^\s*])/
const FENCED = /^[ \t]*(?:`{3}|~{3})/

/**
 * The index of the last block whose beginning is settled: whatever follows, the blocks before it stay as they are,
 * and it can be read without them. 0 where none is.
 */
export function lastSettled(nodes: readonly RootContent[], source: string): number {
  let index = nodes.length - 1
  while (index > 0 && !isSettled(nodes[index - 1]!, nodes[index]!, source)) index--
  return Math.max(0, index)
}

function isSettled(before: RootContent, node: RootContent, source: string): boolean {
  const start = startOf(node, source)
  const apart = isBlankBefore(source, start)
  if (standsBehindDefinition(before, node, source) && !SAME_ALONE.test(source.slice(start, start + 8)))
    return false
  // CommonMark: blocks are found line by line. What a line began, only these take back: a title that goes on for
  // lines after a definition, the underline of a heading, the second row of a table; none of them after a blank line.
  const lines = completeLines(source, start)
  if (lines > 0)
    return (
      apart ||
      (!mayBeTitle(before, source, start) && (lines > 1 || node.type !== 'table' || !endsInText(before)))
    )
  if (apart) return !OPEN_ENDED.has(before.type) || NO_ITEM.test(source.slice(start, start + 6))
  return isOneLine(before, source)
}

/**
 * Whether a block follows on a definition without a blank line. A definition is the beginning of a paragraph until that
 * ends, and CommonMark lets fewer blocks interrupt a paragraph than may stand alone.
 */
export function standsBehindDefinition(before: RootContent, node: RootContent, source: string): boolean {
  return before.type === 'definition' && !isBlankBefore(source, startOf(node, source))
}

/** Beginnings that are the same behind a definition and alone. */
const SAME_ALONE = /^ {0,3}(?:[-*+] |1[.)] |> ?)?[\p{L}[]/u

/** Whether a line may be more of the text that a block ends in. */
function endsInText(node: Nodes): boolean {
  if (node.type === 'definition') return true
  const last = 'children' in node && node.type !== 'paragraph' ? node.children.at(-1) : undefined
  return node.type === 'paragraph' || (last !== undefined && endsInText(last))
}

/** Whether what follows on a definition may turn out to be the title of its link. */
function mayBeTitle(before: RootContent, source: string, start: number): boolean {
  return before.type === 'definition' && /^\s*["'(]/.test(source.slice(start, start + 200))
}

/** Whether the parser may have read a block that is settled otherwise than it would read it alone. */
export function mayBeMisread(before: RootContent, node: RootContent, source: string): boolean {
  const touches =
    before.type === 'code' || (before.type === 'paragraph' && !isBlankBefore(source, startOf(node, source)))
  return touches && !isOneLine(before, source) && isSettled(before, node, source)
}

function isOneLine(node: RootContent, source: string): boolean {
  if (node.type === 'code') return FENCED.test(source.slice(startOf(node, source)))
  return node.type === 'heading' || node.type === 'thematicBreak'
}

/**
 * Whether a line has ended behind the blank ones that a source begins with; before that no block is settled by another.
 * CommonMark: "A line containing no characters, or a line containing only spaces (U+0020) or tabs (U+0009), is called a
 * blank line".
 */
export function hasCompleteLine(source: string): boolean {
  return source.includes('\n', source.search(/[^ \t\n]/))
}

function completeLines(source: string, start: number): number {
  const first = source.indexOf('\n', start)
  if (first < 0) return 0
  return source.indexOf('\n', first + 1) < 0 ? 1 : 2
}

/** Where the line begins that a node begins in. */
export function startOf(node: RootContent, source: string): number {
  return source.lastIndexOf('\n', node.position!.start.offset! - 1) + 1
}

function isBlankBefore(source: string, lineStart: number): boolean {
  const before = source.lastIndexOf('\n', lineStart - 2) + 1
  return lineStart > 0 && source.slice(before, lineStart).trim() === ''
}

/** So many characters of one block are read at each update, and no more. */
const LONG: Record<string, number> = { list: 16_000, footnoteDefinition: 16_000 }
const LONG_TEXT = 4000
/** Lines of a text or of a quote; short ones take the parser longer than their characters do. */
const MANY_LINES = 300
const TEXTS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'blockquote'])
/** Of one that nests deep, which takes the parser many times as long. */
const LONG_DEEP = 2000

/**
 * Where a block is broken that has grown so long that reading it again for each update would be felt: at a line or a
 * word; `undefined` for all others.
 */
export function breakOf(node: RootContent, source: string): number | undefined {
  const start = startOf(node, source)
  const lines = TEXTS.has(node.type) ? endOfLines(source, start) : 0
  if (lines > 0 && lines < node.position!.end.offset!) return lines
  // Most blocks are short.
  if (start + LONG_DEEP + SEARCH > source.length) return undefined
  const isDeep = nestsDeep(source.slice(start, start + LONG_DEEP))
  const limit = start + (isDeep ? LONG_DEEP : (LONG[node.type] ?? LONG_TEXT))
  if (limit + SEARCH > source.length || node.position!.end.offset! < limit + SEARCH) return undefined
  const rest = source.slice(limit, limit + SEARCH)
  const line = rest.search(/\n/)
  if (line >= 0) return limit + line + 1
  const word = rest.search(/\s(?=[\p{L}])/u)
  return word >= 0 ? limit + word : limit
}

/** Where as many lines end as are read at once; 0 where there are fewer. */
function endOfLines(source: string, start: number): number {
  let end = start
  for (let line = 0; line < MANY_LINES; line++) {
    end = source.indexOf('\n', end) + 1
    if (end === 0) return 0
  }
  return end
}

/** A line's or a word's end is looked for in so many characters. */
const SEARCH = 256

/** An item that has begun: neither half of a rule (`* *`) nor marks alone. */
const BEGUN = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+[^\s>*+\-=_#~`|:]/

/** The index of the last item whose beginning is settled; 0 where none is. */
export function lastSettledItem(items: readonly ListItem[], source: string): number {
  let index = items.length - 1
  for (; index > 0; index--) {
    const start = startOf(items[index]!, source)
    if (source.indexOf('\n', start) >= 0 || BEGUN.test(source.slice(start))) break
  }
  return Math.max(0, index)
}

/** A mark behind the mark of an item, which the parser may take for text where the item before ends in a paragraph. */
const DOUBLE_MARK = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:[-*+>]|\d{1,9}[.)])/

/** Whether an item may be read otherwise behind another one than by itself. */
export function hasDoubleMark(item: ListItem, source: string): boolean {
  const start = startOf(item, source)
  return DOUBLE_MARK.test(source.slice(start, start + 200))
}
