import type { IncomingMessage, ServerResponse } from 'node:http'
import { pause, platformTimer, type Outlet } from '../play.ts'

/**
 * Milliseconds between the last bytes and a cut. When a connection breaks, Chromium throws away what it has
 * received and not yet handed to the page.
 */
const ARRIVAL = 80

/** Plays a script to a socket until `signal` is aborted. Every origin may read the answer, with all of its headers. */
export function httpOutlet(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Outlet {
  return {
    respond({ status, headers }) {
      const sent = { 'cache-control': 'no-store', ...headers }
      const exposed = Object.keys(sent).join(', ')
      response.writeHead(status, {
        ...sent,
        ...corsHeaders(request),
        'access-control-expose-headers': exposed,
      })
      response.flushHeaders()
    },
    write: (bytes) =>
      pause(signal, (left) => {
        response.write(bytes, () => left())
        return () => {}
      }),
    end: () => void response.end(),
    async cut() {
      if (response.headersSent) await pause(signal, (due) => platformTimer(due, ARRIVAL))
      response.socket?.destroy()
    },
  }
}

/** Answers the question that browsers ask before a request with headers of its own. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
  const headers = request.headers['access-control-request-headers'] ?? '*'
  response.writeHead(204, {
    ...corsHeaders(request),
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers,
    'access-control-max-age': '600',
  })
  response.end()
}

/** Fetch: a request with credentials needs its origin named; `*` does not do. */
function corsHeaders({ headers: { origin } }: IncomingMessage): Record<string, string> {
  if (origin === undefined) return { 'access-control-allow-origin': '*' }
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    vary: 'origin',
  }
}
