/** Joins the pieces of a text with its line endings made one: LF, CR and CRLF are all the same to Markdown. */
export function createNormalizer(): { text(): string; push(piece: string): void } {
  let text = ''
  let afterReturn = false
  return {
    text: () => text,
    push(piece) {
      if (piece === '') return
      const rest = afterReturn && piece[0] === '\n' ? piece.slice(1) : piece
      afterReturn = piece.endsWith('\r')
      text += rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest
    },
  }
}
