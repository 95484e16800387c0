/**
 * What went wrong, as one literal:
 *
 * | kind | meaning |
 * | --- | --- |
 * | `network` | no response: refused, reset, blocked by CORS, offline |
 * | `http` | a response whose status says no |
 * | `content-type` | a response that is not a stream: an HTML page, an image |
 * | `timeout` | no response within `timeout` |
 * | `stalled` | an open stream without a byte for longer than `silence` allows |
 * | `interrupted` | the connection broke inside the body |
 * | `truncated` | the body ended cleanly before the format's end mark |
 * | `protocol` | a frame that cannot be read: malformed JSON, an unknown format |
 * | `overflow` | one frame larger than the limit |
 * | `provider` | an error that the stream itself reported |
 * | `unsupported` | something was asked for that the transport or platform cannot do |
 * | `aborted` | stopped by the application |
 */
export type StreamErrorKind =
  | 'network'
  | 'http'
  | 'content-type'
  | 'timeout'
  | 'stalled'
  | 'interrupted'
  | 'truncated'
  | 'protocol'
  | 'overflow'
  | 'provider'
  | 'unsupported'
  | 'aborted'

/** The facts of a {@link StreamError}; all but `message` are optional. */
export interface StreamErrorDetails {
  /** HTTP status, where the transport can see it. */
  status?: number
  /** Response headers, lower-case names, without `set-cookie`. Never request headers. */
  headers?: Readonly<Record<string, string>>
  /** Response body: parsed JSON where it is JSON, else text. */
  body?: unknown
  /** The provider's code, as sent. */
  code?: string | number
  /** The provider's error type, as sent. */
  type?: string
  /** The provider's id of the request, for its support. */
  requestId?: string
  /** Whether sending the same request again may help. Default: `false`. */
  retryable?: boolean
  /** The server's `Retry-After`, in ms from when it arrived. */
  retryAfter?: number
  /** Which attempt failed; the first is 1. */
  attempt?: number
  /** What was thrown underneath. */
  cause?: unknown
}

/** The only error class of Rivulet: look at {@link StreamError.kind}, not at the message. */
export class StreamError extends Error {
  override readonly name = 'StreamError'
  readonly kind: StreamErrorKind
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly body: unknown
  readonly code: string | number | undefined
  readonly type: string | undefined
  readonly requestId: string | undefined
  readonly retryable: boolean
  readonly retryAfter: number | undefined
  readonly attempt: number | undefined

  constructor(kind: StreamErrorKind, message: string, details: StreamErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.headers = details.headers
    this.body = details.body
    this.code = details.code
    this.type = details.type
    this.requestId = details.requestId
    this.retryable = details.retryable ?? false
    this.retryAfter = details.retryAfter
    this.attempt = details.attempt
  }
}

/** Whether a value is a {@link StreamError}, also one of another copy of this package. */
export function isStreamError(value: unknown): value is StreamError {
  return value instanceof Error && value.name === 'StreamError' && 'kind' in value
}
