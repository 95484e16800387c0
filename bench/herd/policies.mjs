// How long the clients of each library wait before they try again.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

/** @import { Policy } from './simulate.mjs' */

const core = resolve(import.meta.dirname, '../../packages/core/src')

/** @param {string} file */
const load = async (file) =>
  (await runnerImport(resolve(core, file), { configFile: false, logLevel: 'error' })).module

const [{ nextRetry, retriesLive }, { StreamError }] = await Promise.all(
  ['connection/retry.ts', 'errors.ts'].map(load),
)

/** What Rivulet does, by the function that decides it. @type {Policy} */
const rivulet = { name: 'Rivulet', delay: waitsAs({}) }

/** @param {{ base?: number, max?: number }} options @returns {Policy['delay']} */
function waitsAs(options) {
  const errors = {
    cut: new StreamError('interrupted', 'cut'),
    refused: new StreamError('network', 'refused'),
    busy: new StreamError('http', 'busy', { status: 503 }),
  }
  return (attempt, failure, retryAfter, random) => {
    const error = errors[failure]
    if (failure === 'busy') error.retryAfter = retryAfter
    return nextRetry({ error, attempt, options, retries: retriesLive, serverBase: undefined, random })
  }
}

/**
 * The browser's EventSource, as Chromium has it: three seconds.
 * HTML: "if res's status is not 200 […] then fail the connection", and a connection that failed stays so.
 *
 * @type {Policy}
 */
const native = {
  name: 'native EventSource',
  delay: (_attempt, failure) => (failure === 'busy' ? undefined : 3_000),
}

/** `@microsoft/fetch-event-source`: one second, whatever happened. @type {Policy} */
const fetchEventSource = { name: 'fetch-event-source', delay: () => 1_000 }

/** @type {Policy[]} */
export const contenders = [rivulet, native, fetchEventSource]

/** What else Rivulet could do: the forms that its policy was chosen from. @type {Policy[]} */
export const candidates = [
  { name: 'base 1 s, `Retry-After` a bare floor', delay: bare(1_000) },
  { name: 'base 2 s, `Retry-After` a bare floor', delay: bare(2_000) },
  { name: 'base 2 s, half of the delay fixed', delay: equal(2_000) },
  { name: 'base 1 s, jitter above `Retry-After`', delay: waitsAs({ base: 1_000 }) },
  { name: 'base 2 s, jitter above `Retry-After` (the default)', delay: waitsAs({}) },
  { name: 'base 3 s, jitter above `Retry-After`', delay: waitsAs({ base: 3_000 }) },
  { name: 'base 2 s, at most 10 s', delay: waitsAs({ max: 10_000 }) },
]

/** @param {number} attempt @param {number} base */
const window = (attempt, base) => Math.min(30_000, base * 2 ** (attempt - 1))

/** @param {number} base @returns {Policy['delay']} */
function bare(base) {
  return (attempt, failure, retryAfter, random) =>
    Math.max(random * window(attempt, base), failure === 'busy' ? retryAfter : 0)
}

/** Brooker's "equal jitter". @param {number} base @returns {Policy['delay']} */
function equal(base) {
  return (attempt, failure, retryAfter, random) =>
    ((1 + random) / 2) * window(attempt, base) + (failure === 'busy' ? retryAfter : 0)
}
