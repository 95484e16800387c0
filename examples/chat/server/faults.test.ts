import { expect, test } from 'vitest'
import { eventsOf, postJson, runningApp, take } from './runningApp.ts'

const question = { messages: [{ role: 'user', content: 'hello' }], stream: true }

test('faults can be read, and an order answers with the new state', async () => {
  const { url } = await runningApp()
  const healthy = { stalledUntil: 0, refusedUntil: 0, refusals: 0, slow: false, armed: null, open: 0 }
  expect(await (await fetch(`${url}/faults`)).json()).toMatchObject({ feed: healthy, completion: healthy })
  const response = await postJson(`${url}/faults`, { scope: 'completion', fault: 'slow' })
  expect(await response.json()).toMatchObject({ feed: healthy, completion: { ...healthy, slow: true } })
})

test.each([
  [{ fault: 'cut' }, 'scope'],
  [{ scope: 'all', fault: 'cut' }, 'scope'],
  [{ scope: 'feed', fault: 'explode' }, 'fault'],
  [{ scope: 'feed', fault: 'stall', seconds: -1 }, 'seconds'],
  [{ scope: 'feed', fault: 'stall', seconds: '9' }, 'seconds'],
  [{ scope: 'feed', fault: 'slow', on: 'yes' }, 'on'],
  [null, 'scope'],
])('the order %j is refused, naming %s', async (order, param) => {
  const { url } = await runningApp()
  const response = await postJson(`${url}/faults`, order)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param } })
})

test.each(['feed', 'completion'])(
  'so many requests of the %s are answered 503 with Retry-After',
  async (scope) => {
    const { url } = await runningApp()
    const request = (): Promise<Response> =>
      scope === 'feed' ? fetch(`${url}/events`) : postJson(`${url}/v1/chat/completions`, question)
    await postJson(`${url}/faults`, { scope, fault: 'refuse', requests: 2, retryAfter: 7 })
    for (let refused = 0; refused < 2; refused++) {
      const response = await request()
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('7')
      expect(await response.json()).toMatchObject({ error: { code: 'overloaded' } })
    }
    expect((await request()).status).toBe(200)
  },
)

test('all requests are refused for some seconds, until it is cleared', async () => {
  const { url } = await runningApp()
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'refuse', seconds: 600 })
  expect((await fetch(`${url}/events`)).status).toBe(503)
  expect((await fetch(`${url}/events`)).status).toBe(503)
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'clear' })
  expect((await fetch(`${url}/events`)).status).toBe(200)
})

test('a fault of one scope leaves the other alone', async () => {
  const { url } = await runningApp()
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'refuse', seconds: 600 })
  expect((await postJson(`${url}/v1/chat/completions`, question)).status).toBe(200)
})

test('a stalled feed stays open and silent; when it is cleared, all that was held back arrives', async () => {
  const { url, feed } = await runningApp()
  const events = eventsOf(await fetch(`${url}/events`))
  await take(events, 1)
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'stall', seconds: 600 })
  feed.publish('load', 1)
  feed.publish('load', 2)
  const pending = take(events, 2)
  const { feed: state } = await (await fetch(`${url}/faults`)).json()
  expect(state).toMatchObject({ open: 1 })
  expect(state.stalledUntil).toBeGreaterThan(Date.now())
  expect(await Promise.race([pending, fetch(`${url}/faults`).then(() => 'silent')])).toBe('silent')
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'clear' })
  expect((await pending).map((event) => event.data)).toEqual(['1', '2'])
})

test.each([
  ['cut', 'terminated'],
  ['truncate', 'ended'],
])('an answer that runs suffers a %s: it is %s without its end mark', async (fault, outcome) => {
  const { url } = await runningApp({ pause: () => 60_000 })
  const events = eventsOf(await postJson(`${url}/v1/chat/completions`, question))
  await take(events, 1)
  await postJson(`${url}/faults`, { scope: 'completion', fault })
  const end = events.next().then(
    ({ done }) => (done ? 'ended' : 'went on'),
    (error: Error) => error.message,
  )
  expect(await end).toBe(outcome)
})

test('with no answer running, the next one is cut after its first tokens, and the one after it is whole', async () => {
  const { url } = await runningApp()
  const read = async (): Promise<string[]> => {
    const data: string[] = []
    try {
      for await (const event of eventsOf(await postJson(`${url}/v1/chat/completions`, question)))
        data.push(event.data ?? '')
    } catch {
      data.push('cut')
    }
    return data
  }
  await postJson(`${url}/faults`, { scope: 'completion', fault: 'cut' })
  const cut = await read()
  expect(cut.length).toBeGreaterThan(5)
  expect(cut.at(-1)).toBe('cut')
  expect((await read()).at(-1)).toBe('[DONE]')
})

test('a slow answer waits between its tokens until it is hurried', async () => {
  const { url } = await runningApp()
  await postJson(`${url}/faults`, { scope: 'completion', fault: 'slow' })
  const startedAt = Date.now()
  const events = eventsOf(await postJson(`${url}/v1/chat/completions`, question))
  await take(events, 2)
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950)
  await postJson(`${url}/faults`, { scope: 'completion', fault: 'slow', on: false })
  let last: string | undefined
  for await (const event of events) last = event.data
  expect(last).toBe('[DONE]')
})
