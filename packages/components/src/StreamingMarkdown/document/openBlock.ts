import type { Code } from 'mdast'
import { type Block, type BlockContent, toContent } from './blocks.ts'
import { type Mentions, join, nothing } from './mentions.ts'
import type { OpenFence } from './openFence.ts'
import type { Asked, Parsed } from './parse.ts'
import { startOf } from './settle.ts'

/** The one block at the end of the text that is not settled, and what of it is finished. */
export interface OpenBlock {
  /** Where it begins in the text. */
  start: number
  /** Where the part begins that is not finished. */
  from: number
  /** What that part is read behind: the first rows of a table, the lines that lead to a list within others. */
  head: string
  /** How deep the list is nested whose items are finished. */
  within: number
  /** The part that is finished; what it mentions and asks for. */
  done: BlockContent | undefined
  mentions: Mentions
  asked: Asked
  fence: OpenFence | undefined
}

const nobody: Asked = new Map()

/** What is open at the end of a text whose blocks are all settled. */
export function openAt(start: number): OpenBlock {
  return {
    start,
    from: start,
    head: '',
    within: 0,
    done: undefined,
    mentions: nothing,
    asked: nobody,
    fence: undefined,
  }
}

/** Where the source begins that the open block is read from: its unfinished part, behind its head. */
export function sourceStart({ from, head }: OpenBlock): number {
  return from - head.length
}

/** What was read of `source` as blocks of the text, the first of them behind what is finished of it. */
export function toBlocks(
  open: OpenBlock,
  { nodes, mentions, asked }: Parsed,
  source: string,
  text: string,
): Block[] {
  const offset = sourceStart(open)
  const borders = [open.start, ...nodes.slice(1).map((node) => offset + startOf(node, source)), text.length]
  const blocks = nodes.map((node, index): Block => {
    const start = borders[index]!
    const end = borders[index + 1]!
    return {
      content: index === 0 ? toContent(node, open.done, open.within) : toContent(node),
      start,
      end,
      asked: text.slice(start, end).includes(']') ? asked : nobody,
      mentions: mentions[index]!,
    }
  })
  return open.done ? behindFinished(open, open.done, blocks, text.length) : blocks
}

function behindFinished(
  { start, mentions, asked }: OpenBlock,
  done: BlockContent,
  blocks: Block[],
  end: number,
): Block[] {
  const [first, ...others] = blocks
  if (!first) return [{ content: done, start, end, asked, mentions }]
  const all = { ...first, mentions: join(mentions, first.mentions), asked: mergeAsked(asked, first.asked) }
  return [all, ...others]
}

/** A fence, open or whole, as a block of the text. */
export function fenceBlock(start: number, end: number, node: Code): Block {
  return { content: { type: 'node', node }, start, end, asked: nobody, mentions: nothing }
}

/** A label that two parts took for different things is marked so that the whole is read again. */
export function mergeAsked(one: Asked, other: Asked): Asked {
  if (one.size === 0) return other
  const both = new Map(one)
  for (const [label, meaning] of other)
    both.set(label, both.has(label) && both.get(label) !== meaning ? '?' : meaning)
  return both
}
