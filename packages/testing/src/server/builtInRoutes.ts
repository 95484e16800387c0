import type { ScriptedRequest, Steps } from '../request.ts'
import { chunk, cut, end, respond, stall, wait, type Step } from '../script.ts'
import { sse } from '../wire.ts'

/** The steps of the routes that every stream server has; `undefined` where the path is none of them. */
export function builtInSteps(request: ScriptedRequest): Steps | undefined {
  const [, name, argument] = request.path.split('/')
  switch (name) {
    case 'events':
      return events(request)
    case 'hang':
      return [stall()]
    case 'status':
      return status(Number(argument), request.query['retryAfter'])
    case 'html':
      return [respond({ contentType: 'text/html' }), chunk('<!doctype html><title>Not a stream</title>')]
    case 'redirect':
      // 307 keeps the method and the body.
      return [respond({ status: 307, headers: { location: request.query['to'] ?? '/events' } })]
    case 'empty':
      return [respond()]
    case '204':
      return [respond({ status: 204 })]
    default:
      return undefined
  }
}

/** Events named `tick`, numbered by id and data, from `from` or the one after `Last-Event-ID`. */
function* events({ query, lastEventId }: ScriptedRequest): Generator<Step> {
  const from = Number(query['from'] ?? 1)
  const last = from + Number(query['count'] ?? 10) - 1
  const first = lastEventId === '' ? from : Number(lastEventId) + 1
  // HTML: "HTTP 204 No Content" tells clients to stop reconnecting; nothing follows the last event.
  if (first > last) return yield respond({ status: 204 })
  yield respond()
  for (let n = first; n <= last; n += 1) {
    if (n > first && query['interval']) yield wait(Number(query['interval']))
    yield chunk(sse({ event: 'tick', id: n, data: { n } }))
  }
  yield query['then'] === 'cut' ? cut() : query['then'] === 'stall' ? stall() : end()
}

function status(code: number, retryAfter: string | undefined): Step[] {
  const headers: Record<string, string> = retryAfter ? { 'retry-after': retryAfter } : {}
  const body = JSON.stringify({ error: { message: `The server was told to answer ${code}`, code } })
  return [respond({ status: code, headers, contentType: 'application/json' }), chunk(body)]
}
