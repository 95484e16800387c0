/** A line that a formula begins: what it stands in, its mark, and what is behind that. */
const BEGINNING = /^(?:[\s>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(\$\$(?!\$)|\\\[)(.*)$/
const HALF_MARK = /^(?:[\s>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:\$\$?|\\\[?)$/
/** Nobody writes a formula of more characters. */
const FAR = 4000
/** One within a text that has not ended after so many was never meant to be one. */
const LONG = 200

/** Whether a line may become the first of a formula. */
export function isHalfMark(line: string): boolean {
  return HALF_MARK.test(line)
}

/** The text without half of the mark that closes the formula of its last line; `undefined` where that is in none. */
export function repairFormula(source: string, lineStart: number): string | undefined {
  const line = source.slice(lineStart)
  const open = openFormula(source, lineStart)
  if (open === undefined) {
    const [, mark, rest] = BEGINNING.exec(line) ?? []
    if (mark === undefined || rest!.trim() === '' || hasEnd(mark, rest!)) return undefined
  }
  return /(?:^|[^$])\$$|(?:^|[^\\])(?:\\\\)*\\$/.test(line) ? source.slice(0, -1) : source
}

/** The mark of the formula that the lines before this one have left open. */
function openFormula(source: string, lineStart: number): string | undefined {
  let open: string | undefined
  for (const line of source.slice(startOfRun(source, lineStart), lineStart).split('\n')) {
    if (open === undefined) {
      const [, mark, rest] = BEGINNING.exec(line) ?? []
      if (mark !== undefined && !hasEnd(mark, rest!)) open = mark
    } else if (line.trimEnd().endsWith(closingOf(open))) open = undefined
  }
  return open
}

/** Where the lines begin that stand before this one without a blank line. */
function startOfRun(source: string, lineStart: number): number {
  let start = lineStart
  while (start > 0 && lineStart - start < FAR) {
    const before = source.lastIndexOf('\n', start - 2) + 1
    if (/^[\s>]*$/.test(source.slice(before, start))) break
    start = before
  }
  return start
}

function hasEnd(mark: string, rest: string): boolean {
  return rest.includes(closingOf(mark))
}

function closingOf(mark: string): string {
  return mark === '\\[' ? '\\]' : mark
}

const OPENERS: readonly (readonly [opening: RegExp, closing: RegExp])[] = [
  [/\$\$(?!\$)/y, /(?<![\\$])\$\$(?!\$)/g],
  [/\$(?![\s$]|$)/y, /(?<![\s\\$])\$(?![\d$])/g],
  [/\\\(/y, /(?<!\\)\\\)/g],
  [/\\\[/y, /(?<!\\)\\\]/g],
]

/**
 * Finds formulas within a text: where the one ends that begins at a place, or that it is half-written; `undefined`
 * where none begins.
 */
export function createFormulaEnds(source: string): (at: number) => number | 'half' | undefined {
  const hopeless = new Set<RegExp>()
  return (at) => {
    if (source[at] === '$' ? /[\p{L}\p{N}$]/u.test(source[at - 1] ?? '') : source[at] !== '\\')
      return undefined
    for (const [opening, closing] of OPENERS) {
      opening.lastIndex = at
      if (!opening.test(source)) continue
      const from = (closing.lastIndex = opening.lastIndex)
      if (!hopeless.has(closing) && closing.test(source)) return closing.lastIndex
      hopeless.add(closing)
      return source.length - at < LONG && !/\d/.test(source[from] ?? '') ? 'half' : undefined
    }
    return undefined
  }
}
