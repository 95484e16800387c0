import { fetchEventSource, type EventSourceMessage } from '@microsoft/fetch-event-source'
import { StreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'
import { readBody, send, type FetchTransportOptions } from './fetchTransport.ts'
import { frameQueue, type FrameQueue, type WaitingLimit } from './frameQueue.ts'
import { requestHeaders } from './requestHeaders.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { aborted, interrupted } from './transportErrors.ts'

/** Options of {@link fetchEventSourceTransport}. */
export interface FetchEventSourceTransportOptions extends FetchTransportOptions, WaitingLimit {}

/**
 * `@microsoft/fetch-event-source` 2.0.1, for applications that came with it. Its retrying and its letting go of
 * hidden tabs are switched off: the connection owns those. A response that is no event stream (an error's body,
 * NDJSON) is handed on as bytes.
 *
 * What it cannot do:
 * - run outside of pages: it asks for `window` and `document` (`unsupported` elsewhere);
 * - deliver comments, or an event without data that has no name: it cannot tell those from a ping;
 * - keep an empty `data:` line at the beginning of an event (so a token that is a line break is lost), or byte
 *   order marks inside the text;
 * - take an empty `id:`, which resets the id by the standard;
 * - read a long line in reasonable time: the cost is the square of its length (12 s of a blocked page for 10 MB);
 *   there is no limit to a line either, so no `overflow`.
 */
export function fetchEventSourceTransport(options: FetchEventSourceTransportOptions = {}): Transport {
  return {
    name: 'fetch-event-source',
    can: { body: true, headers: true, status: true, bytes: false, comments: false, anyEvent: true },
    connect(request) {
      if (!('document' in globalThis))
        throw new StreamError(
          'unsupported',
          'fetchEventSourceTransport() runs in pages only; fetchTransport() runs anywhere.',
        )
      return connect(request, options)
    },
  }
}

function connect(
  request: TransportRequest,
  options: FetchEventSourceTransportOptions,
): Promise<TransportResponse> {
  // It aborts what it is done with, the body of an error response too: so it gets no hold of the request itself.
  const stop = new AbortController()
  const own: TransportRequest = { ...request, signal: AbortSignal.any([request.signal, stop.signal]) }
  const queue = frameQueue(
    request.signal,
    (reason) => aborted(request, reason),
    () => stop.abort(),
    options,
  )
  return new Promise((resolve, reject) => {
    fetchEventSource(request.url, {
      method: request.method,
      headers: Object.fromEntries(requestHeaders(request)),
      openWhenHidden: true,
      fetch: () => send(own, options.fetch),
      async onopen(response) {
        const isStream = isEventStream(response)
        resolve(responseOf(response, isStream ? queue : undefined, own))
        if (!isStream) throw new NotAStream()
      },
      onmessage: (message) => framesOf(message).forEach(queue.push),
      onclose: () => queue.end(),
      // What is thrown here ends it; what is returned would be the delay to its next attempt.
      onerror(error) {
        throw error
      },
    }).catch((error: unknown) => {
      if (error instanceof NotAStream) return
      reject(error)
      queue.end(interrupted(request, error))
    })
  })
}

/** Keeps the library from reading a body that is not its own. */
class NotAStream extends Error {}

function isEventStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? ''
  return response.ok && response.body !== null && /^\s*text\/event-stream\s*(;|$)/i.test(type)
}

function responseOf(
  response: Response,
  queue: FrameQueue | undefined,
  request: TransportRequest,
): TransportResponse {
  const { status, headers, url } = response
  const body = queue
    ? ({ kind: 'frames', batches: queue.batches } as const)
    : ({ kind: 'bytes', chunks: readBody(response, request) } as const)
  return { status, headers, url, body }
}

function framesOf({ id, event, data, retry }: EventSourceMessage): Frame[] {
  const frames: Frame[] = []
  if (retry !== undefined && retry >= 0) frames.push({ kind: 'retry', ms: retry })
  if (data !== '' || event !== '')
    frames.push({ kind: 'event', name: event || 'message', data, id: id || undefined })
  else if (id !== '') frames.push({ kind: 'id', id })
  return frames
}
