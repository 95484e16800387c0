import { isStreamError, StreamError } from '../errors.ts'
import { requestHeaders } from './requestHeaders.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { aborted, interrupted, noResponse, resolveUrl } from './transportErrors.ts'

/** Options of {@link fetchTransport}. */
export interface FetchTransportOptions {
  /** Sends the request. Default: the global `fetch`, looked up for every attempt. */
  fetch?: typeof fetch | undefined
}

/**
 * The default transport: one `fetch`, its body as bytes. Runs in pages, workers and servers.
 *
 * What it cannot do: tell why there was no response (CORS, a wrong address and a dead server look the same to a
 * script), or keep Chromium from sending a request a second time where a kept-alive socket was reset before the
 * response. Bytes that arrived while the page blocked its own thread are lost when the connection breaks in that
 * time; `Last-Event-ID` brings them back.
 */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  return {
    name: 'fetch',
    can: { body: true, headers: true, status: true, bytes: true, comments: true, anyEvent: true },
    async connect(request) {
      const response = await send(request, options.fetch)
      const chunks = readBody(response, request)
      return {
        status: response.status,
        headers: response.headers,
        url: response.url,
        body: { kind: 'bytes', chunks },
      } satisfies TransportResponse
    },
  }
}

/**
 * Sends the request once; a stopped one gives no response, even where `fetch` does not look at the signal.
 * @throws {StreamError} `network`, `unsupported`, `aborted`.
 */
export async function send(request: TransportRequest, ownFetch?: typeof fetch): Promise<Response> {
  const { signal } = request
  const url = resolveUrl(request.url)
  if (signal.aborted) throw aborted(request, signal.reason)
  const fetchNow = ownFetch ?? globalThis.fetch
  if (!fetchNow) throw new StreamError('unsupported', 'There is no fetch here: pass one to the transport.')
  const init = requestInit(request)
  let response: Response
  try {
    response = await fetchNow(url.href, init)
  } catch (error) {
    throw failure(request, error, noResponse)
  }
  if (!signal.aborted) return response
  void response.body?.cancel().catch(() => {})
  throw aborted(request, signal.reason)
}

function requestInit(request: TransportRequest): RequestInit {
  const { method, body, credentials, signal } = request
  return {
    method,
    headers: requestHeaders(request),
    signal,
    // HTML: "Set request's cache mode to "no-store"."
    cache: 'no-store',
    ...(body !== undefined && { body }),
    ...(credentials && { credentials }),
    // Fetch: a stream as body needs `duplex`, which no lib knows yet.
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  }
}

/**
 * The body, piece by piece. Leaving the loop cancels it.
 *
 * No async generator: it takes two more turns of the microtask queue for each piece, and small pieces are what a
 * stream is made of.
 * @throws {StreamError} `interrupted`, `aborted`.
 */
export function readBody({ body }: Response, request: TransportRequest): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => (body === null ? nothing : pieces(body, request)) }
}

const nothing: AsyncIterator<never> = { next: async () => ({ done: true, value: undefined }) }

function pieces(body: ReadableStream<Uint8Array>, request: TransportRequest): AsyncIterator<Uint8Array> {
  const { signal } = request
  const reader = body.getReader()
  // A flag: to ask the signal for every piece costs as much as to read one.
  let stopped = signal.aborted
  // The fetch of an application may not look at the signal, or no more after the head.
  signal.addEventListener('abort', stop)
  return {
    next: () => reader.read().then(take, fail),
    async return() {
      leave()
      return { done: true, value: undefined }
    },
  }

  function take(result: ReadableStreamReadResult<Uint8Array>): IteratorResult<Uint8Array> {
    if (stopped) return fail(signal.reason)
    if (result.done) leave()
    return result
  }

  function fail(error: unknown): never {
    leave()
    throw failure(request, error, interrupted)
  }

  function stop(): void {
    stopped = true
    void reader.cancel().catch(() => {})
  }

  function leave(): void {
    signal.removeEventListener('abort', stop)
    void reader.cancel().catch(() => {})
  }
}

function failure(
  request: TransportRequest,
  error: unknown,
  otherwise: (request: TransportRequest, cause: unknown) => StreamError,
): StreamError {
  if (isStreamError(error)) return error
  const stopped = request.signal.aborted || (error instanceof Error && error.name === 'AbortError')
  return stopped ? aborted(request, error) : otherwise(request, error)
}
