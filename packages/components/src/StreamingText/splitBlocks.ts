/** A block is cut at the next line break once it has this many characters, also within a paragraph. */
const LONG = 512

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * Cuts a text that arrives in pieces into blocks: a block ends after blank lines, or after a line break when it
 * has grown long. Where it cuts depends on the text alone, not on how it arrived, and no character is lost: the
 * line breaks stay at the end of the block before them.
 *
 * @param open the text of the block that the first piece continues.
 * @returns takes the next piece; the first of the strings continues the open block, each other one opens a block.
 */
export function createSplitter(open = ''): (piece: string) => [string, ...string[]] {
  let length = open.length
  let breaks = trailingBreaks(open)
  return (piece) => {
    const parts: string[] = []
    let start = 0
    for (let index = 0; index < piece.length;) {
      const code = piece.charCodeAt(index)
      if (code === LINE_FEED) breaks++
      let end = index + 1
      if (code !== LINE_FEED && code !== CARRIAGE_RETURN) {
        if (breaks > 1 || (breaks === 1 && length >= LONG)) {
          parts.push(piece.slice(start, index))
          start = index
          length = 0
        }
        breaks = 0
        // The engine finds the end of the line far faster than a loop over its characters.
        const lineEnd = piece.indexOf('\n', index)
        end = lineEnd === -1 ? piece.length : lineEnd
      }
      length += end - index
      index = end
    }
    parts.push(piece.slice(start))
    return parts as [string, ...string[]]
  }
}

function trailingBreaks(text: string): number {
  let breaks = 0
  for (let index = text.length - 1; index >= 0; index--) {
    const code = text.charCodeAt(index)
    if (code === LINE_FEED) breaks++
    else if (code !== CARRIAGE_RETURN) break
  }
  return breaks
}
