import type { Nodes, Parents } from 'mdast'
import type { Block, BlockContent } from './blocks.ts'
import { type Forest, at, replace } from './forest.ts'

/** Text that has no meaning to Markdown wherever it stands behind a word. */
const PLAIN = /^[\p{L}\p{N} ,.;:!?'"()–—…-]*$/u
/** The word that plain text may go on from: it is itself plain, and no address is about to become of it. */
const LAST_WORD = /[\p{L}\p{N},.;:!?'"()–—…-]*$/u
const ADDRESS = /www|@|:\/|http/i
/** What may end the address or the title of a link that has begun. */
const END_OF_LINK = /[()'"]/
/** Shorter lines may still be marks; longer texts are broken. */
const SHORT_LINE = 16
const LONG_TEXT = 3000

/**
 * The block as it is with more text behind it, when that is so plain that it does nothing but lengthen the last text:
 * most of an answer is, and then nothing has to be parsed. `undefined` where this is not sure.
 *
 * @param source what the block was read from; `shown` is that with what was added to complete it.
 */
export function extendText(block: Block, source: string, shown: string, more: string): Block | undefined {
  if (!PLAIN.test(more) || source.length > LONG_TEXT || !shown.startsWith(source)) return undefined
  if (shown.includes('rivulet:') || block.mentions.definitions.length + block.mentions.notes.length > 0)
    return undefined
  if (END_OF_LINK.test(more) && source.includes('](')) return undefined
  if (source.includes(']:') || source.length - source.lastIndexOf('\n') < SHORT_LINE) return undefined
  const spaces = /[ ]*$/.exec(source)![0]
  const word = LAST_WORD.exec(source.slice(-64 - spaces.length, source.length - spaces.length))![0]
  const before = source[source.length - spaces.length - word.length - 1]
  if (word === '' || (before !== undefined && !/\s/.test(before)) || ADDRESS.test(word + spaces + more))
    return undefined
  const content = extendContent(block.content, (text) =>
    text.endsWith(word) ? (text + spaces + more).trimEnd() : undefined,
  )
  return content && { ...block, content }
}

type Grow = (text: string) => string | undefined

function extendContent(content: BlockContent, grow: Grow): BlockContent | undefined {
  if (content.type === 'list') {
    const items = extendLast(content.items, grow)
    return items && { ...content, items }
  }
  if (content.type === 'table') {
    const rows = extendLast(content.rows, grow)
    return rows && { ...content, rows }
  }
  const node = extendNode(content.node, grow)
  return node && { type: 'node', node }
}

function extendLast<Item extends Nodes>(items: Forest<Item>, grow: Grow): Forest<Item> | undefined {
  if (items.length === 0) return undefined
  const last = extendNode(at(items, items.length - 1), grow)
  return last && replace(items, items.length - 1, last)
}

const TRANSPARENT: ReadonlySet<string> = new Set(
  'paragraph heading strong emphasis delete list listItem blockquote tableRow tableCell text'.split(' '),
)

function extendNode<Node extends Nodes>(node: Node, grow: Grow): Node | undefined {
  if (!TRANSPARENT.has(node.type)) return undefined
  if (node.type === 'text') {
    const value = grow(node.value)
    return value === undefined ? undefined : { ...node, value }
  }
  const { children } = node as Parents
  const last = children.at(-1)
  const longer = last && extendNode(last, grow)
  return longer && { ...node, children: [...children.slice(0, -1), longer] }
}
