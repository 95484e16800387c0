import type { EncodedRequest } from './protocol.ts'

/** A POST with a JSON body, as every completion API takes it. */
export function postJson(body: unknown): EncodedRequest {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
