import type { CreateDecoder } from '../frame.ts'
import { parseJson } from '../json.ts'
import { chooseDecoder } from './chooseDecoder.ts'
import { json } from './json.ts'
import { jsonItems } from './jsonItems.ts'
import { DEFAULT_MAX_FRAME, type FrameLimit } from './limits.ts'
import { ndjson } from './ndjson.ts'

/**
 * A body that looks like JSON: an array by its items, lines where a second one begins behind a first one that is JSON
 * by itself (proxies of Ollama send those as `application/json`), one document where it is JSON as a whole, else
 * `otherwise`.
 */
export function jsonOrLines(otherwise: CreateDecoder, limit: FrameLimit = {}): CreateDecoder {
  const { maxFrame = DEFAULT_MAX_FRAME } = limit
  return chooseDecoder(() => {
    let isBlank = true
    let firstLine: string | undefined
    let pieces: string[] = []
    let length = 0
    return {
      more(piece) {
        const text = isBlank ? piece.trimStart() : piece
        if (isBlank && text.startsWith('[')) return jsonItems(limit)
        isBlank &&= text === ''
        let rest = text
        if (firstLine === undefined) {
          const end = text.indexOf('\n')
          pieces.push(end === -1 ? text : text.slice(0, end))
          length += piece.length
          if (end === -1) return length > maxFrame ? otherwise : undefined
          firstLine = pieces.join('')
          rest = text.slice(end + 1)
          pieces = []
          if (parseJson(firstLine) === undefined) return otherwise
        }
        return /\S/.test(rest) ? ndjson(limit) : undefined
      },
      ended: () => (parseJson(firstLine ?? pieces.join('')) === undefined ? otherwise : json(limit)),
    }
  })
}
