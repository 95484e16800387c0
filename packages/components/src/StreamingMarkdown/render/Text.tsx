import { type ReactNode, useState } from 'react'

/**
 * Characters without white space between them, so many that it is no word that anybody reads. A line may break behind
 * them before a letter or a digit: neither a character nor what belongs to it is torn apart, and no line begins with a stop.
 */
const LONG = /.{512,}?(?=[\p{L}\p{N}])/guy

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
  const [grow] = useState(growing)
  return grow(value)
}

const nothing: Grown = { value: '', pieces: [], run: 0 }

/** The pieces of a text that grows. No state that a render sets: React would render twice for each update. */
function growing(): (value: string) => readonly ReactNode[] {
  let grown = nothing
  return (value) => {
    if (grown.value !== value) grown = lengthen(value.startsWith(grown.value) ? grown : nothing, value)
    return grown.pieces
  }
}

function lengthen(grown: Grown, value: string): Grown {
  const pieces = [...grown.pieces]
  let { run } = grown
  let shown = grown.value.length
  for (const { 0: word, index } of value.slice(run).matchAll(/\S+/g))
    for (const { 0: part, index: from } of word.matchAll(LONG)) {
      run = grown.run + index + from + part.length
      pieces.push(value.slice(shown, run), <wbr key={run} />)
      shown = run
    }
  pieces.push(value.slice(shown))
  // It is found again from here when the text grows.
  let at = value.length
  while (at > run && /\S/.test(value[at - 1]!)) at--
  return { value, pieces, run: at }
}
