import type { List, ListItem, RootContent, Table, TableRow } from 'mdast'
import { type Forest, append, forest } from './forest.ts'
import type { Mentions } from './mentions.ts'
import type { Asked } from './parse.ts'

/** A block at the top of a text: lists by item and tables by row, so that finished ones are never rendered again. */
export type BlockContent = ListBlock | TableBlock | { type: 'node'; node: RootContent }

export interface ListBlock {
  type: 'list'
  ordered: boolean
  start: number | null | undefined
  loose: boolean
  items: Forest<ListItem>
}

export interface TableBlock {
  type: 'table'
  align: Table['align']
  head: TableRow | undefined
  rows: Forest<TableRow>
}

/** A block of the text between two places. */
export interface Block {
  content: BlockContent
  start: number
  end: number
  /** Where the block begins that it has to be read behind, if there is one. */
  behind?: number
  asked: Asked
  /** It may still grow. */
  open?: boolean
  mentions: Mentions
}

/** The content of a node, behind what was finished of it before. */
export function toContent(node: RootContent, done?: BlockContent): BlockContent {
  if (node.type === 'list') return toList(node, done?.type === 'list' ? done : undefined)
  if (node.type === 'table') return toTable(node, done?.type === 'table' ? done : undefined)
  return { type: 'node', node }
}

function toList(node: List, done: ListBlock | undefined): ListBlock {
  return {
    type: 'list',
    ordered: node.ordered ?? false,
    start: done ? done.start : node.start,
    loose: (done?.loose ?? false) || isLoose(node.children),
    items: append(done?.items ?? forest<ListItem>(), node.children),
  }
}

function toTable(node: Table, done: TableBlock | undefined): TableBlock {
  const [head, ...rows] = node.children
  return {
    type: 'table',
    align: node.align,
    head: done ? done.head : head,
    rows: append(done?.rows ?? forest<TableRow>(), rows),
  }
}

/** CommonMark: "if any of its constituent list items are separated by blank lines, or if any …". */
export function isLoose(items: readonly ListItem[]): boolean {
  return items.some((item, index) => item.spread || (index > 0 && isApart(items[index - 1]!, item)))
}

/** Whether a blank line stands between two items. */
export function isApart(before: ListItem, after: ListItem): boolean {
  return after.position!.start.line - before.position!.end.line > 1
}
