import { fenceAt, fenceEnd, isTableStart, tableEnd } from './blocks.ts'

/** A mark that ends a sentence, with the next one in sight: `e.g. this` goes on. */
const SENTENCE = /[.!?…]+["'”’)\]*_`]*(?=\s+[^\p{Ll}\s])|[。！？]+[”’」』）]*/gu
/** The number of an item, whose full stop ends nothing. */
const NUMBER = /^\s*(?:>\s?)*\d{1,9}[.)]\s/
/** What cannot go on a paragraph: nothing, or the mark of a block. Items count as whole lines. */
const BEGINS = /^\s*(?:$|>|#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|`{3}|~{3})/
const HEADING = /^\s*#{1,6}\s/

/**
 * How far a growing Markdown text can be read out: behind its last whole sentence, heading, item, table or block of
 * code. `from` is where it was read to before.
 */
export function sentenceEnd(text: string, from: number): number {
  const lines = text.slice(from).split('\n')
  let end = from
  let start = from
  for (let at = 0; at < lines.length;) {
    const block = blockEnd(lines, at)
    // A line that is still growing may become anything, a row of a table too.
    if (block === undefined) return end
    const whole = block < lines.length
    const length = lines.slice(at, block).join('\n').length
    if (block > at + 1 || isFinished(lines, at)) end = whole ? start + length + 1 : end
    else end = Math.max(end, start + lastSentence(lines[at]!))
    start += length + 1
    at = block
  }
  return end
}

/** Behind the table or the block of code that begins at a line, else behind the line; `undefined` where it is open. */
function blockEnd(lines: readonly string[], at: number): number | undefined {
  const fence = fenceAt(lines[at]!)
  if (fence) return before(lines.length, fenceEnd(lines, at, fence))
  // The line below a table has to be whole: it may become a row.
  if (isTableStart(lines, at)) return before(lines.length - 1, tableEnd(lines, at))
  return at + 2 >= lines.length && lines[at]!.includes('|') ? undefined : at + 1
}

function before(limit: number, end: number): number | undefined {
  return end < limit ? end : undefined
}

/** Whether the text of a line cannot go on below: it is a heading, or another block has begun. */
function isFinished(lines: readonly string[], at: number): boolean {
  const below = lines[at + 1]
  if (below === undefined) return false
  return (
    HEADING.test(lines[at]!) ||
    (at + 2 < lines.length && below === '') ||
    (below !== '' && BEGINS.test(below))
  )
}

/** Behind the last whole sentence of a line, or 0. */
function lastSentence(line: string): number {
  const first = NUMBER.exec(line)?.[0].length ?? 0
  let end = 0
  for (const match of line.slice(first).matchAll(SENTENCE)) end = first + match.index + match[0].length
  return end
}
