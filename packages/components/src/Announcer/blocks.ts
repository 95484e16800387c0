/** The opening line of a block of code. */
export interface Fence {
  mark: string
  /** The first word behind the mark; empty where there is none. */
  language: string
}

/** The fence that a line opens, also in an item or a quotation. */
export function fenceAt(line: string): Fence | undefined {
  const [, mark, language = ''] =
    /^\s*(?:>\s?)*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})[ \t]*([^\s`]{0,60})[^`]*$/.exec(line) ?? []
  return mark === undefined ? undefined : { mark, language }
}

/** Behind the closing line of a block of code; behind the end of all lines by one where it is still open. */
export function fenceEnd(lines: readonly string[], start: number, { mark }: Fence): number {
  for (let at = start + 1; at < lines.length; at++) {
    const closing = lines[at]!.replaceAll(/^[\s>]+|\s+$/g, '')
    if (closing.length >= mark.length && closing === mark[0]!.repeat(closing.length)) return at + 1
  }
  return lines.length + 1
}

/** Whether a line is the head of a table: there are cells, and a row of dashes below. */
export function isTableStart(lines: readonly string[], at: number): boolean {
  const below = lines[at + 1]
  return below !== undefined && lines[at]!.includes('|') && isDelimiterRow(below)
}

/** Behind the last row of a table. */
export function tableEnd(lines: readonly string[], start: number): number {
  let at = start + 2
  while (at < lines.length && lines[at]!.includes('|')) at++
  return at
}

function isDelimiterRow(line: string): boolean {
  return line.includes('-') && line.includes('|') && /^[\s|:-]+$/.test(line)
}
