import {
  createCompletionStore,
  createEventSourceStore,
  sse as decodeSse,
  type StreamError,
} from '@rivulet/core'
import {
  chunk,
  cut,
  manualEnvironment,
  respond,
  scriptedFetch,
  sse,
  stall,
  type ManualEnvironment,
  type Script,
} from '@rivulet/testing'
import { feedForever } from '../decode/decoder.suite.ts'
import { retryAfter } from '../errorBody.ts'
import { frameQueue } from '../transport/frameQueue.ts'
import { nextRetry } from './retry.ts'

/** A bound, as `docs/guides/limits.md` prints it. */
export interface Limit {
  readonly what: string
  /** What holds where nothing is said. */
  readonly standard: string
  /** The option that sets it; none: it is fixed. */
  readonly option?: string
  readonly beyond: string
  /** Finds out what holds, in the words of `standard`. */
  observe(): Promise<string> | string
}

const url = 'https://feed.test/'

/** The time until something is so, in ms; looked at each `step` ms. */
async function timeUntil(environment: ManualEnvironment, step: number, isSo: () => boolean): Promise<number> {
  const start = environment.now()
  await environment.advance(0)
  while (!isSo() && environment.now() - start < 1_000 * step) await environment.advance(step)
  return environment.now() - start
}

/** The error of a live stream that is answered so. */
async function errorOf(script: Script): Promise<StreamError | undefined> {
  const environment = manualEnvironment()
  const store = createEventSourceStore(url, { environment, fetch: scriptedFetch(script, { environment }) })
  store.open()
  await environment.advance(0)
  return store.getState().error
}

/** An answer that does not come, or stops. */
function completion(script: Script) {
  const environment = manualEnvironment()
  const fetch = scriptedFetch(script, { environment })
  const store = createCompletionStore({ api: url, environment, fetch })
  void store.sendMessage('Hi')
  return { environment, fetch, status: () => store.getState().connection.status, store }
}

/** The latest time of a retry, in ms. */
function latest(attempt: number, serverBase?: number): number | undefined {
  const error = { retryAfter: undefined } as StreamError
  return nextRetry({ error, attempt, options: {}, retries: () => true, serverBase, random: 1 })
}

function count(number: number): string {
  return number.toLocaleString('en')
}

/** Whether a replay of so many events from the start is told by their ids. */
async function isReplayTold(events: number): Promise<boolean> {
  const environment = manualEnvironment()
  const wire = Array.from({ length: events }, (_, n) => sse({ id: n, data: 'x' })).join('')
  const fetch = scriptedFetch(
    [
      [chunk(wire), cut()],
      [chunk(wire), stall()],
    ],
    { environment },
  )
  let seen = 0
  const store = createEventSourceStore(url, { environment, fetch, onEvent: () => void (seen += 1) })
  store.open()
  await environment.advance(2_000)
  store.close()
  return fetch.calls.length === 2 && seen === events
}

