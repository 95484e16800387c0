import type { AttemptContext } from '../connection/createConnection.ts'
import { StreamError } from '../errors.ts'
import type { TransportRequest } from '../transport/transport.ts'

/** A value, or an (async) function that gives it anew for every attempt. */
export type PerAttempt<T> = T | ((context: AttemptContext) => T | Promise<T>)

/** An address; a relative one is resolved by the page. */
export type Address = string | URL

/** A body as `fetch` takes it, or a value to send as JSON. */
export type RequestBody = BodyInit | Readonly<Record<string, unknown>> | readonly unknown[]

/** What every request needs; all of it may be a function, evaluated for every attempt. */
export interface RequestOptions {
  /** Default: `'GET'`, with a body `'POST'`. */
  method?: string
  /** `Headers`, pairs or a record. */
  headers?: PerAttempt<HeadersInit | undefined>
  body?: PerAttempt<RequestBody | undefined>
  /** Default: `fetch`'s own, `'same-origin'`. */
  credentials?: PerAttempt<RequestCredentials | undefined>
}

/** Evaluates a value for one attempt. */
export async function evaluate<T>(value: PerAttempt<T>, context: AttemptContext): Promise<T> {
  return typeof value === 'function' ? (value as (context: AttemptContext) => T | Promise<T>)(context) : value
}

/**
 * Evaluates everything for one attempt.
 * @throws {StreamError} `unsupported`: headers that cannot be sent.
 */
export async function evaluateRequest(
  address: PerAttempt<Address>,
  options: RequestOptions,
  context: AttemptContext,
): Promise<Omit<TransportRequest, 'signal' | 'lastEventId'>> {
  const [url, init, body, credentials] = await Promise.all([
    evaluate(address, context),
    evaluate(options.headers, context),
    evaluate(options.body, context),
    evaluate(options.credentials, context),
  ])
  const headers = toHeaders(init)
  const json = body !== undefined && isJson(body)
  if (json && !headers.has('content-type')) headers.set('content-type', 'application/json')
  return {
    url: String(url),
    method: (options.method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
    headers,
    body: json ? JSON.stringify(body) : (body as BodyInit | undefined),
    credentials,
  }
}

/** Merges headers; the later ones win. */
export function mergeHeaders(...all: readonly (HeadersInit | undefined)[]): Headers {
  const merged = new Headers()
  for (const init of all) toHeaders(init).forEach((value, name) => merged.set(name, value))
  return merged
}

function toHeaders(init: HeadersInit | undefined): Headers {
  try {
    return new Headers(init)
  } catch {
    // The reason quotes the value, which may be a secret, and a log of the error would show it as its cause.
    throw new StreamError(
      'unsupported',
      'A request header has a name or value that HTTP cannot carry: a line break, or a character beyond Latin-1.',
    )
  }
}

function isJson(body: RequestBody): boolean {
  if (Array.isArray(body)) return true
  const prototype: unknown = typeof body === 'object' ? Object.getPrototypeOf(body) : undefined
  return prototype === Object.prototype || prototype === null
}
