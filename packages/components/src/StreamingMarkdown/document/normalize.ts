/**
 * Makes the line endings of a growing text one: LF, CR and CRLF are all the same to Markdown. Gets the text so far and
 * the piece that it ends in; a text without CR is returned as it is, and nothing of it is copied.
 */
export function createNormalizer(): (text: string, piece: string) => string {
  /** What the text is with its endings made one, as soon as that is another. */
  let other: string | undefined
  let afterReturn = false
  return (text, piece) => {
    if (other === undefined && !piece.includes('\r')) return text
    other ??= text.slice(0, text.length - piece.length)
    if (piece === '') return other
    const rest = afterReturn && piece[0] === '\n' ? piece.slice(1) : piece
    afterReturn = piece.endsWith('\r')
    return (other += rest.replace(/\r\n?/g, '\n'))
  }
}
