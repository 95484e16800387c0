import { fenceAt, fenceEnd, isTableStart, tableEnd } from './blocks.ts'
import type { AnnouncerLabels } from './announcerLabels.ts'
import { languageName } from './languageName.ts'
import { plainInline } from './plainInline.ts'

/** The words for what is not read out. */
export type Summaries = Pick<AnnouncerLabels, 'codeBlock' | 'table' | 'image'>

/**
 * Markdown as one would read it to someone: without marks, links by their text, code and tables by their size. Blocks
 * become sentences, since a screen reader has no pause for a line break.
 */
export function plainText(markdown: string, words: Summaries): string {
  const lines = markdown.split('\n')
  const sentences: string[] = []
  for (let at = 0; at < lines.length;) {
    const fence = fenceAt(lines[at]!)
    if (fence) {
      const end = fenceEnd(lines, at, fence)
      const isClosed = end <= lines.length
      const count = Math.min(end, lines.length) - at - (isClosed ? 2 : 1)
      sentences.push(words.codeBlock(languageName(fence.language), count))
      at = end
    } else if (isTableStart(lines, at)) {
      const end = tableEnd(lines, at)
      sentences.push(words.table(columnsOf(lines[at + 1]!), end - at - 2))
      at = end
    } else if (SILENT.test(lines[at]!)) {
      at++
    } else {
      const end = paragraphEnd(lines, at)
      sentences.push(plainParagraph(lines.slice(at, end), words))
      at = end
    }
  }
  return joinSentences(sentences)
}

/** Texts one after the other: those that end without a mark get a full stop. */
export function joinSentences(sentences: readonly string[]): string {
  const said = sentences.filter((sentence) => sentence !== '')
  return said.map((sentence, index) => (index < said.length - 1 ? pausing(sentence) : sentence)).join(' ')
}

function pausing(sentence: string): string {
  return /[.!?…:;,。！？：；]["'”’)\]」』]{0,9}$/.test(sentence.slice(-10)) ? sentence : `${sentence}.`
}

function plainParagraph(lines: readonly string[], words: Summaries): string {
  const text = lines.map((line) => line.replace(PREFIX, '$1').trim()).join(' ')
  return plainInline(text, words).replaceAll(/\s+/g, ' ').trim()
}

/** Marks of quotations, headings, items and tasks. The number of an item is read out. */
const PREFIX = /^\s*(?:>\s?)*(?:#{1,6}(?=\s)|[-*+](?=\s)|(\d{1,9}[.)]\s))?\s*(?:\[[ xX]\]\s)?/
/** Lines that draw, and lines that define the address of a link. */
const SILENT = /^\s*(?:>\s?)*(?:([-*_=])(?:\s*\1)*|\[[^\]^][^\]]{0,999}\]:.*)?\s*$/
/** What begins a block of its own. */
const BEGINS = /^(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\[\^)/
const QUOTED = /^\s*(?:>\s?)*/
const HEADING = /^\s*(?:>\s?)*#{1,6}\s/

/** Where the paragraph, heading or item that begins at a line ends. */
function paragraphEnd(lines: readonly string[], start: number): number {
  if (HEADING.test(lines[start]!)) return start + 1
  let at = start + 1
  while (at < lines.length && !isBorder(lines, at)) at++
  return at
}

function isBorder(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  const bare = line.replace(QUOTED, '')
  if (bare.length < line.trimStart().length && !lines[at - 1]!.trimStart().startsWith('>')) return true
  return SILENT.test(line) || BEGINS.test(bare) || fenceAt(line) !== undefined || isTableStart(lines, at)
}

function columnsOf(delimiterRow: string): number {
  return delimiterRow.split('|').filter((cell) => cell.includes('-')).length
}
