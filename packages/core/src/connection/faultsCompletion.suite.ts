import { chunk, cut, end, openaiChunks, respond, stall, type Script } from '@rivulet/testing'
import type { Behaviour, Chapter } from '../transport/contract/behaviour.suite.ts'
import { answer, type AnswerRun } from './faultsLab.suite.ts'

/** A POST is nothing for the browser's own EventSource: it says so, and sends nothing. */
const refusedByNative = '`unsupported`, 0 requests'

/** The same for the two transports that can send a POST. */
function row(title: string, expected: string, observe: Behaviour['observe']): Behaviour {
  return { title, expected: [expected, refusedByNative, expected], observe }
}

const whole: Script = openaiChunks('Hello there')

/** The steps of the answer up to its first words. */
const begun = whole.slice(0, 3)

const refused = (status: number): Script => [respond({ status }), chunk('no')]

const taken = 'ready, “Hello there”'

const statuses: readonly Behaviour[] = [
  row('HTTP 204', 'ready, one request', (lab) => answer(lab, [[respond({ status: 204 })], whole])),
  ...[408, 425, 429, 503].map((status) =>
    row(`HTTP ${status}: the server did not take it`, `${taken}, 2 requests`, (lab) =>
      answer(lab, [refused(status), whole]),
    ),
  ),
  row('HTTP 503, again and again', '`http` 503, may be retried, 5 requests', (lab) =>
    answer(lab, [refused(503)]),
  ),
  ...[500, 502, 504].map((status) =>
    row(`HTTP ${status}: it may have been taken`, `\`http\` ${status}, may be retried, one request`, (lab) =>
      answer(lab, [refused(status), whole]),
    ),
  ),
  ...[400, 403, 404, 422].map((status) =>
    row(`HTTP ${status}`, `\`http\` ${status}, one request`, (lab) => answer(lab, [refused(status), whole])),
  ),
  row('401, headers that are a function: it is asked once more', `${taken}, 2 requests`, (lab) =>
    answer(lab, [refused(401), whole], { headers: () => ({ authorization: 'Bearer t' }) }),
  ),
  row('401, headers that are a value', '`http` 401, one request', (lab) =>
    answer(lab, [refused(401), whole], { headers: { authorization: 'Bearer t' } }),
  ),
  row('An image with status 200', '`content-type`, one request', (lab) =>
    answer(lab, [[respond({ contentType: 'image/png' }), chunk('x')], whole]),
  ),
]

const phases: readonly Behaviour[] = [
  row('Killed before the head', '`network`, may be retried, one request', (lab) =>
    answer(lab, [[cut()], whole]),
  ),
  row('Killed after the head', '`interrupted`, may be retried, one request', (lab) =>
    answer(lab, [[respond(), cut()], whole]),
  ),
  row('Killed between events', '`interrupted`, may be retried, “Hello there”, one request', (lab) =>
    answer(lab, [[...begun, cut()], whole]),
  ),
  row('Killed inside a line', '`interrupted`, may be retried, “Hello there”, one request', (lab) =>
    answer(lab, [[...begun, chunk('data: {"choices":[{"index":0,"de'), cut()], whole]),
  ),
  row('Killed after its end mark', `${taken}, one request`, (lab) => answer(lab, [[...whole, cut()], whole])),
  row('A clean end before the end mark', '`truncated`, may be retried, “Hello there”, one request', (lab) =>
    answer(lab, [[...begun, end()], whole]),
  ),
  row('A clean end without a word', '`truncated`, may be retried, one request', (lab) =>
    answer(lab, [[respond(), end()], whole]),
  ),
]

/** Paints until the words are there, or it is over. */
async function words({ store, environment }: AnswerRun): Promise<void> {
  const isDue = ({ completion, status }: ReturnType<typeof store.getState>): boolean =>
    completion === 'Hello there' || status === 'error'
  while (!isDue(store.getState())) await environment.frame()
}

const silences: readonly Behaviour[] = [
  row('Headers that do not come for 300 s', '`timeout`, may be retried, one request', (lab) =>
    answer(lab, [[stall()], whole], {}, async ({ asked, advance }) => {
      await asked()
      await advance(300_000)
    }),
  ),
  row(
    'A half-open connection: 15 s, then 300 s without a byte',
    'stalled, `stalled`, may be retried, “Hello there”, one request',
    (lab) =>
      answer(lab, [[...begun, stall()], whole], {}, async (run) => {
        await words(run)
        await run.advance(15_000)
        await run.advance(285_000)
      }),
  ),
]

const surroundings: readonly Behaviour[] = [
  row('Refused with 503 while the machine is offline', `offline, ${taken}, 2 requests`, (lab) =>
    answer(lab, [refused(503), whole], {}, async ({ until, environment }) => {
      environment.setOnline(false)
      await until(({ connection }) => connection.status === 'offline' || connection.status === 'failed')
      environment.setOnline(true)
    }),
  ),
  row('The tab is hidden and shown, the page freezes and is back', `${taken}, one request`, (lab) =>
    answer(lab, [whole], {}, async ({ until, environment }) => {
      await until(({ status }) => status !== 'ready')
      environment.setVisible(false)
      environment.setFrozen(true)
      environment.setFrozen(false)
      environment.setVisible(true)
    }),
  ),
]

/** What can happen to an answer, and what becomes of it. */
export const COMPLETION_FAULTS: readonly Chapter[] = [
  { title: 'Completions: the response says no', behaviours: statuses },
  { title: 'Completions: the connection breaks', behaviours: phases },
  { title: 'Completions: nothing comes', behaviours: silences },
  { title: 'Completions: the world around', behaviours: surroundings },
]
