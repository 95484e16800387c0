import type { CreateDecoder } from '../frame.ts'

/**
 * Bare text: every character of the body, in `text` frames as it came. Nothing is trimmed, and line breaks stay
 * what they are; bytes that are no UTF-8 become U+FFFD; a byte order mark at the beginning is dropped.
 */
export function text(): CreateDecoder {
  return (emit) => {
    const utf8 = new TextDecoder()
    const take = (data: string): void => {
      if (data !== '') emit({ kind: 'text', data })
    }
    return {
      decode: (chunk) => take(utf8.decode(chunk, { stream: true })),
      end: () => take(utf8.decode()),
    }
  }
}
