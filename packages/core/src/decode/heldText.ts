import { overflow } from './limits.ts'

/** The text of a line that has not ended yet. */
export interface HeldText {
  /** @throws {StreamError} `overflow`, and lets go of what it held. */
  add(text: string): void
  /** All of it, with `end` behind; afterwards it is empty. */
  takeWith(end: string): string
}

/**
 * Collects pieces and joins them once: a line in n pieces costs O(n). `held += piece` would look the same, but a
 * search for the line's end in it flattens the whole string for each piece, which is O(n²).
 */
export function heldText(maxFrame: number): HeldText {
  let pieces: string[] = []
  let length = 0
  return {
    add(text) {
      if (text === '') return
      pieces.push(text)
      length += text.length
      if (length <= maxFrame) return
      pieces = []
      throw overflow(maxFrame)
    },
    takeWith(end) {
      if (length === 0) return end
      pieces.push(end)
      const whole = pieces.join('')
      pieces = []
      length = 0
      return whole
    },
  }
}
