import { inspect } from 'node:util'
import {
  createCompletionStore,
  createEventSourceStore,
  nativeTransport,
  openaiChat,
  type CompletionOptions,
  type EventSourceOptions,
  type StreamError,
  type StreamErrorKind,
} from '@rivulet/core'
import {
  chunk,
  cut,
  end,
  manualEnvironment,
  openaiChunks,
  respond,
  sse,
  stall,
  type Script,
} from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

/** In headers, query, fragment, body and cookies of every request here; nowhere else may it turn up. */
const secret = 'swordfish'

const levels = ['debug', 'info', 'log', 'warn', 'error', 'trace', 'dir'] as const

describe('a secret of a request', () => {
  let server: StreamServer
  beforeAll(async () => void (server = await streamServer()))
  afterAll(() => server.close())

  /** All that anybody could see, log or keep: as text, with hidden properties, causes and stacks. */
  let seen: string[] = []
  const see = (value: unknown): void =>
    void seen.push(inspect(value, { depth: Infinity, showHidden: true }), JSON.stringify(value) ?? '')
  beforeEach(() => {
    seen = []
    for (const level of levels)
      vi.spyOn(console, level).mockImplementation((...args: unknown[]) => args.forEach(see))
  })
  afterEach(() => vi.restoreAllMocks())

  const address = (path: string): string => `${server.url}${path}?key=${secret}#${secret}`
  const headers = { authorization: `Bearer ${secret}`, 'x-api-key': secret, cookie: `session=${secret}` }

  async function live(script: Script, options: EventSourceOptions<unknown>, url = address('/live')) {
    server.route('/live', script)
    const environment = manualEnvironment()
    const kinds: StreamErrorKind[] = []
    const store = createEventSourceStore<unknown>(url, {
      environment,
      headers,
      retry: { attempts: 1 },
      ...options,
      onError(error) {
        kinds.push(error.kind)
        see(error)
      },
    })
    store.subscribe(see)
    store.open()
    await vi.waitUntil(async () => {
      await environment.advance(30_000)
      return kinds.length > 0
    })
    store.close()
    see(store)
    see(environment.errors)
    return kinds[0]
  }

  async function completion(script: Script, options: CompletionOptions) {
    server.route('/answer', script)
    const environment = manualEnvironment()
    const kinds: StreamErrorKind[] = []
    const store = createCompletionStore({
      api: address('/answer'),
      protocol: openaiChat(),
      environment,
      headers,
      body: { password: secret },
      ...options,
      onError(error) {
        kinds.push(error.kind)
        see(error)
      },
      onFinish: see,
      onEvent: see,
    })
    store.subscribe(see)
    await store.sendMessage('Hi')
    see(store)
    return kinds[0]
  }

  const refused = respond({ status: 403, headers: { 'set-cookie': `session=${secret}; HttpOnly` } })

  it.each<[StreamErrorKind, Script, EventSourceOptions<unknown>, string?]>([
    ['network', [cut()], {}],
    ['http', [refused, chunk('no')], {}],
    ['content-type', [respond({ contentType: 'text/html' }), chunk('<!doctype html>')], {}],
    ['timeout', [stall()], { timeout: 1_000 }],
    ['stalled', [chunk(sse({ data: '1' })), stall()], { silence: { fail: 1_000 } }],
    ['interrupted', [chunk(sse({ data: '1' })), cut()], {}],
    ['protocol', [chunk(sse({ data: '{' })), stall()], { parse: 'json' }],
    ['overflow', [chunk(sse({ data: 'xxxxxxxxx' })), stall()], { maxFrame: 5 }],
    ['unsupported', [stall()], { headers: { authorization: `Bearer\n${secret}` } }],
    ['unsupported', [stall()], { headers: { [`${secret} x`]: '1' } }],
    ['unsupported', [stall()], { transport: nativeTransport() }],
    ['unsupported', [stall()], {}, `/relative?key=${secret}`],
    ['unsupported', [stall()], {}, `http://?key=${secret}`],
    ['unsupported', [stall()], {}, `javascript:${secret}`],
    ['unsupported', [stall()], {}, `http://user:${secret}@127.0.0.1:1/`],
    ['aborted', [stall()], { fetch: () => Promise.reject(new DOMException('x', 'AbortError')) }],
  ])(
    'shows in nothing that a live stream tells of the error `%s`: %j',
    async (kind, script, options, url) => {
      expect(await live(script, options, url)).toBe(kind)
      expect(seen.join('\n')).not.toContain(secret)
    },
  )

  it.each<[StreamErrorKind, Script, CompletionOptions]>([
    ['network', [cut()], {}],
    ['http', [refused, chunk('{"error":{"message":"no"}}')], {}],
    ['content-type', [respond({ contentType: 'image/png' }), chunk('x')], {}],
    ['interrupted', [...openaiChunks('Hello').slice(0, 2), cut()], {}],
    ['truncated', [...openaiChunks('Hello').slice(0, 2), end()], {}],
    ['protocol', [chunk(sse({ data: '{' })), ...openaiChunks('Hello')], {}],
    ['overflow', [chunk(sse({ data: 'xxxxxxxxx' })), stall()], { maxFrame: 5 }],
    ['provider', [chunk(sse({ data: { error: { message: 'overloaded' } } })), end()], {}],
    ['unsupported', [stall()], { api: `http://user:${secret}@127.0.0.1:1/` }],
  ])('shows in nothing that a completion tells of the error `%s`', async (kind, script, options) => {
    expect(await completion(script, options)).toBe(kind)
    expect(seen.join('\n')).not.toContain(secret)
  })

  it('stays in `cause` where an exception of the application holds it', async () => {
    const thrown = new Error(`no token for ${secret}`)
    const errors: StreamError[] = []
    const store = createEventSourceStore(address('/live'), {
      environment: manualEnvironment(),
      headers: () => Promise.reject(thrown),
      retry: { attempts: 1 },
      onError: (error) => errors.push(error),
    })
    store.open()
    await vi.waitUntil(() => errors.length > 0)
    expect(errors[0]?.cause).toBe(thrown)
    expect(errors[0]?.message).not.toContain(secret)
    expect(JSON.stringify(store.getState())).not.toContain(secret)
  })

  it('does not follow a redirect to another origin, as far as it is in Authorization', async () => {
    const other = await streamServer()
    server.route('/live', [respond({ status: 307, headers: { location: `${other.url}/live` } })])
    other.route('/live', [chunk(sse({ data: 'here' })), stall()])
    const store = createEventSourceStore(address('/live'), { headers: { authorization: `Bearer ${secret}` } })
    store.open()
    await vi.waitUntil(() => store.getState().data === 'here')
    store.close()
    expect(other.requests[0]?.headers['authorization']).toBeUndefined()
    expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${secret}`)
    await other.close()
  })
})
