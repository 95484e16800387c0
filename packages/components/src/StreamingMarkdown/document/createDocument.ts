import type { Code, RootContent } from 'mdast'
import { type Block, toContent } from './blocks.ts'
import { finishedPart } from './finishedPart.ts'
import { extendText } from './extendText.ts'
import { type Forest, append, at, forest, replace } from './forest.ts'
import { join, mentionsOf, nothing } from './mentions.ts'
import { neutralize } from './neutralize.ts'
import { createNormalizer } from './normalize.ts'
import { type FootnoteList, createFootnotes } from './footnotes.ts'
import { type OpenBlock, fenceBlock, mergeAsked, openAt, sourceStart, toBlocks } from './openBlock.ts'
import { type OpenFence, isClosing, isHalfClosing, openFence, toCode, unindent } from './openFence.ts'
import { type Asked, type Parsed, createParse } from './parse.ts'
import { createReferences } from './references.ts'
import { repair } from './repair.ts'
import {
  breakOf,
  hasCompleteLine,
  lastSettled,
  mayBeMisread,
  standsBehindDefinition,
  startOf,
} from './settle.ts'

/** A text as blocks, and its footnotes. */
export interface DocumentView {
  blocks: Forest<Block>
  footnotes: FootnoteList
}

/** Characters that are read at once. */
const WINDOW = 2000

/** What the open block was read from, where it was the only one. */
interface LastRead {
  block: Block
  text: string
  streaming: boolean
  source: string
  shown: string
}

/**
 * Reads a text that grows. An update reads what is new, and of what is there only the block that is open; what is
 * settled is the same object in every view. A view depends on the text and `streaming` alone, not on how the text
 * came.
 *
 * @param hasFormulas `$…$`, `$$…$$`, `\(…\)` and `\[…\]` are formulas.
 */
export function createDocument(hasFormulas = false): (text: string, streaming: boolean) => DocumentView {
  let raw = ''
  let growing = createGrowingDocument(hasFormulas)
  return (text, streaming) => {
    // Equal strings of the same length are compared at memory speed; `startsWith` is not.
    if (text.slice(0, raw.length) !== raw) {
      growing = createGrowingDocument(hasFormulas)
      raw = ''
    }
    const piece = text.slice(raw.length)
    raw = text
    return growing(text, piece, streaming)
  }
}

