import type { ListItem, RootContent } from 'mdast'

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
  // CommonMark: blocks are found line by line. What a line began, only these take back: a title that goes on for
  // lines after a definition, the underline of a heading, the second row of a table; none of them after a blank line.
  const lines = completeLines(source, start)
  if (lines > 0) return apart || (before.type !== 'definition' && (node.type !== 'table' || lines > 1))
  if (apart) return !OPEN_ENDED.has(before.type) || NO_ITEM.test(source.slice(start, start + 6))
  return isOneLine(before, source)
}

function isOneLine(node: RootContent, source: string): boolean {
  if (node.type === 'code') return FENCED.test(source.slice(startOf(node, source)))
  return node.type === 'heading' || node.type === 'thematicBreak'
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
