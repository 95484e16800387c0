/** Parts text at `<think>` and `</think>`; the tags may be cut over pieces. */
export interface ThinkSplitter {
  write(piece: string): void
  /** No more comes: what was held back, since it could have become a tag, is given out. */
  end(): void
}

/** Where the pieces go. */
export interface ThinkSplitterOptions {
  readonly text: (piece: string) => void
  readonly reasoning: (piece: string) => void
  /** The text begins inside of the tags. */
  readonly open: boolean
}

/** Begins at the start of a text. */
export function createThinkSplitter({ text, reasoning, open }: ThinkSplitterOptions): ThinkSplitter {
  let inside = open
  /** Never more than the beginning of a tag. */
  let held = ''

  function give(piece: string): void {
    if (piece === '') return
    if (inside) reasoning(piece)
    else text(piece)
  }

  return {
    write(piece) {
      let rest = held + piece
      for (;;) {
        const tag = inside ? '</think>' : '<think>'
        const at = rest.indexOf(tag)
        if (at === -1) {
          const keep = overlap(rest, tag)
          held = rest.slice(rest.length - keep)
          return give(rest.slice(0, rest.length - keep))
        }
        give(rest.slice(0, at))
        inside = !inside
        rest = rest.slice(at + tag.length)
      }
    },
    end() {
      give(held)
      held = ''
    },
  }
}

/** How many characters at the end of a text are the beginning of the tag. */
function overlap(text: string, tag: string): number {
  let length = Math.min(text.length, tag.length - 1)
  while (length > 0 && !tag.startsWith(text.slice(text.length - length))) length--
  return length
}
