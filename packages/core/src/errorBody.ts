import type { StreamErrorDetails } from './errors.ts'
import type { ProviderError } from './events.ts'
import { cut, fields, filled, isObject, list, parseJson } from './json.ts'
import type { JsonObject } from './json.ts'

/** A response whose status says no, or that is no stream. */
export interface ErrorResponse {
  readonly status: number
  readonly headers: Headers
  /** As much of the body as was read. */
  readonly body: string
  /** The time in ms since 1970, for a `Retry-After` that is a date. */
  readonly now: number
}

/** What `new StreamError('http', message, details)` takes. */
export interface ErrorReport {
  readonly message: string
  readonly details: StreamErrorDetails
}

/** Longest message made of a text that no provider's shape explains, in characters. */
const MESSAGE_LIMIT = 500

/** The longest `Retry-After` that is believed: a day, in ms. */
const RETRY_AFTER_LIMIT = 86_400_000

const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'x-generation-id', 'apim-request-id', 'cf-ray']

/**
 * Reads the body of an HTTP error in the shapes that completion providers send, and in none:
 * JSON of any of them, plain text (cut to 500 characters), HTML (its title, never its markup).
 */
export function readErrorBody(response: ErrorResponse): ErrorReport {
  const { status, headers, body, now } = response
  const json = parseJson(body)
  const error = readErrorObject(json)
  return {
    message: error?.message ?? plainMessage(body, json) ?? `The server answered with status ${status}`,
    details: {
      status,
      headers: withoutCookies(headers),
      body: json ?? body,
      retryable: isRetryable(status),
      ...defined('code', error?.code),
      ...defined('type', error?.type),
      ...defined('requestId', requestIdOf(headers, json)),
      ...defined('retryAfter', retryAfter(headers, now) ?? retryInfo(json)),
    },
  }
}

/**
 * The error in a provider's JSON: `error.message` ?? `error` ?? `message` ?? `detail`, with its code and type.
 * `undefined` where the value holds none of them.
 */
export function readErrorObject(value: unknown): ProviderError | undefined {
  const outer = Array.isArray(value) ? value[0] : value
  if (!isObject(outer)) return undefined
  const inner = isObject(outer.error) ? outer.error : outer
  const message = messageOf(inner) ?? messageOf(outer)
  if (message === undefined) return undefined
  const status = statusOf(inner.status_code) ?? statusOf(inner.code) ?? statusOf(outer.status_code)
  const type = typeOf(inner) ?? filled(outer.error_type)
  return {
    message,
    ...defined('code', codeOf(inner) ?? codeOf(outer)),
    ...defined('type', type),
    ...defined('status', status),
    ...defined('retryable', passes(status, type)),
    raw: value,
  }
}

/**
 * The header `Retry-After` in ms from `now` (ms since 1970), bounded by a day; `undefined` where there is none.
 * RFC 9110: "Retry-After = HTTP-date / delay-seconds". `retry-after-ms`, as some gateways send it, goes first.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const ms = headers.get('retry-after-ms')
  if (ms !== null && /^\d+(\.\d+)?$/.test(ms)) return bounded(Number(ms))
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return bounded(Number(value) * 1000)
  // An HTTP-date begins with the day's name; Date.parse would take much else.
  const date = /^[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : bounded(date - now)
}

/** Whether the same request may do better later: 408, 425, 429 and every 5xx. */
function isRetryable(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

const PASSING = /overloaded|rate_?limit|timeout|unavailable|resource_exhausted/i

function passes(status: number | undefined, type: string | undefined): boolean | undefined {
  if (type !== undefined && PASSING.test(type)) return true
  return status === undefined ? undefined : isRetryable(status)
}

function messageOf(error: JsonObject): string | undefined {
  return filled(error.message) ?? filled(error.error) ?? detailOf(error.detail)
}

function detailOf(detail: unknown): string | undefined {
  return filled(detail) ?? filled(fields(list(detail)[0]).msg)
}

function codeOf(error: JsonObject): string | number | undefined {
  return typeof error.code === 'number' ? error.code : filled(error.code)
}

/** Google's `status` is a word: RESOURCE_EXHAUSTED. An outer `type: "error"` says only that it is one. */
function typeOf(error: JsonObject): string | undefined {
  const type = filled(error.type)
  return (type === 'error' ? undefined : type) ?? filled(error.status) ?? filled(error.error_type)
}

function statusOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 400 && value <= 599 ? value : undefined
}

function plainMessage(body: string, json: unknown): string | undefined {
  const text = (typeof json === 'string' ? json : body).trim()
  if (!/^\s*</.test(text)) return text === '' ? undefined : cut(text, MESSAGE_LIMIT)
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim()
  return title ? cut(title, MESSAGE_LIMIT) : undefined
}

/** Outside of browsers a response shows the session that it begins, and errors are logged. */
function withoutCookies(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'))
}

function requestIdOf(headers: Headers, json: unknown): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const id = headers.get(name)
    if (id) return id
  }
  return filled(fields(json).request_id)
}

/** Google: `details: [{ "@type": "….RetryInfo", "retryDelay": "32s" }]`. */
function retryInfo(json: unknown): number | undefined {
  const outer = fields(Array.isArray(json) ? json[0] : json)
  for (const detail of list(fields(outer.error).details)) {
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(filled(fields(detail).retryDelay) ?? '')?.[1]
    if (seconds !== undefined) return bounded(Number(seconds) * 1000)
  }
  return undefined
}

function bounded(ms: number): number {
  return Math.min(Math.max(Math.round(ms), 0), RETRY_AFTER_LIMIT)
}

/** `{ [key]: value }`, or nothing where there is no value. */
function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value })
}
