import { readErrorObject } from '../errorBody.ts'
import type { ProviderError } from '../events.ts'
import { cut, filled, isObject, parseJson } from '../json.ts'

/** Longest message made of a text that no provider's shape explains, in characters. */
const MESSAGE_LIMIT = 500

/** An error that a stream reports, in JSON of any known shape or as a text. Always has a message. */
export function streamError(data: string, json: unknown = parseJson(data)): ProviderError {
  const known = readErrorObject(json)
  if (known !== undefined) return known
  const text = isObject(json) ? undefined : filled((filled(json) ?? data).trim())
  return { message: cut(text ?? 'The server reported an error', MESSAGE_LIMIT), raw: json ?? data }
}
