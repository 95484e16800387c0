/** What was sent before, to be brought back by the arrow keys as in a shell. */
export interface SentHistory {
  /**
   * The text to show in place of `current`, or `undefined` to leave it: a draft is never replaced, only an empty field
   * or a text that was brought back and not touched since.
   *
   * @param step -1 for the one before, 1 for the one after; behind the newest is the empty field.
   * @param entries what was sent, oldest first; asked for when the way back begins.
   */
  move(step: -1 | 1, current: string, entries: () => readonly string[]): string | undefined
}

/** Remembers how far back the reader has gone. */
export function createSentHistory(): SentHistory {
  let list: readonly string[] = []
  let at = 0
  let shown = ''
  return {
    move(step, current, entries) {
      if (current === '') {
        list = entries()
        at = list.length
      } else if (current !== shown) return undefined
      const next = at + step
      if (next < 0 || next > list.length) return undefined
      at = next
      shown = list[at] ?? ''
      return shown
    },
  }
}
