import { StreamError } from '../errors.ts'
import { frameQueue, type FrameQueue, type WaitingLimit } from './frameQueue.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { aborted, describeRequest, interrupted, noResponse, resolveUrl } from './transportErrors.ts'

/** Options of {@link nativeTransport}. */
export interface NativeTransportOptions extends WaitingLimit {
  /** Names of events to listen to, beside `message` and those that the request names. Others are not seen. */
  events?: readonly string[]
  /** The query parameter that carries the last event id, since there is no header for it. Default: `lastEventId`. */
  lastEventIdParameter?: string
  /** Default: the global `EventSource`, looked up for every attempt. */
  EventSource?: typeof EventSource
}

/**
 * The browser's own `EventSource`. One is made for each attempt and closed at its first error, since its
 * reconnecting is the connection's business.
 *
 * What it cannot do:
 * - send a method other than GET, a body, or headers: a `StreamError` of kind `unsupported`;
 * - send `Last-Event-ID` on a connection of its own making: the id travels as a query parameter;
 * - tell status and headers of the response: 204, 401, 404, 503 with `Retry-After`, a wrong content type and CORS
 *   are one and the same `http` error without a status, which is not retried;
 * - tell a clean end from a broken connection: both are `interrupted`, which live streams retry;
 * - deliver events whose names it was not told of, comments, `retry:`, or an id before its next event;
 * - leave cookies off a request to its own origin (`credentials: 'omit'`);
 * - read anything but server-sent events.
 */
export function nativeTransport(options: NativeTransportOptions = {}): Transport {
  return {
    name: 'native',
    can: { body: false, headers: false, status: false, bytes: false, comments: false, anyEvent: false },
    async connect(request) {
      const url = addressOf(request, options.lastEventIdParameter)
      if (request.signal.aborted) throw aborted(request, request.signal.reason)
      refuse(request)
      const Source = options.EventSource ?? globalThis.EventSource
      if (!Source) throw unsupported('There is no EventSource here.')
      const source = new Source(url, { withCredentials: request.credentials === 'include' })
      return open(source, request, [...(options.events ?? []), ...(request.events ?? [])], options)
    },
  }
}

function addressOf({ url, lastEventId }: TransportRequest, parameter = 'lastEventId'): string {
  const address = resolveUrl(url)
  if (lastEventId !== '') address.searchParams.set(parameter, lastEventId)
  return address.href
}

/** Refuses what would be left out of the request in silence. */
function refuse({ method, body, headers, credentials }: TransportRequest): void {
  if (method !== 'GET') throw unsupported(`It sends GET requests only, not ${method}.`)
  if (body !== undefined) throw unsupported('It sends no body.')
  for (const name of headers.keys())
    if (name !== 'accept' && name !== 'cache-control')
      throw unsupported(`It sends no headers, so \`${name}\` would be missing.`)
  if (credentials === 'omit') throw unsupported('It sends cookies to its own origin in any case.')
}

function unsupported(reason: string): StreamError {
  return new StreamError('unsupported', `nativeTransport() cannot do this. ${reason} Use fetchTransport().`)
}

/** Resolves when the source is open; its frames wait in a queue until the body is read. */
function open(
  source: EventSource,
  request: TransportRequest,
  names: readonly string[],
  limit: WaitingLimit,
): Promise<TransportResponse> {
  const { signal } = request
  const queue = frameQueue(
    signal,
    (reason) => aborted(request, reason),
    () => source.close(),
    limit,
  )
  const isData = listen(source, queue, names)
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(aborted(request, signal.reason)), { once: true })
    source.addEventListener('open', () => resolve(responseOf(queue)))
    source.addEventListener('error', (event) => {
      if (isData(event)) return
      // HTML: readyState is CLOSED where the response itself was refused, else CONNECTING: it would try again.
      const refused = source.readyState === source.CLOSED
      source.close()
      reject(refused ? refusal(request) : noResponse(request, event))
      queue.end(interrupted(request))
    })
  })
}

function responseOf(queue: FrameQueue): TransportResponse {
  const body = { kind: 'frames', batches: queue.batches } as const
  return { status: undefined, headers: new Headers(), url: '', body }
}

/** Puts events into the queue. A server may name an event `error` or `open` too: those that carry data are its own. */
function listen(
  source: EventSource,
  queue: FrameQueue,
  names: readonly string[],
): (event: Event) => event is MessageEvent<string> {
  const isData = (event: Event): event is MessageEvent<string> => 'data' in event
  let lastEventId = ''
  const push = (event: Event): void => {
    if (!isData(event)) return
    // An event shows the last id seen, whichever block it came in: only a change is news.
    const id = event.lastEventId === lastEventId ? undefined : event.lastEventId
    lastEventId = event.lastEventId
    queue.push({ kind: 'event', name: event.type, data: event.data, id })
  }
  for (const name of new Set(['message', ...names])) source.addEventListener(name, push)
  return isData
}

function refusal(request: TransportRequest): StreamError {
  return new StreamError(
    'http',
    `The browser's EventSource refused the response to ${describeRequest(request)}. It hides which of these it ` +
      'was: a status other than 200 (204 among them), a content type other than text/event-stream, or CORS. ' +
      'fetchTransport() tells.',
  )
}
