import type { CreateDecoder } from '../frame.ts'
import { heldText } from './heldText.ts'
import { DEFAULT_MAX_FRAME, overflow, type FrameLimit } from './limits.ts'

/**
 * Newline-delimited JSON: one `line` frame for each line that is not blank. Lines end with LF or CRLF; the last
 * one may lack its end.
 * @throws {StreamError} `overflow` from `decode` and `end`.
 */
export function ndjson({ maxFrame = DEFAULT_MAX_FRAME }: FrameLimit = {}): CreateDecoder {
  return (emit) => {
    const utf8 = new TextDecoder()
    const held = heldText(maxFrame)
    const line = (text: string): void => {
      const data = text.endsWith('\r') ? text.slice(0, -1) : text
      if (data.length > maxFrame) throw overflow(maxFrame)
      if (/\S/.test(data)) emit({ kind: 'line', data })
    }
    const take = (text: string): void => {
      let start = 0
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        line(start === 0 ? held.takeWith(text.slice(0, end)) : text.slice(start, end))
        start = end + 1
      }
      held.add(text.slice(start))
    }
    return {
      decode: (chunk) => take(utf8.decode(chunk, { stream: true })),
      end() {
        take(utf8.decode())
        line(held.takeWith(''))
      },
    }
  }
}
