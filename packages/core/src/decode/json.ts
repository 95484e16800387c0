import type { CreateDecoder } from '../frame.ts'
import { heldText } from './heldText.ts'
import { DEFAULT_MAX_FRAME, type FrameLimit } from './limits.ts'

/**
 * A whole JSON body, from a server that answers at once: one `document` frame at the end, none for a blank body.
 * It is not parsed here.
 * @throws {StreamError} `overflow` from `decode` and `end`.
 */
export function json({ maxFrame = DEFAULT_MAX_FRAME }: FrameLimit = {}): CreateDecoder {
  return (emit) => {
    const utf8 = new TextDecoder()
    const held = heldText(maxFrame)
    return {
      decode: (chunk) => held.add(utf8.decode(chunk, { stream: true })),
      end() {
        const data = held.takeWith(utf8.decode())
        if (/\S/.test(data)) emit({ kind: 'document', data })
      },
    }
  }
}
