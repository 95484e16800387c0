import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platformTimer, play } from '../play.ts'
import { describeRequest, scriptFor, type ScriptedRequest, type Scripts, type Steps } from '../request.ts'
import { chunk, respond } from '../script.ts'
import { builtInSteps } from './builtInRoutes.ts'
import { controlSteps } from './control.ts'
import { answerPreflight, httpOutlet } from './httpOutlet.ts'

/** What a stream server can be told at its start. */
export interface StreamServerOptions {
  /**
   * `false` closes each connection after its response, and says so; then Node's `fetch` takes a `cut()` for an end.
   * Default: `true`.
   */
  readonly keepAlive?: boolean
}

/** A real HTTP server that plays scripts. */
export interface StreamServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string
  /** Answers requests for `path` with these scripts from now on, counting from 0; returns the route's address. */
  route(path: string, scripts: Scripts): string
  /** Every request so far, but preflights and those of `remoteServer()`. */
  readonly requests: readonly ScriptedRequest[]
  /** How many sockets are open, a client's spare ones included; whether an answer is under way says its request. */
  readonly connections: number
  /** Breaks what is open and stops listening. */
  close(): Promise<void>
}

type Seen = { -readonly [Key in keyof ScriptedRequest]: ScriptedRequest[Key] }

/**
 * Starts an HTTP server for tests on a free port of this machine. Every origin may read from it.
 * Routes of its own, until `route()` replaces them: `/events?count=10&interval=0&from=1&then=end|cut|stall`,
 * `/hang`, `/status/:code?retryAfter=`, `/html`, `/redirect?to=`, `/empty` and `/204`.
 */
export async function streamServer({ keepAlive = true }: StreamServerOptions = {}): Promise<StreamServer> {
  const routes = new Map<string, { scripts: Scripts; count: number }>()
  const requests: Seen[] = []
  let connections = 0

  const http = createServer((request, response) => void answer(request, response))
  http.on('connection', (socket) => {
    connections += 1
    socket.on('close', () => (connections -= 1))
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!keepAlive) response.setHeader('connection', 'close')
    if (request.method === 'OPTIONS') return answerPreflight(request, response)
    const closed = new AbortController()
    response.on('close', () => closed.abort())
    try {
      const seen = await readRequest(request)
      response.on('close', () => (seen.open = false))
      const steps = controlSteps(seen, server) ?? (await stepsFor(seen))
      await play(steps, httpOutlet(request, response, closed.signal), closed.signal, platformTimer)
    } catch (error) {
      if (!closed.signal.aborted) answerFailure(response, error)
    }
  }

  function stepsFor(seen: Seen): Steps | Promise<Steps> {
    requests.push(seen)
    const route = routes.get(seen.path)
    if (route) return scriptFor(route.scripts, seen, route.count++)
    return builtInSteps(seen) ?? [respond({ status: 404 }), chunk(`No script for ${seen.path}`)]
  }

  const server: StreamServer = {
    url,
    requests,
    get connections() {
      return connections
    },
    route(path, scripts) {
      routes.set(path, { scripts, count: 0 })
      return url + path
    },
    close: () =>
      new Promise((closed) => {
        http.close(() => closed())
        http.closeAllConnections()
      }),
  }
  return server
}

async function readRequest(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = []
  for await (const bytes of request) chunks.push(bytes as Buffer)
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  const described = describeRequest(request.method ?? 'GET', request.url ?? '/', Object.fromEntries(headers))
  return { ...described, body: Buffer.concat(chunks).toString(), open: true }
}

/** A script that throws is a mistake of the test: it shows in the answer. */
function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.socket?.destroy()
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' })
  response.end(`The script failed: ${String(error)}`)
}
