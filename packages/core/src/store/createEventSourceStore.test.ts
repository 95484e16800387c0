import {
  chunk,
  cut,
  end,
  manualEnvironment,
  respond,
  scriptedFetch,
  sse,
  stall,
  wait,
} from '@rivulet/testing'
import type { ManualEnvironment, ScriptedFetch, Script } from '@rivulet/testing'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import {
  type EventSourceOptions,
  type EventSourceStore,
  type StreamEvent,
  createEventSourceStore,
  fetchTransport,
} from '@rivulet/core'

interface Setup<Data, Result> {
  store: EventSourceStore<Data, Result>
  fetch: ScriptedFetch
  environment: ManualEnvironment
  statuses: string[]
  errors: string[]
}

function setup<Data = string, Result = Data | undefined>(
  scripts: readonly Script[],
  options: EventSourceOptions<Data, Result> = {},
): Setup<Data, Result> {
  const environment = manualEnvironment()
  const fetch = scriptedFetch([...scripts], { environment })
  const errors: string[] = []
  const store = createEventSourceStore<Data, Result>('https://feed.test/', {
    environment,
    transport: fetchTransport({ fetch }),
    onError: (error) => errors.push(error.kind),
    ...options,
  })
  const statuses: string[] = []
  store.subscribe((state, before) => {
    if (state.connection !== before.connection) statuses.push(state.connection.status)
  })
  return { store, fetch, environment, statuses, errors }
}

const one = sse({ data: 'one', id: '1' })
const two = sse({ data: 'two', id: '2' })

