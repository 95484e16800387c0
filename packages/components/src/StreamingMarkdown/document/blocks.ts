import type { List, ListItem, RootContent, Table, TableRow } from 'mdast'
import { type Forest, append, at, forest, replace } from './forest.ts'
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

/**
 * The content of a node, behind what was finished of it before.
 *
 * @param within how deep the list is nested whose items were finished; the items around it go on in `node`.
 */
export function toContent(node: RootContent, done?: BlockContent, within = 0): BlockContent {
  if (node.type === 'list') return toList(node, done?.type === 'list' ? done : undefined, within)
  if (node.type === 'table') return toTable(node, done?.type === 'table' ? done : undefined)
  return { type: 'node', node }
}

function toList(node: List, done: ListBlock | undefined, within: number): ListBlock {
  return {
    type: 'list',
    ordered: node.ordered ?? false,
    start: done ? done.start : node.start,
    loose: (done?.loose ?? false) || isLooseList(node),
    items: done ? goOn(done.items, node.children, within) : forest(node.children),
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

function goOn(done: Forest<ListItem>, items: readonly ListItem[], within: number): Forest<ListItem> {
  const [first, ...others] = items
  if (within === 0 || !first) return append(done, items)
  const last = done.length - 1
  return append(replace(done, last, joinItems(at(done, last), first, within)), others)
}

/** An item that goes on, in a list at its end that was finished in part; `within` is how much deeper. */
function joinItems(done: ListItem, next: ListItem, within: number): ListItem {
  const place = done.children.length - 1
  const before = done.children[place] as List
  const after = next.children[place] as List
  const [first, ...others] = after.children
  // The first one stands in for those that are finished, or it is the one that goes on.
  const items =
    within === 1
      ? [...before.children, ...others]
      : [...before.children.slice(0, -1), joinItems(before.children.at(-1)!, first!, within - 1), ...others]
  const loose = isLooseList(before) || isLooseList(within === 1 ? { ...after, children: others } : after)
  const list: PartOfList = { ...before, children: items, loose }
  return {
    ...next,
    checked: done.checked ?? null,
    spread: Boolean(done.spread || next.spread),
    children: [...done.children.slice(0, place), list, ...next.children.slice(place + 1)],
  }
}

/** Whether a blank line stands between the items of a list, or within one. */
function isLooseList(list: PartOfList): boolean {
  return list.loose ?? isLoose(list.children)
}

/** A list of which a part was finished knows whether its items stand apart: their places are no longer comparable. */
export interface PartOfList extends List {
  loose?: boolean
}

/** CommonMark: "if any of its constituent list items are separated by blank lines, or if any …". */
export function isLoose(items: readonly ListItem[]): boolean {
  return items.some((item, index) => item.spread || (index > 0 && isApart(items[index - 1]!, item)))
}

/** Whether a blank line stands between two items. */
export function isApart(before: ListItem, after: ListItem): boolean {
  return after.position!.start.line - before.position!.end.line > 1
}