function createGrowingDocument(
  hasFormulas: boolean,
): (raw: string, piece: string, streaming: boolean) => DocumentView {
  const parse = createParse(hasFormulas)
  const normalize = createNormalizer()
  const references = createReferences()
  const footnotes = createFootnotes(references)
  let settled = forest<Block>()
  let open = openAt(0)
  let last: LastRead | undefined
  let lastSource = { source: '', shown: '' }

  return (raw, piece, streaming) => {
    const text = normalize(raw, piece)
    const before = last
    last = undefined
    references.setStreaming(streaming)
    if (before?.streaming === streaming && before.text.length < text.length) {
      const { block, source, shown } = before
      const longer = extendText(block, source, shown, text.slice(before.text.length))
      if (longer) return extend(longer, before, text)
    }
    let rest = read(text, streaming)
    references.setOpen(rest.map(({ mentions }) => mentions))
    if (isOutdated(open)) {
      open = openAt(open.start)
      rest = read(text, streaming)
      references.setOpen(rest.map(({ mentions }) => mentions))
    }
    for (const index of references.takeOutdated()) readAgain(text, index)
    const blocks = streaming ? rest.map((block) => ({ ...block, open: true })) : rest
    const [block] = blocks
    if (block && blocks.length === 1 && !open.fence) {
      last = { block, text, streaming, ...lastSource }
    }
    return { blocks: append(settled, blocks), footnotes: footnotes.list(rest) }
  }

  /** Only the last text of the open block is longer than before. */
  function extend(block: Block, before: LastRead, text: string): DocumentView {
    const more = text.slice(before.text.length)
    const source = before.source + more
    const shown = source + before.shown.slice(before.source.length)
    last = { ...before, block, text, source, shown }
    return { blocks: append(settled, [block]), footnotes: footnotes.list([block]) }
  }

  /** Settles what can be; returns the blocks that are not. */
  function read(text: string, streaming: boolean): Block[] {
    // A long text is read in the pieces in which it could have come: parsing takes longer than in proportion.
    for (let end = open.from + WINDOW; end < text.length; end = Math.max(end, open.from) + WINDOW) {
      const piece = text.slice(0, end)
      while (!(open.fence ? readFence(piece, true, open.fence) : readBlocks(piece, true))) continue
    }
    for (;;) {
      const blocks = open.fence ? readFence(text, streaming, open.fence) : readBlocks(text, streaming)
      if (blocks) return blocks
    }
  }

  /** The open blocks; or nothing, when some of them could be settled and what is left has to be read by itself. */
  function readBlocks(text: string, streaming: boolean): Block[] | undefined {
    const source = open.head + text.slice(open.from)
    const shown = streaming ? repair(source, hasFormulas) : source
    lastSource = { source, shown }
    if (shown === source || hasCompleteLine(source)) {
      const parsed = parseOpen(source)
      if (settleSome(parsed, source, text)) return undefined
      if (shown === source) return toBlocks(open, parsed, source, text)
    }
    return toBlocks(open, parseOpen(shown), shown, text)
  }

  function parseOpen(source: string): Parsed {
    return parse(neutralize(source), references.settled, sourceStart(open))
  }

  /** Takes what is finished off the open end; whether there was anything. */
  function settleSome(parsed: Parsed, source: string, text: string): boolean {
    const { nodes } = parsed
    const offset = sourceStart(open)
    const middle = nodes[0] && !open.done ? breakOf(nodes[0], source) : undefined
    if (middle !== undefined) {
      settle([readAlone(text, open.start, offset + middle)])
      open = openAt(offset + middle)
      return true
    }
    const border = lastSettled(nodes, source)
    if (border > 0) {
      const blocks = toBlocks(open, parsed, source, text)
      const end = reread(blocks.slice(0, border), nodes, source, text)
      settle(end)
      open = openAt(blocks[end.length]!.start)
      return true
    }
    const node = nodes[0]
    if (!node) return false
    return node.type === 'code' ? beginFence(node, source) : finishPart(node, source, parsed.asked)
  }

  /**
   * The blocks as they are when each is read by itself, up to the first that is another one then: where a block follows
   * on a paragraph or on indented code without a blank line, the parser may take marks inside of it for text.
   */
  function reread(blocks: Block[], nodes: readonly RootContent[], source: string, text: string): Block[] {
    const read: Block[] = []
    for (const [index, block] of blocks.entries()) {
      const node = nodes[index]!
      const before = nodes[index - 1]
      if (before && breakOf(node, source) !== undefined) return read
      if (before && mayBeMisread(before, node, source)) {
        const alone = parse(neutralize(text.slice(block.start, block.end)), references.settled, block.start)
        if (alone.nodes.length !== 1 || alone.nodes[0]!.type !== node.type) return read
        const { asked, mentions } = alone
        read.push({ ...block, content: toContent(alone.nodes[0]!), asked, mentions: mentions[0]! })
      } else if (before && standsBehindDefinition(before, node, source))
        read.push({ ...block, behind: blocks[index - 1]!.start })
      else read.push(block)
    }
    return read
  }

  function settle(blocks: Block[]): void {
    blocks.forEach((block, index) => {
      references.settle(block.mentions)
      references.depend(settled.length + index, block.asked)
    })
    settled = append(settled, blocks)
    footnotes.settle(blocks)
  }

  function beginFence(node: Code, source: string): boolean {
    const start = startOf(node, source)
    const content = source.indexOf('\n', start) + 1
    const fence = content > 0 ? openFence(node, source, start) : undefined
    if (fence) open = { ...openAt(open.start), from: open.from + content, fence }
    return fence !== undefined
  }

  /** The open fence, or nothing when it has ended. */
  function readFence(text: string, streaming: boolean, fence: OpenFence): Block[] | undefined {
    for (;;) {
      const end = text.indexOf('\n', open.from)
      const line = end < 0 ? text.slice(open.from) : text.slice(open.from, end)
      if (end < 0) {
        const isEnd = isClosing(line, fence) || (streaming && isHalfClosing(line, fence))
        return [fenceBlock(open.start, text.length, toCode(fence, isEnd ? '' : unindent(line, fence)))]
      }
      open.from = end + 1
      if (isClosing(line, fence)) {
        settle([fenceBlock(open.start, open.from, toCode(fence, ''))])
        open = openAt(open.from)
        return undefined
      }
      fence.value += `${unindent(line, fence)}\n`
    }
  }

  /** Puts the finished items of an open list, or rows of an open table, where they are not read again. */
  function finishPart(node: RootContent, source: string, asked: Asked): boolean {
    const offset = sourceStart(open)
    const alone = (start: number, end: number): RootContent[] =>
      parse(neutralize(source.slice(start, end)), references.settled, offset + start).nodes
    const part = finishedPart(node, source, alone, open)
    if (!part) return false
    open = {
      ...open,
      from: offset + part.end,
      head: part.head,
      within: part.within,
      done: part.content(open.done),
      asked: mergeAsked(open.asked, asked),
      mentions: part.children.reduce((all, child) => join(all, mentionsOf(child, offset)), open.mentions),
    }
    return true
  }

  function isOutdated({ done, asked }: OpenBlock): boolean {
    return done !== undefined && [...asked].some(([label, meaning]) => references.meaning(label) !== meaning)
  }

  /** A part of the text that is one block, whatever stands around it. */
  function readAlone(text: string, start: number, end: number): Block {
    const { nodes, mentions, asked } = parse(neutralize(text.slice(start, end)), references.settled, start)
    const content = toContent(nodes[0]!)
    return { content, start, end, asked, mentions: mentions[0]! }
  }

  function readAgain(text: string, index: number): void {
    const before = at(settled, index)
    const start = before.behind ?? before.start
    const source = text.slice(start, before.end)
    const { nodes, mentions, asked } = parse(neutralize(source), references.all, start)
    const place = before.behind === undefined ? 0 : 1
    const node = nodes[place]
    const content = node ? toContent(node) : before.content
    const block = { ...before, content, asked, mentions: mentions[place] ?? nothing }
    settled = replace(settled, index, block)
    references.depend(index, asked)
    footnotes.replace(settled, before, block)
  }
}
