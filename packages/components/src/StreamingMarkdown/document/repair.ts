import { fenceOf } from './fences.ts'
import { closeInline } from './closeInline.ts'
import { isHalfMark, repairFormula } from './halfFormula.ts'

/** A line that may yet become anything: bullets, underlines of headings, rules, fences, quotes. */
const UNDECIDED = /^[\s>*+\-=_#~`|:]*$/
/** A line that may yet become an item of an ordered list. */
const UNDECIDED_NUMBER = /^[\s>]*\d{1,9}[.)]?\s*$/
/** A definition of a link whose address is still on its way. */
const UNDECIDED_DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]*\]:\s*\S*$/
/** The line that opens a fence, whose language is still on its way. */
const OPENING = /^[\s>*+\-\d.)]*(?:`{3,}[^`]*|~{3,}.*)$/
/** What the next character may change: emphasis, escapes, entities, addresses in angle brackets. */
const UNDECIDED_END =
  /(?:[*_~`]+|\\|&(?:#[xX]?[0-9a-fA-F]{0,7}|[A-Za-z][A-Za-z0-9]{0,30})?|<(?:[^\s<>`]{0,200})?)$/

/**
 * Makes half-written syntax at the end of a text look like what it will most likely become: opened emphasis is closed,
 * half an address is taken for a whole one, and marks that could still mean anything are held back for a moment.
 * Depends on nothing but the text from its last block on.
 */
export function repair(source: string, hasFormulas: boolean): string {
  const lineStart = source.lastIndexOf('\n') + 1
  const line = source.slice(lineStart)
  const fence = fenceOf(source, lineStart)
  if (fence) return isHalfClosing(line, fence) ? source.slice(0, lineStart) : source
  const formula = hasFormulas ? repairFormula(source, lineStart) : undefined
  if (formula !== undefined) return formula
  if (isUndecided(line) || (hasFormulas && isHalfMark(line)))
    return closeBlock(source.slice(0, Math.max(0, lineStart - 1)), hasFormulas)
  return closeBlock(source.replace(UNDECIDED_END, ''), hasFormulas)
}

function isUndecided(line: string): boolean {
  return (
    line !== '' &&
    (UNDECIDED.test(line) ||
      UNDECIDED_NUMBER.test(line) ||
      UNDECIDED_DEFINITION.test(line) ||
      OPENING.test(line))
  )
}

function isHalfClosing(line: string, fence: string): boolean {
  const marks = line.replace(/^[\s>]*/, '').trimEnd()
  return marks !== '' && marks === fence[0]!.repeat(marks.length)
}

/** CommonMark: "A sequence of non-blank lines that cannot be interpreted as other kinds of blocks forms a paragraph". */
const BLOCK_START = /^[\s>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||\[\^[^\]]*\]:)/

function closeBlock(source: string, hasFormulas: boolean): string {
  const start = startOfBlock(source)
  const row = /^ {0,3}\|/.test(source.slice(start, start + 4))
  const closed = closeInline(source, start, row, hasFormulas)
  return row ? closeTable(closed, start) : closed
}

/** Where the last run of lines begins that inline syntax can reach across. */
function startOfBlock(source: string): number {
  let start = source.length
  for (;;) {
    const lineStart = source.lastIndexOf('\n', start - 1) + 1
    const line = source.slice(lineStart, start)
    if (/^[\s>]*$/.test(line)) return start === source.length ? start : start + 1
    if (lineStart === 0 || BLOCK_START.test(line) || source.length - lineStart > FAR) return lineStart
    start = lineStart - 1
  }
}

/** Nobody means an asterisk to be closed after this many characters. */
const FAR = 4000

/** So many columns are no table that anybody reads. */
const WIDE = 100

/** A first row is shown as a table at once: its second row, of dashes, is added. */
function closeTable(source: string, start: number): string {
  for (let end = start - 1; end > 0;) {
    const lineStart = source.lastIndexOf('\n', end - 1) + 1
    const line = source.slice(lineStart, end)
    if (line.includes('|')) return source
    if (line.trim() === '') break
    end = lineStart - 1
  }
  const row = source.slice(start)
  const cells = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
  return cells.length > WIDE ? source : `${source}\n|${'-|'.repeat(cells.length)}`
}
