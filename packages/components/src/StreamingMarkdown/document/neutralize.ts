/** What nests deeper than this, be it blocks or brackets, is shown as text: deep trees cost time and say nothing. */
const DEEP = 16
/** Marks of one kind in one run of lines; more of them take the parser a time that grows with their square. */
const MANY = 100

/** Characters with a meaning, and what stands for them in a text that is parsed: of Unicode's private use. */
const MARKS = '>*+-.)[]`<_~!|&\\:@($'
const FIRST = 0xf8d0
const NEUTRAL = /[\uf8d0-\uf8ff]/g

/** A line that begins with many marks of quotes and lists, or far to the right. A line of `-----` has no such marks. */
const SUSPECT = /^[ \t]{48}|^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$))){17}/m
const PREFIX = /^(?:[ \t]|>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$))*/

/**
 * Replaces marks that would nest too deep, or come too often, by characters that stand for them, one for one: places
 * in the text stay the same.
 */
export function neutralize(source: string): string {
  const flat = nestsDeep(source) ? source.replace(/^.+$/gm, flatten) : source
  return flat.length > MANY ? thinOut(flat) : flat
}

/** Whether a line is nested deeper than is shown. */
export function nestsDeep(source: string): boolean {
  return SUSPECT.test(source)
}

/** The text that a neutralized one stands for. */
export function restore(text: string): string {
  return text.replace(NEUTRAL, (mark) => MARKS[mark.charCodeAt(0) - FIRST] ?? mark)
}

/** The marks of emphasis, code, links and escapes as text. */
export function literal(text: string): string {
  return text.replace(/[*_~`[\]<&\\]/g, neutral)
}

/** A mark as text. */
export function neutral(mark: string): string {
  return String.fromCharCode(FIRST + MARKS.indexOf(mark))
}

/** A line without the marks of containers beyond the depth that is allowed; two columns may be a level. */
function flatten(line: string): string {
  const prefix = PREFIX.exec(line)![0]
  let depth = 0
  let columns = 0
  let flat = ''
  for (const mark of prefix) {
    const isMark = mark !== ' ' && mark !== '\t' && !/\d/.test(mark)
    columns += mark === '\t' ? 4 : 1
    if (isMark) depth++
    flat += isMark && (depth > DEEP || columns > DEEP * 3) ? neutral(mark) : mark
  }
  return flat + line.slice(prefix.length)
}

/** Lines that inline marks reach across end before a blank one, and before one that begins a block of its own. */
const BORDER = /\n(?=[ \t]*\n|[\s>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|))/

function thinOut(source: string): string {
  if (!hasMany(source)) return source
  return eachRun(source, (run) => (run.length > MANY && hasMany(run) ? thinOutRun(run) : run))
}

/** The text with each run of lines that inline marks reach across replaced. */
export function eachRun(source: string, replace: (run: string) => string): string {
  return source.split(BORDER).map(replace).join('\n')
}

/** An escaped bracket counts for none: it may end a formula. */
const COUNTED = /\\[\\[\]]|[*_~`[\]<!&@:(]/g

function hasMany(text: string): boolean {
  return (text.match(COUNTED)?.length ?? 0) > MANY
}

function thinOutRun(run: string): string {
  const counts: Record<string, number> = {}
  let open = 0
  return run.replace(COUNTED, (mark) => {
    if (mark.length > 1) return mark
    counts[mark] = (counts[mark] ?? 0) + 1
    if (counts[mark] > MANY || (mark === '[' && open === DEEP) || (mark === ']' && open === 0))
      return neutral(mark)
    if (mark === '[') open++
    else if (mark === ']') open--
    return mark
  })
}