describe('createEventSourceStore', () => {
  it('sends nothing before it is opened', async () => {
    const { store, fetch, environment } = setup([[chunk(one)]])
    await environment.advance(60_000)
    expect(fetch.calls).toHaveLength(0)
    expect(store.getState().connection).toEqual({ status: 'idle' })
    expect(environment).toMatchObject({ timers: 0, frames: 0, listeners: 0 })
  })

  it('publishes the first event at once and later ones with the frame', async () => {
    const { store, environment } = setup([[chunk(one), wait(1), chunk(two), stall()]])
    store.open()
    await environment.advance(0)
    expect(store.getState().lastEvent).toEqual({ type: 'message', data: 'one', lastEventId: '1' })
    await environment.advance(1)
    expect(store.getState().data).toBe('one')
    await environment.frame()
    expect(store.getState()).toMatchObject({
      data: 'two',
      lastEventId: '2',
      counters: { events: 2, attempts: 1 },
    })
  })

  it('publishes at most once a frame, however many events came', async () => {
    const burst = Array.from({ length: 1000 }, (_, at) => sse({ data: String(at) })).join('')
    const { store, environment } = setup([[respond(), chunk(burst), stall()]])
    let commits = 0
    store.subscribe(() => (commits += 1))
    store.open()
    await environment.advance(0)
    const before = commits
    await environment.frame()
    expect(store.getState()).toMatchObject({ data: '999', counters: { events: 1000 } })
    expect(commits - before).toBe(1)
    // connecting, open, the first event, the frame
    expect(commits).toBeLessThanOrEqual(4)
  })

  it('goes on from the last id that a blank line has committed', async () => {
    const torn = `${one}id: 2\ndata: tw`
    const { store, fetch, environment, statuses } = setup([
      [chunk(torn), cut()],
      [chunk(two), stall()],
    ])
    const seen: string[] = []
    store.setOptions({ ...options(environment, fetch), onEvent: (event) => seen.push(event.data) })
    store.open()
    await environment.advance(1000)
    expect(fetch.calls.map((call) => call.headers['last-event-id'])).toEqual([undefined, '1'])
    expect(seen).toEqual(['one', 'two'])
    expect(statuses).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open'])
  })

  it('waits with full jitter, doubling, up to the limit', async () => {
    const { store, environment } = setup([[cut()]], { retry: { base: 100, max: 350 } })
    const delays: number[] = []
    store.subscribe(({ connection }) => {
      if (connection.status === 'waiting') delays.push(connection.retryAt - environment.now())
    })
    store.open()
    await environment.advance(1000)
    // Half of 200, 350 and 350: the manual environment's chance is 0.5. The first attempt is the one that failed.
    expect(delays.slice(0, 3)).toEqual([100, 175, 175])
  })

  it('takes its base from the stream and clamps what timers cannot hold', async () => {
    const { store, fetch, environment } = setup([[chunk('retry: 3000000000\n\n'), cut()]])
    store.open()
    await environment.advance(0)
    const { connection } = store.getState()
    expect(connection).toMatchObject({ status: 'waiting', retryAt: 1_800_000 })
    await environment.advance(1_799_999)
    expect(fetch.calls).toHaveLength(1)
  })

  it('waits at least as long as Retry-After says', async () => {
    const busy = [respond({ status: 503, headers: { 'retry-after': '7' } }), chunk('later')]
    const { store, environment, fetch, errors } = setup([busy, [chunk(one), stall()]])
    environment.setRandom(0)
    store.open()
    await environment.advance(6_999)
    expect(store.getState().connection).toMatchObject({ status: 'waiting', retryAt: 7_000 })
    expect(store.getState().error).toMatchObject({
      kind: 'http',
      status: 503,
      retryAfter: 7_000,
      message: 'later',
    })
    await environment.advance(1)
    expect(fetch.calls).toHaveLength(2)
    expect(errors).toEqual(['http'])
    expect(store.getState().error).toBeUndefined()
  })

  it.each([
    ['204', [respond({ status: 204 })], 'closed', undefined],
    ['404', [respond({ status: 404 }), chunk('no')], 'failed', 'http'],
    [
      'an HTML page',
      [respond({ contentType: 'text/html' }), chunk('<!doctype html>')],
      'failed',
      'content-type',
    ],
    ['JSON', [respond({ contentType: 'application/json' }), chunk('{}')], 'failed', 'content-type'],
    [
      'an endless line',
      [chunk(`data: ${'x'.repeat(100)}`), chunk('x'.repeat(2000)), stall()],
      'failed',
      'overflow',
    ],
  ] as const)('ends for good at %s', async (_name, script, status, kind) => {
    const { store, environment, fetch } = setup([script], { maxFrame: 1000 })
    store.open()
    await environment.advance(120_000)
    expect(store.getState().connection.status).toBe(status)
    expect(store.getState().error?.kind).toBe(kind)
    expect(fetch.calls).toHaveLength(1)
    expect(environment).toMatchObject({ timers: 0, listeners: 0 })
  })

  it.each([
    ['500', [respond({ status: 500 })]],
    ['no response', [cut()]],
    ['a clean end', [chunk(one), end()]],
    ['a cut', [chunk(one), cut()]],
  ] as const)('tries again after %s', async (_name, script) => {
    const { store, environment, fetch } = setup([script, [stall()]])
    store.open()
    await environment.advance(2_000)
    expect(fetch.calls.length).toBe(2)
  })

  it('takes a clean end for the end where it is told to', async () => {
    const { store, environment, fetch } = setup([[chunk(one)]], { onEnd: 'close' })
    store.open()
    await environment.advance(60_000)
    expect(store.getState().connection).toEqual({ status: 'closed', by: 'server' })
    expect(fetch.calls).toHaveLength(1)
  })

  it('gives up after so many attempts without a byte', async () => {
    const { store, environment, fetch } = setup([[cut()]], { retry: { attempts: 3 } })
    store.open()
    await environment.advance(120_000)
    expect(fetch.calls).toHaveLength(3)
    expect(store.getState().connection).toMatchObject({
      status: 'failed',
      error: { kind: 'network', attempt: 3 },
    })
  })

  it('evaluates url, headers and body for every attempt', async () => {
    const environment = manualEnvironment()
    const fetch = scriptedFetch([[cut()], [stall()]], { environment })
    const store = createEventSourceStore(({ attempt }) => `https://feed.test/${attempt}`, {
      environment,
      transport: fetchTransport({ fetch }),
      method: 'POST',
      headers: async ({ attempt }) => [['Authorization', `Bearer ${attempt}`]],
      body: ({ attempt }) => ({ attempt }),
    })
    store.open()
    await environment.advance(2_000)
    expect(fetch.calls.map(({ url, headers, body }) => [url, headers['authorization'], body])).toEqual([
      ['https://feed.test/1', 'Bearer 1', '{"attempt":1}'],
      ['https://feed.test/2', 'Bearer 2', '{"attempt":2}'],
    ])
  })

  it('asks the header function once more after a 401, and then gives up', async () => {
    const environment = manualEnvironment()
    const no = [respond({ status: 401 })]
    const fetch = scriptedFetch([no, no, [stall()]], { environment })
    const asked: boolean[] = []
    const store = createEventSourceStore('https://feed.test/', {
      environment,
      transport: fetchTransport({ fetch }),
      headers: ({ unauthorized }) => {
        asked.push(unauthorized)
        return { authorization: 'Bearer x' }
      },
    })
    store.open()
    await environment.advance(60_000)
    expect(asked).toEqual([false, true])
    expect(store.getState().connection).toMatchObject({ status: 'failed', error: { status: 401 } })
  })

  it('does not ask again after a 401 where the headers are the same for ever', async () => {
    const { store, environment, fetch } = setup([[respond({ status: 401 })]], {
      headers: { authorization: 'x' },
    })
    store.open()
    await environment.advance(60_000)
    expect(fetch.calls).toHaveLength(1)
  })

  it('gives up a response that does not come in time', async () => {
    const { store, environment, errors } = setup([[stall()]], { timeout: 500 })
    store.open()
    await environment.advance(499)
    expect(store.getState().connection.status).toBe('connecting')
    await environment.advance(1)
    expect(store.getState().connection).toMatchObject({ status: 'waiting', cause: { kind: 'timeout' } })
    expect(errors).toEqual(['timeout'])
  })

  it('gives up on headers that never come, too', async () => {
    const { store, environment } = setup([[stall()]], { timeout: 500, headers: () => new Promise(() => {}) })
    store.open()
    await environment.advance(500)
    expect(store.getState().connection).toMatchObject({ status: 'waiting', cause: { kind: 'timeout' } })
  })

  it('shows silence, then gives the attempt up', async () => {
    const { store, environment } = setup([[chunk(one), stall()]], { silence: { warn: 100, fail: 300 } })
    store.open()
    await environment.advance(100)
    expect(store.getState().connection).toEqual({ status: 'stalled', since: 0 })
    await environment.advance(200)
    expect(store.getState().connection).toMatchObject({ status: 'waiting', cause: { kind: 'stalled' } })
  })

  it('takes a byte after the warning for life, and warns again in time', async () => {
    const script = [chunk(one), wait(150), chunk(': ping\n'), stall()]
    const { store, environment, statuses } = setup([script], { silence: { warn: 100, fail: 300 } })
    store.open()
    await environment.advance(249)
    expect(statuses).toEqual(['connecting', 'open', 'stalled', 'open'])
    await environment.advance(1)
    expect(store.getState().connection).toEqual({ status: 'stalled', since: 150 })
    await environment.advance(200)
    expect(store.getState().connection.status).toBe('waiting')
  })

  it('never doubts a server that does not beat', async () => {
    const { store, environment } = setup([[chunk(one), stall()]])
    store.open()
    await environment.advance(6 * 3_600_000)
    expect(store.getState().connection.status).toBe('open')
  })

  it('learns the heartbeat and finds a dead connection by it', async () => {
    const beats = [0, 1, 2].flatMap(() => [wait(10_000), chunk(':\n')])
    const { store, environment } = setup([[chunk(one), ...beats, stall()]])
    store.open()
    await environment.advance(30_000)
    expect(store.getState().connection.status).toBe('open')
    await environment.advance(19_999)
    expect(store.getState().connection.status).toBe('open')
    await environment.advance(1)
    expect(store.getState().connection).toEqual({ status: 'stalled', since: 30_000 })
    await environment.advance(10_000)
    expect(store.getState().connection).toMatchObject({ status: 'waiting', cause: { kind: 'stalled' } })
  })

  it('parks while the machine is offline and goes on at once when it is back', async () => {
    const { store, environment, fetch } = setup([
      [chunk(one), wait(100), cut()],
      [chunk(two), stall()],
    ])
    store.open()
    await environment.advance(0)
    environment.setOnline(false)
    expect(store.getState().connection.status).toBe('stalled')
    await environment.advance(100)
    expect(store.getState().connection).toMatchObject({ status: 'offline', cause: { kind: 'interrupted' } })
    await environment.advance(600_000)
    expect(fetch.calls).toHaveLength(1)
    environment.setOnline(true)
    await environment.advance(0)
    await environment.frame()
    expect(fetch.calls).toHaveLength(2)
    expect(store.getState().data).toBe('two')
  })

  it('lets go while the tab is hidden, where it is told to', async () => {
    const { store, environment, fetch } = setup([[chunk(one), stall()]], { whenHidden: 'pause' })
    store.open()
    await environment.advance(0)
    environment.setVisible(false)
    expect(store.getState().connection).toEqual({ status: 'paused' })
    await environment.advance(60_000)
    expect(fetch.calls).toHaveLength(1)
    environment.setVisible(true)
    await environment.advance(0)
    expect(fetch.calls).toHaveLength(2)
    expect(fetch.calls[1]?.headers['last-event-id']).toBe('1')
  })

  it('waits for the tab where it is opened in a hidden one', async () => {
    const { store, environment, fetch } = setup([[stall()]], { whenHidden: 'pause' })
    environment.setVisible(false)
    store.open()
    await environment.advance(0)
    expect(fetch.calls).toHaveLength(0)
    environment.setVisible(true)
    await environment.advance(0)
    expect(fetch.calls).toHaveLength(1)
  })

  it('stays open in a hidden tab by default', async () => {
    const { store, environment } = setup([[chunk(one), stall()]])
    store.open()
    await environment.advance(0)
    environment.setVisible(false)
    await environment.advance(60_000)
    expect(store.getState().connection.status).toBe('open')
  })

  it('lets go of a page that freezes, and goes on when it is back', async () => {
    const { store, environment, fetch } = setup([[chunk(one), stall()]])
    store.open()
    await environment.advance(0)
    environment.setFrozen(true)
    expect(store.getState().connection).toEqual({ status: 'paused' })
    await environment.advance(60_000)
    environment.setFrozen(false)
    await environment.advance(0)
    expect(fetch.calls.map((call) => call.headers['last-event-id'])).toEqual([undefined, '1'])
  })

  it('tells no event twice where the server sends everything from the start again', async () => {
    const three = sse({ data: 'three', id: '3' })
    const { store, environment, fetch } = setup([
      [chunk(one + two), cut()],
      [chunk(one + two + three), stall()],
    ])
    const seen: string[] = []
    store.setOptions({ ...options(environment, fetch), onEvent: (event) => seen.push(event.data) })
    store.open()
    await environment.advance(1_000)
    expect(seen).toEqual(['one', 'two', 'three'])
  })

  it('forgets no older id for many events that share one', async () => {
    const three = sse({ data: 'three', id: '3' })
    const { store, environment, fetch } = setup([
      [chunk(one + two.repeat(1_500)), cut()],
      [chunk(one + two + three), stall()],
    ])
    const seen: string[] = []
    store.setOptions({ ...options(environment, fetch), onEvent: (event) => seen.push(event.data) })
    store.open()
    await environment.advance(1_000)
    expect(seen.filter((data) => data !== 'two')).toEqual(['one', 'three'])
    expect(seen).toHaveLength(1_502)
  })

  it('takes an id that comes again on the same connection for an event of its own', async () => {
    const { store, environment, fetch } = setup([[chunk(one + one), stall()]])
    const seen: string[] = []
    store.setOptions({ ...options(environment, fetch), onEvent: (event) => seen.push(event.data) })
    store.open()
    await environment.advance(0)
    expect(seen).toEqual(['one', 'one'])
  })

  it('tells nothing more once a callback has closed it, not even the rest of the same chunk', async () => {
    const { store, environment, fetch } = setup([[chunk(one + two), stall()]])
    const seen: string[] = []
    store.setOptions({
      ...options(environment, fetch),
      onEvent: (event) => {
        seen.push(event.data)
        store.close()
      },
    })
    store.open()
    await environment.advance(0)
    expect(seen).toEqual(['one'])
    expect(store.getState()).toMatchObject({
      connection: { status: 'closed', by: 'client' },
      lastEventId: '1',
    })
  })

  it('closes for good at the event that the application calls the last', async () => {
    const { store, environment, fetch } = setup([[chunk(one + two), stall()]], {
      until: (event: StreamEvent) => event.data === 'one',
    })
    store.open()
    await environment.advance(60_000)
    expect(store.getState()).toMatchObject({ data: 'one', connection: { status: 'closed', by: 'server' } })
    expect(fetch.calls).toHaveLength(1)
  })

  it("reports an exception of the application's callback as its own, and keeps the stream", async () => {
    const boom = new Error('boom')
    const { store, environment, fetch } = setup([[chunk(one), chunk(two), stall()]], {
      onEvent: () => {
        throw boom
      },
    })
    store.open()
    await environment.advance(60_000)
    await environment.frame()
    expect(environment.errors).toEqual([boom, boom])
    expect(store.getState()).toMatchObject({ data: 'two', error: undefined, connection: { status: 'open' } })
    expect(fetch.calls).toHaveLength(1)
  })

  it('skips, counts and reports data that does not parse', async () => {
    const script = [
      chunk(sse({ data: '{"a":1}' }) + sse({ data: '{"a":' }) + sse({ data: '{"a":2}' })),
      stall(),
    ]
    const { store, environment, errors } = setup<{ a: number }, number>([script], {
      parse: 'json',
      initialData: 0,
      reduce: (sum, event) => sum + event.data.a,
    })
    store.open()
    await environment.advance(0)
    await environment.frame()
    expect(store.getState()).toMatchObject({ data: 3, counters: { events: 2, malformed: 1 } })
    expect(errors).toEqual(['protocol'])
    expect(store.getState().connection.status).toBe('open')
  })

  it('keeps the last events in a ring', async () => {
    const burst = Array.from({ length: 10 }, (_, at) => sse({ data: String(at) })).join('')
    const { store, environment } = setup([[chunk(burst), stall()]], { history: 3 })
    store.open()
    await environment.advance(0)
    await environment.frame()
    expect(store.getState().events.map((event) => event.data)).toEqual(['7', '8', '9'])
  })

  it('listens to the named events only, and still goes on from the last id of all', async () => {
    const named = sse({ event: 'price', data: '5', id: '9' })
    const { store, environment } = setup([[chunk(named + two), stall()]], { events: ['price'] })
    store.open()
    await environment.advance(0)
    await environment.frame()
    expect(store.getState()).toMatchObject({ data: '5', lastEventId: '2', counters: { events: 1 } })
  })

  it('survives letting go and taking hold within one turn with a single request', async () => {
    const { store, environment, fetch } = setup([[chunk(one), stall()]])
    const release = store.retain()
    release()
    const again = store.retain()
    await environment.advance(0)
    expect(fetch.calls).toHaveLength(1)
    again()
    await environment.advance(0)
    expect(store.getState().connection).toEqual({ status: 'idle' })
    expect(environment).toMatchObject({ timers: 0, frames: 0, listeners: 0 })
  })

  describe.each([
    ['zod', { price: z.object({ value: z.coerce.number() }), note: z.string() }],
    [
      'valibot',
      { price: v.object({ value: v.pipe(v.unknown(), v.transform(Number), v.number()) }), note: v.string() },
    ],
  ] as const)('with a schema of %s', (_name, schema) => {
    it('checks and transforms the data of each event name, and listens to no other', async () => {
      const wire = [
        sse({ event: 'price', data: { value: '5' } }),
        sse({ event: 'other', data: '?' }),
        sse({ event: 'note', data: '"hello"' }),
      ]
      const seen: unknown[] = []
      const { store, environment } = setup<unknown, unknown>([[chunk(wire.join('')), stall()]], {
        schema,
        onEvent: ({ type, data }) => seen.push([type, data]),
      })
      store.open()
      await environment.advance(0)
      expect(seen).toEqual([
        ['price', { value: 5 }],
        ['note', 'hello'],
      ])
    })

    it('reports, counts and skips what does not fit, and says where', async () => {
      const wire = [
        sse({ event: 'price', data: { value: 'x' } }),
        sse({ event: 'price', data: { value: 1 } }),
      ]
      const reported: string[] = []
      const { store, environment } = setup<unknown, unknown>([[chunk(wire.join('')), stall()]], {
        schema,
        onError: (error) => reported.push(`${error.kind}: ${error.message}`),
      })
      store.open()
      await environment.advance(0)
      await environment.frame()
      expect(store.getState()).toMatchObject({ data: { value: 1 }, counters: { events: 1, malformed: 1 } })
      expect(reported).toEqual([expect.stringMatching(/^protocol: .*"price".*value: /)])
    })
  })

  it('refuses a schema that validates asynchronously, since events keep their order', async () => {
    const { store, environment, errors } = setup<unknown, unknown>([[chunk(sse({ data: '1' })), stall()]], {
      schema: { message: z.number().refine(async () => true) },
    })
    store.open()
    await environment.advance(0)
    expect(errors).toEqual(['protocol'])
    expect(store.getState().error?.message).toContain('asynchronously')
  })

  describe("with share: 'page'", () => {
    function pair(scripts: readonly Script[], second: EventSourceOptions = {}) {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([...scripts], { environment })
      const common = { environment, transport: fetchTransport({ fetch }), share: 'page' } as const
      const seen: string[][] = [[], []]
      const stores = [{}, second].map((own, at) =>
        createEventSourceStore('https://feed.test/', {
          ...common,
          onEvent: (event) => seen[at]?.push(event.data),
          ...own,
        }),
      ) as [EventSourceStore, EventSourceStore]
      return { environment, fetch, stores, seen }
    }

    it('follows one connection with many stores, each folding for itself', async () => {
      const { environment, fetch, stores, seen } = pair([[chunk(one), wait(10), chunk(two), stall()]], {
        reduce: (data, event) => `${data ?? ''}${event.data}`,
      })
      for (const store of stores) store.open()
      await environment.advance(10)
      await environment.frame()
      expect(fetch.calls).toHaveLength(1)
      expect(stores.map((store) => store.getState().data)).toEqual(['two', 'onetwo'])
      expect(seen).toEqual([
        ['one', 'two'],
        ['one', 'two'],
      ])
    })

    it('tells one that joins late the state and the last event at once', async () => {
      const { environment, stores, seen } = pair([[chunk(one + two), stall()]])
      stores[0].open()
      await environment.advance(0)
      stores[1].open()
      expect(stores[1].getState()).toMatchObject({
        data: 'two',
        lastEventId: '2',
        connection: { status: 'open' },
      })
      expect(seen[1]).toEqual(['two'])
    })

    it('keeps the connection for those who stay, and for a moment after the last has left', async () => {
      const { environment, fetch, stores } = pair([[chunk(one), stall()]])
      const releases = stores.map((store) => store.retain())
      await environment.advance(0)
      releases[0]?.()
      await environment.advance(10_000)
      expect(stores[1].getState().connection.status).toBe('open')
      releases[1]?.()
      await environment.advance(499)
      const again = stores[0].retain()
      await environment.advance(10_000)
      expect(fetch.calls).toHaveLength(1)
      expect(stores[0].getState().connection.status).toBe('open')
      again()
      await environment.advance(500)
      await environment.frame()
      expect(environment).toMatchObject({ timers: 0, frames: 0, listeners: 0 })
    })

    it('does not tell an event twice to a store that comes back', async () => {
      const { environment, stores, seen } = pair([[chunk(one), stall()]])
      const release = stores[0].retain()
      await environment.advance(0)
      release()
      await environment.advance(100)
      stores[0].retain()
      await environment.advance(0)
      expect(seen[0]).toEqual(['one'])
    })

    it('goes on where it was when it comes back after the connection has gone', async () => {
      const { environment, fetch, stores } = pair([[chunk(one), stall()]])
      const release = stores[0].retain()
      await environment.advance(0)
      release()
      await environment.advance(10_000)
      stores[0].retain()
      await environment.advance(0)
      expect(fetch.calls.map((call) => call.headers['last-event-id'])).toEqual([undefined, '1'])
    })

    it('closes for the one that closes', async () => {
      const { environment, stores } = pair([[chunk(one), wait(10), chunk(two), stall()]])
      for (const store of stores) store.open()
      await environment.advance(0)
      stores[0].close()
      await environment.advance(10)
      await environment.frame()
      expect(stores[0].getState()).toMatchObject({
        data: 'one',
        connection: { status: 'closed', by: 'client' },
      })
      expect(stores[1].getState()).toMatchObject({ data: 'two', connection: { status: 'open' } })
    })

    it.each([
      ['other headers', { headers: { a: '1' } }],
      ['another key', { key: 'mine' }],
      ['share: false', { share: false }],
    ] as const)('does not share with %s', async (_name, second) => {
      const { environment, fetch, stores } = pair([[stall()]], second)
      for (const store of stores) store.open()
      await environment.advance(0)
      expect(fetch.calls).toHaveLength(2)
    })

    it('warns where two ask one connection for different manners', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      const { environment, stores } = pair([[stall()]], { timeout: 5 })
      for (const store of stores) store.open()
      await environment.advance(0)
      expect(warn).toHaveBeenCalledOnce()
      expect(warn.mock.calls[0]?.[0]).toContain('"timeout":5')
      warn.mockRestore()
    })
  })

  it.each([
    ['javascript:alert(1)', 'unsupported'],
    ['http://', 'unsupported'],
  ])('fails with a typed error at the address %s', async (url, kind) => {
    const environment = manualEnvironment()
    const store = createEventSourceStore(url, { environment })
    store.open()
    await environment.advance(0)
    expect(store.getState().connection).toMatchObject({ status: 'failed', error: { kind } })
  })
})

function options(environment: ManualEnvironment, fetch: ScriptedFetch): EventSourceOptions {
  return { environment, transport: fetchTransport({ fetch }) }
}
