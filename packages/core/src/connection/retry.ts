import type { StreamError } from '../errors.ts'

/** How often, and how soon, a lost connection is tried again. */
export interface RetryOptions {
  /** ms before the first retry, at most; a `retry:` field of the stream replaces it. Default: 2000. */
  base?: number
  /** ms before any retry, at most. Default: 30,000. */
  max?: number
  /** Attempts in a row without a byte before giving up, the first included. Default: `Infinity`, for completions 5. */
  attempts?: number
  /**
   * Overrides the policy for one failure: `true` retries, `false` gives up, a number retries after so many ms,
   * `undefined` leaves it to the policy. A completion's POST that the server may have taken is then sent again.
   */
  when?: (error: StreamError, attempt: number) => boolean | number | undefined
}

/** Timers overflow above 2³¹−1 ms and then fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * ms over which the first retries of a crowd are spread: back within a second on average, where browsers wait for
 * three, and fewer at a time than with any fixed delay.
 */
const defaultBase = 2_000

/** The longest `retry:` that is obeyed, in ms: one hour. */
const longestBase = 3_600_000

/** Statuses with which a server says that it did not take the request. */
const notTaken: ReadonlySet<number | undefined> = new Set([408, 425, 429, 503])

/** Whether a live stream is asked for again after this failure. */
export function retriesLive(error: StreamError): boolean {
  switch (error.kind) {
    case 'network':
    case 'timeout':
    case 'stalled':
    case 'interrupted':
      return true
    case 'http':
      return notTaken.has(error.status) || (error.status ?? 0) >= 500
    default:
      return false
  }
}

/** Whether a completion is asked for again: only where the server said that it did not take the request. */
export function retriesCompletion(error: StreamError): boolean {
  return error.kind === 'http' && notTaken.has(error.status)
}

/** What the next retry depends on. */
export interface RetryInput {
  error: StreamError
  /** The attempt that would follow; the first retry after a working connection is 1. */
  attempt: number
  options: RetryOptions
  /** The policy where `options.when` says nothing. */
  retries: (error: StreamError) => boolean
  /** Base in ms that the stream asked for with `retry:`. */
  serverBase: number | undefined
  /** From 0 to 1. */
  random: number
}

/**
 * The ms until the next attempt, or `undefined`: give up.
 *
 * Exponential with full jitter (Brooker, "Exponential Backoff And Jitter", 2015). `Retry-After` is a floor, and the
 * jitter goes on top of it, over half of its time at least: clients that were all told the same second would else
 * come back in the same second, again and again. The figures behind both are in docs/scale.md.
 */
export function nextRetry({
  error,
  attempt,
  options,
  retries,
  serverBase,
  random,
}: RetryInput): number | undefined {
  if (attempt > (options.attempts ?? Infinity)) return undefined
  const wish = options.when?.(error, attempt)
  if (typeof wish === 'number') return clamp(wish, 0, longestTimer)
  if (!(wish ?? retries(error))) return undefined
  const base = clamp(serverBase ?? options.base ?? defaultBase, 0, longestBase)
  const max = Math.max(options.max ?? 30_000, serverBase === undefined ? 0 : base)
  const spread = Math.min(max, base * 2 ** Math.min(attempt - 1, 30))
  const floor = error.retryAfter ?? 0
  return clamp(floor + random * Math.max(spread, floor / 2), 0, longestTimer)
}

function clamp(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.min(most, Math.max(least, value))
}
