import type { List, ListItem, RootContent, Table, TableRow } from 'mdast'
import { type BlockContent, isApart, toContent } from './blocks.ts'
import { lastSettledItem, startOf } from './settle.ts'

/** The part of an open block that no further character changes. */
export interface FinishedPart {
  children: readonly (ListItem | TableRow)[]
  /** Where it ends in the source. */
  end: number
  /** What the rest has to be read behind. */
  head: string
  /** The part as content, behind what was finished before. */
  content(done: BlockContent | undefined): BlockContent
}

/** The finished items of a list, or rows of a table, where there are any. */
export function finishedPart(node: RootContent, source: string): FinishedPart | undefined {
  if (node.type === 'list') return finishedItems(node, source)
  return node.type === 'table' ? finishedRows(node, source) : undefined
}

function finishedItems(list: List, source: string): FinishedPart | undefined {
  const count = lastSettledItem(list.children, source)
  if (count === 0) return undefined
  const children = list.children.slice(0, count)
  const next = list.children[count]!
  return {
    children,
    end: startOf(next, source),
    head: '',
    content(done) {
      const content = toContent({ ...list, children }, done)
      if (content.type !== 'list') return content
      return { ...content, loose: content.loose || isApart(children.at(-1)!, next) }
    },
  }
}

function finishedRows(table: Table, source: string): FinishedPart | undefined {
  const rows = table.children.filter((row) => source.indexOf('\n', row.position!.end.offset) >= 0)
  const last = rows.at(-1)
  if (rows.length < 2 || !last) return undefined
  const start = source.lastIndexOf('\n', table.position!.start.offset! - 1) + 1
  const body = source.indexOf('\n', source.indexOf('\n', start) + 1) + 1
  return {
    children: rows.slice(1),
    end: source.indexOf('\n', last.position!.end.offset) + 1,
    head: source.slice(start, body),
    content: (done) => toContent({ ...table, children: rows }, done),
  }
}
