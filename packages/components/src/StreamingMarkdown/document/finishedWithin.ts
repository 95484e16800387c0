import type { List, ListItem } from 'mdast'
import { type PartOfList, isApart, isLoose, toContent } from './blocks.ts'
import type { FinishedPart } from './finishedPart.ts'
import { hasDoubleMark, lastSettledItem, startOf } from './settle.ts'

/** More characters than this are not read again and again before the items that are open. */
const LONG_HEAD = 1000

/** What the rest of a list is read behind may neither refer to notes nor define anything: that would count twice. */
const MENTIONS = /\[\^|\]:/

/** The mark of an item, and how far its text is indented by it. */
const MARK = /^( *)([-*+]|\d{1,4}([.)]))( {1,4})(?=\S)/

/** A list on the way to the one whose items are finished. */
interface Level {
  list: List
  /** Its items without the one that stands in for the finished ones. */
  items: readonly ListItem[]
}

/**
 * The finished items of a list within the only item of another one, however deep, so that a plan with one point at the
 * top is not read anew for each word. The rest is read behind the lines that lead to its list, and behind a short item
 * that stands in for the finished ones. CommonMark: "we allow only lists starting with 1 to interrupt paragraphs", so
 * the stand-in does.
 *
 * @param before what `source` begins with, and how deep the list is whose items are finished already.
 */
export function finishedWithin(
  list: List,
  source: string,
  before: Pick<FinishedPart, 'head' | 'within'>,
): FinishedPart | undefined {
  const path: Level[] = [{ list, items: list.children }]
  for (;;) {
    const { items } = path.at(-1)!
    const item = items[0]
    const inner = item?.children.at(-1)
    if (!item || items.length > 1 || inner?.type !== 'list') return undefined
    // An item that begins in the line of the one around it has no line of its own to be read from.
    if (startOf(inner, source) <= startOf(item, source)) return undefined
    // Another list beside the one that was finished in part.
    if (path.length <= before.within && startOf(inner, source) >= before.head.length) return undefined
    path.push({ list: inner, items: inner.children.slice(path.length === before.within ? 1 : 0) })
    const part = finishedLast(path, source, before)
    if (part || path.at(-1)!.items.length > 1) return part
  }
}

function finishedLast(
  path: readonly Level[],
  source: string,
  before: Pick<FinishedPart, 'head' | 'within'>,
): FinishedPart | undefined {
  const { list, items } = path.at(-1)!
  let count = lastSettledItem(items, source)
  while (count > 0 && hasDoubleMark(items[count]!, source)) count--
  const last = items[count - 1]
  const next = items[count]
  if (!last || !next) return undefined
  const mark = asFirst(source.slice(startOf(last, source)))
  const lines = leadingLines(startOf(list.children[0]!, source), source, before)
  if (mark === undefined || lines === undefined || lines.length > LONG_HEAD || MENTIONS.test(lines))
    return undefined
  const children = items.slice(0, count)
  const within = path.length - 1
  const loose = isLoose(children) || isApart(last, next)
  const cut: PartOfList = { ...list, children: list.children.slice(0, list.children.indexOf(next)), loose }
  const finished = path.slice(0, -1).reduceRight((inner, level) => withInner(level.list, inner), cut)
  return {
    children,
    end: startOf(next, source),
    head: `${lines}${mark}x\n`,
    within,
    content: (done) => toContent(finished, done, before.within),
  }
}

/** The lines before the first item of a list, without what stood in for finished ones. */
function leadingLines(end: number, source: string, { head }: Pick<FinishedPart, 'head'>): string | undefined {
  if (end < head.length || head === '') return source.slice(0, end)
  const rest = source.slice(head.length, end)
  const mark = asFirst(rest)
  if (mark === undefined) return undefined
  return source.slice(0, head.lastIndexOf('\n', head.length - 2) + 1) + rest.replace(MARK, mark)
}

/** The mark that a text begins with, as that of the first item of a list: no other may interrupt a paragraph. */
function asFirst(text: string): string | undefined {
  const [, indent, mark, delimiter, spaces] = MARK.exec(text) ?? []
  if (mark === undefined) return undefined
  if (delimiter === undefined) return `${indent}${mark}${spaces}`
  const wider = spaces!.length + mark.length - 2
  return wider > 4 ? undefined : `${indent}1${delimiter}${' '.repeat(wider)}`
}

/** A list with another one at the end of its last item. */
function withInner(list: List, inner: List): List {
  const item = list.children.at(-1)!
  const children = [...item.children.slice(0, -1), inner]
  return { ...list, children: [...list.children.slice(0, -1), { ...item, children }] }
}
