import { type ReactNode, useState } from 'react'

/** Characters without white space between them; what is longer is no word that anybody reads. */
const LONG = 512
/** Lines break before these: neither a character nor what belongs to it is torn apart, and no line begins with a stop. */
const BREAKABLE = /[\p{L}\p{N}]/gu

/** A text as React has it: pieces that stay, and where lines may break within what is too long. */
interface Grown {
  readonly value: string
  readonly pieces: readonly ReactNode[]
  /** Where the last run without white space begins, or its last break. */
  readonly run: number
}

/**
 * A text that may grow. What is added gets a text node of its own, so that a selection in what is there survives:
 * React would set the whole text anew. Runs without white space may break every 512 characters or so: Chromium takes a
 * time that grows with the square of their length to find where they could.
 */
export function Text({ value }: { value: string }): ReactNode {
  const [grown, setGrown] = useState(() => lengthen({ value: '', pieces: [], run: 0 }, value))
  if (grown.value === value) return grown.pieces
  const next = lengthen(value.startsWith(grown.value) ? grown : { value: '', pieces: [], run: 0 }, value)
  setGrown(next)
  return next.pieces
}

function lengthen(grown: Grown, value: string): Grown {
  const pieces = [...grown.pieces]
  let { run } = grown
  let shown = grown.value.length
  for (const { 0: word, index } of value.slice(run).matchAll(/\S+/g))
    for (const at of breaksOf(word)) {
      pieces.push(value.slice(shown, grown.run + index + at), <wbr key={grown.run + index + at} />)
      run = shown = grown.run + index + at
    }
  pieces.push(value.slice(shown))
  // It is found again from here when the text grows.
  let at = value.length
  while (at > run && /\S/.test(value[at - 1]!)) at--
  return { value, pieces, run: at }
}

function breaksOf(word: string): number[] {
  const breaks: number[] = []
  for (let from = 0; word.length - from > LONG;) {
    BREAKABLE.lastIndex = from + LONG
    const found = BREAKABLE.exec(word)
    if (found === null) break
    from = found.index
    breaks.push(from)
  }
  return breaks
}
