import { type ReactNode, useState } from 'react'

/**
 * A text that may grow. What is added gets a text node of its own, so that a selection in what is there survives:
 * React would set the whole text anew.
 */
export function Text({ value }: { value: string }): ReactNode {
  const [grown, setGrown] = useState({ value, pieces: [value] })
  if (grown.value === value) return grown.pieces
  const next = value.startsWith(grown.value)
    ? { value, pieces: [...grown.pieces, value.slice(grown.value.length)] }
    : { value, pieces: [value] }
  setGrown(next)
  return next.pieces
}
