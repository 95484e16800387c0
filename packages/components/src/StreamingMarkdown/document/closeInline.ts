import { createFormulaEnds } from './halfFormula.ts'
import { literal } from './neutralize.ts'

/** The address of a link whose own is still on its way: not one that anything may follow. */
const PENDING = 'rivulet:pending'

interface Opener {
  mark: string
  count: number
  at: number
}

/** A whole `(address "title")` behind a label. */
const RESOURCE =
  /^\(\s*(?:<[^<>\n]*>|(?:[^\s()<\\]|\\.|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/
/** Half of one, up to the end of the text. */
const HALF_RESOURCE =
  /^\((?:\s*(?:<[^<>\n]*>?|[^\s<](?:[^\s()\\]|\\.?|\([^\s()]*\)?)*)?(?:\s+(?:"[^"]*"?|'[^']*'?)?)?)$/
/** Addresses and labels are seldom longer; what is, is shown as it stands. */
const LONG = 2000
const LONG_LABEL = 120
const WORD = /[\p{L}\p{N}]/u
const SPACE = /\s/

/** Closes the emphasis, code and links that are open at the end of a text, seen from `start`. */
export function closeInline(source: string, start: number, row: boolean, hasFormulas: boolean): string {
  const open: Opener[] = []
  const endOfFormula = hasFormulas ? createFormulaEnds(source) : undefined
  for (let at = start; at < source.length;) {
    const mark = source[at]!
    const formula = endOfFormula?.(at)
    if (formula === 'half') return end(source.slice(0, at) + literal(source.slice(at)), open)
    if (formula !== undefined) at = formula
    else if (mark === '\\') at += 2
    else if (mark === '`') {
      const run = runAt(source, at)
      const end = closingTicks(source, at + run, run)
      if (end < 0) return source.trimEnd() + '`'.repeat(run) + closers(open)
      at = end
    } else if (mark === '<') at += /^<[^\s<>]*>/.exec(source.slice(at, at + LONG))?.[0].length ?? 1
    else if (mark === '[') {
      open.push({ mark, count: 1, at: source[at - 1] === '!' ? at - 1 : at })
      at++
    } else if (mark === ']') {
      const label = openLabel(open)
      const rest = source.slice(at + 1, at + 1 + LONG)
      if (label && (rest === '' || (rest.length < LONG && HALF_RESOURCE.test(rest))))
        return closeLabel(source, open, label, at)
      if (label) open.length = open.indexOf(label)
      at += 1 + (label ? (RESOURCE.exec(rest)?.[0].length ?? 0) : 0)
    } else if (mark === '*' || mark === '_' || mark === '~') {
      const run = runAt(source, at)
      delimit(source, at, run, open)
      at += run
    } else {
      if (mark === '|' && row) open.length = 0
      at++
    }
  }
  const label = open.find(({ mark }) => mark === '[')
  return label ? closeLabel(source, open, label, source.length) : end(source, open)
}

function end(source: string, open: Opener[]): string {
  const marks = closers(open)
  return marks === '' ? source : source.trimEnd() + marks
}

function closers(open: Opener[]): string {
  return open
    .filter(({ mark }) => mark !== '[')
    .map(({ mark, count }) => mark.repeat(count))
    .reverse()
    .join('')
}

function runAt(source: string, at: number): number {
  let end = at + 1
  while (source[end] === source[at]) end++
  return end - at
}

function closingTicks(source: string, from: number, run: number): number {
  for (let at = source.indexOf('`', from); at >= 0;) {
    const length = runAt(source, at)
    if (length === run) return at + length
    at = source.indexOf('`', at + length)
  }
  return -1
}

function openLabel(open: Opener[]): Opener | undefined {
  return open.filter(({ mark }) => mark === '[').at(-1)
}

/** A label that ends at `end`, with a half-written address behind it or none. */
function closeLabel(source: string, open: Opener[], label: Opener, end: number): string {
  const index = open.indexOf(label)
  const around = open.slice(0, index)
  const from = label.at + (source[label.at] === '!' ? 2 : 1)
  const text = source.slice(from, end)
  const inner = open.slice(index + 1)
  const nested = inner.find(({ mark }) => mark === '[')
  if (nested)
    return closeLabel(source.slice(0, nested.at), open.slice(0, open.indexOf(nested)), label, nested.at)
  const written = end < source.length
  const outer = around.find(({ mark }) => mark === '[')
  if (!written && text.length > LONG_LABEL) return finish(source, open)
  if (source[label.at] === '!' || text.trim() === '' || outer) return cut(source, around, label, outer)
  const follows = source[end + 1] === '('
  if (!follows && !looksLikeLink(source, label, text)) return cut(source, around, label, outer)
  return `${source.slice(0, end).trimEnd()}${closers(inner)}](${PENDING})${closers(around)}`
}

/** Holds a label back until it is known what it is; what it stands in goes on. */
function cut(source: string, around: Opener[], label: Opener, outer: Opener | undefined): string {
  const before = source.slice(0, label.at)
  return outer ? closeLabel(before, around, outer, before.length) : finish(before, around)
}

function finish(source: string, open: Opener[]): string {
  return end(
    source.replace(/[*_~`!]+$/, ''),
    open.filter(({ at }) => at < source.replace(/[*_~`!]+$/, '').length),
  )
}

/** Unlike `array[0]`, `[x]` and `[^1]`. */
function looksLikeLink(source: string, label: Opener, text: string): boolean {
  return /^[\p{L}*_`]/u.test(text) && text.length > 1 && !WORD.test(source[label.at - 1] ?? ' ')
}

function delimit(source: string, at: number, run: number, open: Opener[]): void {
  const mark = source[at]!
  const before = source[at - 1] ?? ' '
  const after = source[at + run] ?? ' '
  const inWord = WORD.test(before) && WORD.test(after)
  if (inWord && (mark === '_' || run === 1)) return
  if (mark === '~' && run !== 2) return
  let left = run
  if (!SPACE.test(before)) left = close(open, mark, run)
  if (left > 0 && !SPACE.test(after) && !(mark === '_' && WORD.test(before)))
    open.push({ mark, count: Math.min(left, 3), at })
}

/** Takes what a closing run closes off the openers; returns what is left of the run. */
function close(open: Opener[], mark: string, run: number): number {
  let left = run
  for (let index = open.length - 1; index >= 0 && left > 0; index--) {
    const opener = open[index]!
    if (opener.mark === '[') break
    if (opener.mark !== mark) continue
    const taken = Math.min(left, opener.count)
    left -= taken
    opener.count -= taken
    open.length = opener.count > 0 ? index + 1 : index
  }
  return left
}
