import type { Frame } from '../frame.ts'

/** One HTTP request, with everything evaluated. */
export interface TransportRequest {
  /** Absolute, or relative to the page. */
  readonly url: string
  /** Upper case: `'GET'`, `'POST'`. */
  readonly method: string
  readonly headers: Headers
  readonly body?: BodyInit | undefined
  readonly credentials?: RequestCredentials | undefined
  /** Where to go on; `''`: from the start. Transports that send headers put it into `Last-Event-ID`, as UTF-8. */
  readonly lastEventId: string
  /**
   * Names of events to listen to, for a transport that hears only those that it was told of (the native one);
   * the others deliver all. `message` is always heard.
   */
  readonly events?: readonly string[] | undefined
  /** Ends the attempt. A signal that is already aborted sends nothing. */
  readonly signal: AbortSignal
}

/** The body, as bytes for a decoder or as frames that the transport has parsed itself. Leaving the loop cancels it. */
export type TransportBody =
  | { readonly kind: 'bytes'; readonly chunks: AsyncIterable<Uint8Array> }
  | { readonly kind: 'frames'; readonly batches: AsyncIterable<readonly Frame[]> }

/** The response's head, and its body to iterate. */
export interface TransportResponse {
  /** `undefined` where the transport cannot see it (the native one). */
  readonly status: number | undefined
  readonly headers: Headers
  /** Where the answer came from, after redirects; `''` where it cannot be seen. */
  readonly url: string
  readonly body: TransportBody
}

/** What a transport can do; asking for more is a `StreamError` of kind `unsupported`. */
export interface TransportAbilities {
  /** Methods other than GET, and a body. */
  readonly body: boolean
  /** Request headers. */
  readonly headers: boolean
  /** The status and headers of the response. */
  readonly status: boolean
  /** The bytes of the body, so that formats other than server-sent events can be read. */
  readonly bytes: boolean
  /** Comments, which tell a silent stream from a dead one. */
  readonly comments: boolean
  /** Events of any name; without it only those that the request names, and `message`. */
  readonly anyEvent: boolean
}

/**
 * Makes one attempt at one request and delivers what arrives. It never retries, and knows nothing of tabs,
 * timers or state: those are the connection's.
 */
export interface Transport {
  readonly name: string
  readonly can: TransportAbilities
  /**
   * Sends the request; resolves when the response's head is there, whatever its status.
   * The body's iteration ends with a clean end and throws when the connection breaks.
   * @throws {StreamError} `network` (no response), `unsupported`, `aborted`.
   */
  connect(request: TransportRequest): Promise<TransportResponse>
}