/** Every bound that memory or time depends on. */
export const LIMITS: readonly Limit[] = [
  {
    what: 'A line, or the data of one event',
    standard: '16,777,216 characters',
    option: '`maxFrame`',
    beyond: 'fails with `overflow`',
    observe: () =>
      `${count(feedForever(decodeSse(), 'data: ', 'x'.repeat(65_536)).taken + 65_536)} characters`,
  },
  {
    what: 'Events that `events` keeps',
    standard: '0',
    option: '`history`',
    beyond: 'the oldest is dropped',
    async observe() {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([chunk(sse({ data: 'a' })), stall()], { environment })
      const store = createEventSourceStore(url, { environment, fetch })
      store.open()
      await environment.advance(0)
      const { events, counters } = store.getState()
      return counters.events === 1 ? count(events.length) : 'no event came'
    },
  },
  {
    what: 'Ids that are remembered, to tell repeats',
    standard: '1,000',
    option: '`dedupe`',
    beyond: 'the oldest is forgotten; a longer replay from the start is taken for news',
    async observe() {
      for (const size of [999, 1_000, 1_001, 1_002]) if (!(await isReplayTold(size))) return count(size - 1)
      return 'more'
    },
  },
  {
    what: 'Frames that wait while the application is busy, with `nativeTransport` and `fetchEventSourceTransport`; `fetchTransport` lets the server wait',
    standard: '100,000',
    option: '`maxWaiting` of the transport',
    beyond: 'fails with `overflow`, after those that came',
    observe() {
      let isReleased = false
      const { signal } = new AbortController()
      const queue = frameQueue(
        signal,
        (reason) => reason as StreamError,
        () => void (isReleased = true),
        {},
      )
      let taken = -1
      for (; !isReleased; taken += 1) queue.push({ kind: 'comment', text: '' })
      return count(taken)
    },
  },
  {
    what: 'The delay before a retry',
    standard: '2 s, doubled each time, up to 30 s',
    option: '`retry.base`, `retry.max`',
    beyond: '–',
    observe() {
      const [first, second, last] = [1, 2, 99].map((attempt) => latest(attempt) ?? 0) as [
        number,
        number,
        number,
      ]
      return second === 2 * first
        ? `${first / 1000} s, doubled each time, up to ${last / 1000} s`
        : 'not doubled'
    },
  },
  {
    what: 'A `retry:` field of the stream',
    standard: '1 h',
    beyond: 'taken for an hour',
    observe: () => `${(latest(1, 1e12) ?? 0) / 3_600_000} h`,
  },
  {
    what: '`Retry-After`',
    standard: '24 h',
    beyond: 'taken for a day',
    observe: () => `${(retryAfter(new Headers({ 'retry-after': '99999999' }), 0) ?? 0) / 3_600_000} h`,
  },
  {
    what: 'Attempts in a row without a byte, live streams',
    standard: 'any number',
    option: '`retry.attempts`',
    beyond: 'fails with the last error',
    observe: () => (latest(1_000_000) === undefined ? 'limited' : 'any number'),
  },
  {
    what: 'Attempts at a completion',
    standard: '5',
    option: '`retry.attempts`',
    beyond: 'the last error',
    async observe() {
      const { environment, fetch } = completion([respond({ status: 503 })])
      await environment.advance(3_600_000)
      return count(fetch.calls.length)
    },
  },
  {
    what: 'Time to the response, live streams',
    standard: 'any',
    option: '`timeout`',
    beyond: '`timeout`, retried',
    async observe() {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([stall()], { environment })
      const store = createEventSourceStore(url, { environment, fetch })
      store.open()
      await environment.advance(86_400_000)
      return store.getState().connection.status === 'connecting' ? 'any' : 'limited'
    },
  },
  {
    what: 'Time to the response, completions',
    standard: '300 s',
    option: '`timeout`',
    beyond: 'fails with `timeout`',
    async observe() {
      const { environment, status } = completion([stall()])
      return `${(await timeUntil(environment, 1_000, () => status() === 'failed')) / 1000} s`
    },
  },
  {
    what: 'Silence of an open stream, live streams',
    standard: 'three times the longest gap between heartbeats, 15 s at least; without heartbeats any',
    option: '`silence`',
    beyond: '`stalled`, retried',
    async observe() {
      const beat = [chunk(': 1\n\n'), chunk(': 2\n\n'), chunk(': 3\n\n')] as const
      const last = async (gap: number): Promise<number> => {
        const environment = manualEnvironment()
        const wait = { type: 'wait', ms: gap } as const
        const script = [beat[0], wait, beat[1], wait, beat[2], stall()]
        const store = createEventSourceStore(url, {
          environment,
          fetch: scriptedFetch(script, { environment }),
        })
        store.open()
        await environment.advance(2 * gap)
        return timeUntil(environment, 1_000, () => store.getState().error !== undefined)
      }
      const [slow, fast] = [await last(20_000), await last(1_000)]
      if (slow !== 60_000) return `${slow} ms`
      const floor = 'three times the longest gap between heartbeats, '
      return `${floor}${fast / 1000} s at least; without heartbeats any`
    },
  },
  {
    what: 'Silence of an open stream, completions',
    standard: '15 s until it shows, 300 s in all',
    option: '`silence`',
    beyond: 'fails with `stalled`',
    async observe() {
      const { environment, status } = completion([respond(), stall()])
      const warned = await timeUntil(environment, 1_000, () => status() === 'stalled')
      const failed = await timeUntil(environment, 1_000, () => status() === 'failed')
      return `${warned / 1000} s until it shows, ${(warned + failed) / 1000} s in all`
    },
  },
  {
    what: 'The body of an error that is read',
    standard: '65,536 bytes',
    beyond: 'the rest is not read',
    async observe() {
      const error = await errorOf([
        respond({ status: 403 }),
        chunk('x'.repeat(60_000)),
        chunk('x'.repeat(60_000)),
      ])
      return `${count(String(error?.body).length)} bytes`
    },
  },
  {
    what: 'The time that reading it may take',
    standard: '5 s',
    beyond: 'told with what has come',
    async observe() {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([respond({ status: 403 }), chunk('x'), stall()], { environment })
      const store = createEventSourceStore(url, { environment, fetch })
      store.open()
      const time = await timeUntil(environment, 100, () => store.getState().error !== undefined)
      return `${time / 1000} s`
    },
  },
  {
    what: 'A message that is made of it, where it is text',
    standard: '500 characters',
    beyond: 'cut; `body` has all',
    async observe() {
      const error = await errorOf([respond({ status: 403 }), chunk('x'.repeat(1_000))])
      return `${count(error?.message.replace(/…$/, '').length ?? 0)} characters`
    },
  },
  {
    what: 'A shared connection that nobody uses any more',
    standard: '500 ms',
    beyond: 'closed',
    async observe() {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([respond(), stall()], { environment })
      const store = createEventSourceStore(url, { environment, fetch, share: 'page' })
      const release = store.retain()
      await environment.advance(0)
      release()
      return `${await timeUntil(environment, 50, () => fetch.calls[0]?.open === false)} ms`
    },
  },
]
