import { describe, expect, it } from 'vitest'
import { StreamError, type StreamErrorKind } from '../errors.ts'
import { nextRetry, retriesCompletion, retriesLive, type RetryInput } from './retry.ts'

const lost = new StreamError('network', 'gone')
const busy = (retryAfter?: number): StreamError =>
  new StreamError('http', 'busy', { status: 503, ...(retryAfter === undefined ? {} : { retryAfter }) })

/** The earliest and the latest time of the next attempt, in ms. */
function window(input: Partial<RetryInput>): (number | undefined)[] {
  const whole = { error: lost, attempt: 1, options: {}, retries: () => true, serverBase: undefined, ...input }
  return [0, 1].map((random) => nextRetry({ ...whole, random }))
}

describe('nextRetry', () => {
  it('spreads retries from now to a time that doubles, up to thirty seconds', () => {
    const latest = [1, 2, 3, 4, 5, 6, 1000].map((attempt) => window({ attempt }))
    expect(latest).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000].map((ms) => [0, ms]))
  })

  it('takes base and limit of the application, and the base of the stream over both', () => {
    const options = { base: 100, max: 350 }
    expect([1, 2, 3].map((attempt) => window({ attempt, options })[1])).toEqual([100, 200, 350])
    expect(window({ options, serverBase: 7_000 })).toEqual([0, 7_000])
    expect(window({ options, serverBase: 7_000, attempt: 2 })).toEqual([0, 7_000])
  })

  it('spreads what was told a Retry-After above it, by the delay that is due or by half of it', () => {
    expect(window({ error: busy(2_000) })).toEqual([2_000, 4_000])
    expect(window({ error: busy(60_000) })).toEqual([60_000, 90_000])
    expect(window({ error: busy(60_000), attempt: 4 })).toEqual([60_000, 90_000])
    expect(window({ error: busy(10_000), attempt: 4 })).toEqual([10_000, 26_000])
    expect(window({ error: busy() })).toEqual([0, 2_000])
  })

  it('stays within what timers can hold', () => {
    expect(window({ error: busy(2 ** 31) })).toEqual([2 ** 31 - 1, 2 ** 31 - 1])
    expect(window({ serverBase: 3e9 })).toEqual([0, 3_600_000])
    expect(window({ options: { base: Number.NaN } })).toEqual([0, 0])
    expect(window({ options: { base: -1 } })).toEqual([0, 0])
    expect(window({ options: { when: () => Infinity } })).toEqual([2 ** 31 - 1, 2 ** 31 - 1])
  })

  it('gives up after so many attempts, or where the policy says so', () => {
    expect(window({ options: { attempts: 3 }, attempt: 3 })).toEqual([0, 8_000])
    expect(window({ options: { attempts: 3 }, attempt: 4 })).toEqual([undefined, undefined])
    expect(window({ retries: () => false })).toEqual([undefined, undefined])
  })

  it('asks the application first', () => {
    const asked: unknown[][] = []
    const options = { when: (...args: unknown[]) => void asked.push(args) }
    expect(window({ options, attempt: 2 })).toEqual([0, 4_000])
    expect(asked[0]).toEqual([lost, 2])
    expect(window({ options: { when: () => 50 } })).toEqual([50, 50])
    expect(window({ options: { when: () => false } })).toEqual([undefined, undefined])
    expect(window({ options: { when: () => true }, retries: () => false })).toEqual([0, 2_000])
  })
})

describe('what is retried', () => {
  const kinds: readonly StreamErrorKind[] = [
    'network',
    'timeout',
    'stalled',
    'interrupted',
    'content-type',
    'truncated',
    'protocol',
    'overflow',
    'provider',
    'unsupported',
    'aborted',
  ]
  const statuses = [301, 400, 401, 403, 404, 408, 410, 422, 425, 429, 499, 500, 502, 503, 504, 599]
  const ofKind = (kind: StreamErrorKind): StreamError => new StreamError(kind, 'no')
  const http = (status: number): StreamError => new StreamError('http', 'no', { status })

  it('of a live stream: everything that another attempt may cure', () => {
    expect(kinds.filter((kind) => retriesLive(ofKind(kind)))).toEqual(kinds.slice(0, 4))
    expect(statuses.filter((status) => retriesLive(http(status)))).toEqual([
      408, 425, 429, 500, 502, 503, 504, 599,
    ])
    // The native transport hides the status: what it refuses, it refuses for good.
    expect(retriesLive(ofKind('http'))).toBe(false)
  })

  it('of a completion: only what the server says that it did not take', () => {
    expect(kinds.filter((kind) => retriesCompletion(ofKind(kind)))).toEqual([])
    expect(statuses.filter((status) => retriesCompletion(http(status)))).toEqual([408, 425, 429, 503])
  })
})
