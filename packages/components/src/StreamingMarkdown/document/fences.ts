/** CommonMark: "A code fence is a sequence of at least three consecutive backtick characters (`) or tildes (~)". */
const FENCE = /^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*)[ \t]*(`{3,}(?=[^`]*$)|~{3,})(.*)$/

/** The marks of the code fence that is open at this place, if one is. */
export function fenceOf(source: string, end: number): string | undefined {
  let open: string | undefined
  let start = 0
  while (start < end) {
    const next = nextFence(source, start, end)
    if (next < 0) break
    const lineStart = source.lastIndexOf('\n', next) + 1
    const lineEnd = endOfLine(source, next, end)
    const match = FENCE.exec(source.slice(lineStart, lineEnd))
    if (match) {
      const [, containers, marks, rest] = match as unknown as [string, string, string, string]
      if (!open) open = marks
      else if (closes(open, marks) && rest.trim() === '' && !/[^\s>]/.test(containers)) open = undefined
    }
    start = lineEnd + 1
  }
  return open
}

function closes(open: string, marks: string): boolean {
  return marks[0] === open[0] && marks.length >= open.length
}

function nextFence(source: string, start: number, end: number): number {
  const ticks = source.indexOf('```', start)
  const tildes = source.indexOf('~~~', start)
  const next = ticks < 0 || (tildes >= 0 && tildes < ticks) ? tildes : ticks
  return next < end ? next : -1
}

function endOfLine(source: string, from: number, end: number): number {
  const at = source.indexOf('\n', from)
  return at < 0 || at > end ? end : at
}
