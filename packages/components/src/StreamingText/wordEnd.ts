/** A word longer than this (an address, a line of base64) is shown in pieces. */
const LONG_WORD = 24

let words: Intl.Segmenter | undefined
let graphemes: Intl.Segmenter | undefined

/**
 * The last place at or before `due` where a text may be cut for showing: behind a word, or inside a very long word
 * behind a grapheme; `from` where there is none yet.
 */
export function wordEnd(text: string, from: number, due: number): number {
  // Beyond `due`, so that the word that lies across it is seen whole.
  const ahead = text.slice(from, due + LONG_WORD)
  words ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  const end = lastEnd(words, ahead, due - from)
  if (end > 0 || due - from <= LONG_WORD) return from + end
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return from + lastEnd(graphemes, ahead, due - from)
}

function lastEnd(segmenter: Intl.Segmenter, text: string, limit: number): number {
  let end = 0
  for (const { index, segment } of segmenter.segment(text)) {
    if (index + segment.length > limit) break
    end = index + segment.length
  }
  return end
}
