import type { LineReader, Token } from './highlighter.ts'

const OPENING = /<(?<name>script|style)\b[^>]*>/i

interface Script {
  read: LineReader
  closing: RegExp
}

/** HTML whose scripts and styles are read by readers of their own, a new one for each element. */
export function withScripts(
  readMarkup: LineReader,
  open: Record<'script' | 'style', () => LineReader>,
): LineReader {
  /** What the line begins in. */
  let script: Script | undefined
  return (line) => {
    const tokens: Token[] = []
    let rest = line
    do {
      const { length, next } = script ? untilClosing(rest, script) : untilOpening(rest)
      const start = line.length - rest.length
      for (const token of (script?.read ?? readMarkup)(rest.slice(0, length)))
        tokens.push({ ...token, start: token.start + start, end: token.end + start })
      rest = rest.slice(length)
      script = next
    } while (rest !== '')
    return tokens
  }

  function untilOpening(text: string): { length: number; next: Script | undefined } {
    const found = OPENING.exec(text)
    if (!found) return { length: text.length, next: undefined }
    const name = found.groups!.name!.toLowerCase() as 'script' | 'style'
    const next = { read: open[name](), closing: new RegExp(`</${name}`, 'i') }
    return { length: found.index + found[0].length, next }
  }
}

function untilClosing(text: string, script: Script): { length: number; next: Script | undefined } {
  const end = text.search(script.closing)
  return end < 0 ? { length: text.length, next: script } : { length: end, next: undefined }
}
