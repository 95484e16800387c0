import type { List, ListItem, RootContent, Table, TableRow } from 'mdast'
import { type BlockContent, isApart, isLoose, toContent } from './blocks.ts'
import { finishedWithin } from './finishedWithin.ts'
import { hasDoubleMark, lastSettledItem, startOf } from './settle.ts'

/** The part of an open block that no further character changes. */
export interface FinishedPart {
  children: readonly (ListItem | TableRow)[]
  /** Where it ends in the source. */
  end: number
  /** What the rest has to be read behind. */
  head: string
  /** How deep the list is nested whose items these are; 0 for what stands in no item. */
  within: number
  /** The part as content, behind what was finished before. */
  content(done: BlockContent | undefined): BlockContent
}

/** Reads a part of the source by itself. */
export type ReadAlone = (start: number, end: number) => RootContent[]

/**
 * The finished items of a list, or rows of a table, where there are any; of a list with one item, those of the list at
 * its end.
 *
 * @param before what was finished before, if anything was: what `source` begins with, and how deep.
 */
export function finishedPart(
  node: RootContent,
  source: string,
  readAlone: ReadAlone,
  before: Pick<FinishedPart, 'head' | 'within'>,
): FinishedPart | undefined {
  if (node.type === 'list')
    return finishedItems(node, source, readAlone, before.within) ?? finishedWithin(node, source, before)
  return node.type === 'table' ? finishedRows(node, source) : undefined
}

function finishedItems(
  list: List,
  source: string,
  readAlone: ReadAlone,
  within: number,
): FinishedPart | undefined {
  const settled = list.children.slice(0, lastSettledItem(list.children, source))
  const children = asReadAlone(settled, list, source, readAlone)
  if (children.length === 0) return undefined
  const next = list.children[children.length]!
  const apart = isApart(settled[children.length - 1]!, next)
  const loose = isLoose(settled.slice(0, children.length))
  return {
    children,
    end: startOf(next, source),
    head: '',
    within: 0,
    content(done) {
      const content = toContent({ ...list, children }, done, within)
      if (content.type !== 'list') return content
      return { ...content, loose: (done?.type === 'list' && done.loose) || loose || apart }
    },
  }
}

/** The items as they are when each is read by itself, up to the first that is none then. */
function asReadAlone(
  settled: readonly ListItem[],
  list: List,
  source: string,
  readAlone: ReadAlone,
): ListItem[] {
  const items: ListItem[] = []
  for (const [index, item] of settled.entries()) {
    if (index === 0 || !hasDoubleMark(item, source)) items.push(item)
    else {
      const [alone, ...others] = readAlone(startOf(item, source), startOf(list.children[index + 1]!, source))
      if (alone?.type !== 'list' || alone.children.length !== 1 || others.length > 0) break
      items.push(alone.children[0]!)
    }
  }
  return items
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
    within: 0,
    content: (done) => toContent({ ...table, children: rows }, done),
  }
}
