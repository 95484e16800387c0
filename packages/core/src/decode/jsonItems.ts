import type { CreateDecoder } from '../frame.ts'
import { heldText } from './heldText.ts'
import { DEFAULT_MAX_FRAME, type FrameLimit } from './limits.ts'

/** Characters that open, close or part something in JSON, outside of strings and inside. */
const OUTSIDE = /["[\]{},]/g
const INSIDE = /["\\]/g

/**
 * A JSON array that is sent item by item, as Gemini does without `alt=sse`: one `document` frame for each item, as
 * soon as it has ended. What is cut off, or stands outside, is a frame too; nothing is parsed here.
 * @throws {StreamError} `overflow` from `decode` and `end`, by the size of an item.
 */
export function jsonItems({ maxFrame = DEFAULT_MAX_FRAME }: FrameLimit = {}): CreateDecoder {
  return (emit) => {
    const utf8 = new TextDecoder()
    const held = heldText(maxFrame)
    let depth = 0
    let isQuoted = false
    /** The text began in the middle of `\"`. */
    let isEscaped = false

    const item = (end: string): void => {
      const data = held.takeWith(end).trim()
      if (data !== '') emit({ kind: 'document', data })
    }
    /** Whether an item ends at a character that stands outside of strings. */
    const isBorder = (character: string): boolean => {
      if (character === '[' || character === '{') return depth++ === 0
      if (character === ']' || character === '}') return --depth === 0
      return character === ',' && depth === 1
    }
    const take = (text: string): void => {
      let start = 0
      let at = isEscaped && text !== '' ? 1 : 0
      if (at === 1) isEscaped = false
      for (;;) {
        const special = isQuoted ? INSIDE : OUTSIDE
        special.lastIndex = at
        const found = special.exec(text)
        if (found === null) break
        const [character] = found
        at = found.index + 1
        if (character === '"') isQuoted = !isQuoted
        else if (character === '\\') isEscaped = ++at > text.length
        else if (isBorder(character)) {
          item(text.slice(start, found.index))
          start = at
        }
      }
      held.add(text.slice(start))
    }
    return {
      decode: (chunk) => take(utf8.decode(chunk, { stream: true })),
      end() {
        take(utf8.decode())
        item('')
      },
    }
  }
}
