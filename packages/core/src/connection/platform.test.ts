import type { EventSourceOptions } from '@rivulet/core'
import {
  chunk,
  cut,
  openaiChunks,
  respond,
  sse,
  stall,
  type ScriptedRequest,
  type Step,
} from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { resolve } from 'node:path'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
  vi,
} from 'vitest'
import { type BareChromium, type BarePage, bundlePage, launchChromium } from './chromium.suite.ts'
import type { PlatformPage } from './platformPage.suite.ts'

declare const platform: PlatformPage

/** A feed that goes on for ever: everything after `Last-Event-ID`, then event `n` when the test says so. */
function createFeed(server: StreamServer) {
  let sent = 0
  let cuts = 0
  let wake = (): void => {}
  let news = new Promise<void>((go) => (wake = go))
  const push = (): void => {
    const go = wake
    news = new Promise((next) => (wake = next))
    go()
  }
  server.route('/feed', async function* ({ lastEventId }): AsyncGenerator<Step> {
    yield respond()
    const before = cuts
    for (let at = Number(lastEventId); ;) {
      while (at < sent) yield chunk(sse({ data: `n${at + 1}`, id: String((at += 1)) }))
      if (cuts > before) return void (yield cut())
      await news
    }
  })
  const requests = () => server.requests.filter(({ path }) => path === '/feed')
  return {
    send(count: number) {
      sent += count
      push()
    },
    cut() {
      cuts += 1
      push()
    },
    get open() {
      return requests().filter(({ open }) => open).length
    },
    /** The ids that it was asked to go on from. */
    get asked() {
      return requests().map(({ lastEventId }) => lastEventId)
    },
  }
}

/** The page, and another one to go to. */
function servePage(server: StreamServer, script: string): void {
  // A page that must not be stored is not kept in the back/forward cache either.
  const headers = { 'cache-control': 'max-age=60' }
  const html = respond({ contentType: 'text/html', headers })
  server.route('/', [html, chunk('<!doctype html><script type="module" src="/page.js"></script>')])
  server.route('/elsewhere', [html, chunk('<!doctype html>')])
  server.route('/page.js', [respond({ contentType: 'text/javascript', headers }), chunk(script)])
}

describe('a page in Chromium', { timeout: 60_000 }, () => {
  let browser: BareChromium
  let script: string
  let server: StreamServer
  let page: BarePage
  let feed: ReturnType<typeof createFeed>

  beforeAll(async () => {
    const entry = resolve(import.meta.dirname, 'platformPage.suite.ts')
    ;[browser, script] = await Promise.all([launchChromium(inject('chromium')), bundlePage(entry)])
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    server = await streamServer()
    servePage(server, script)
    feed = createFeed(server)
    page = await browser.openPage(server.url)
  })
  afterEach(async () => {
    await page.close()
    await server.close()
  })

  const ids = (): Promise<string[]> => page.evaluate(() => platform.ids)
  const upTo = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at + 1))
  const hasId = (last: number): Promise<void> => page.until((id) => platform.ids.at(-1) === String(id), last)
  const hasStatus = (status: string): Promise<void> =>
    page.until((wanted) => platform.statuses.at(-1) === wanted, status)
  const setOffline = async (offline: boolean): Promise<void> => {
    const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
    await page.send('Network.emulateNetworkConditions', { offline, ...unlimited })
  }
  /** Follows the feed up to event 3. */
  const follow = async (options: EventSourceOptions = {}): Promise<void> => {
    await page.evaluate((given) => void platform.follow(given), options)
    feed.send(3)
    await hasId(3)
  }

  it('doubts an open stream while the machine is offline, and takes what comes all the same', async () => {
    await follow()
    await setOffline(true)
    await hasStatus('stalled')
    feed.send(3)
    await hasId(6)
    await hasStatus('open')
    await setOffline(false)
    feed.send(3)
    await hasId(9)
    expect(feed.asked).toEqual([''])
  })

  it('asks anew as soon as the machine is back where nothing came in between', async () => {
    await follow()
    await setOffline(true)
    await hasStatus('stalled')
    await setOffline(false)
    await hasStatus('open')
    feed.send(3)
    await hasId(6)
    expect(feed.asked).toEqual(['', '3'])
    await vi.waitUntil(() => feed.open === 1)
  })

  it('waits for the network where the connection breaks without one', async () => {
    await follow()
    await setOffline(true)
    await hasStatus('stalled')
    feed.cut()
    await hasStatus('offline')
    feed.send(3)
    await setOffline(false)
    await hasId(6)
    expect(await ids()).toEqual(upTo(6))
    expect(feed.asked).toEqual(['', '3'])
  })

  it('keeps the stream of a tab that is hidden', async () => {
    await follow()
    const other = await browser.openPage(`${server.url}/elsewhere`)
    await page.until(() => platform.lifecycle.at(-1) === 'hidden')
    feed.send(3)
    await hasId(6)
    await other.close()
    expect(feed.asked).toEqual([''])
  })

  it("lets go of the stream of a hidden tab with `whenHidden: 'pause'`, until it is shown", async () => {
    await follow({ whenHidden: 'pause' })
    const other = await browser.openPage(`${server.url}/elsewhere`)
    await hasStatus('paused')
    await vi.waitUntil(() => feed.open === 0)
    feed.send(3)
    await other.close()
    await hasId(6)
    expect(await ids()).toEqual(upTo(6))
    expect(feed.asked).toEqual(['', '3'])
  })

  it('lets go of the stream when the page is frozen, and goes on where it was', async () => {
    await follow()
    await page.send('Page.setWebLifecycleState', { state: 'frozen' })
    await vi.waitUntil(() => feed.open === 0)
    feed.send(3)
    await page.send('Page.setWebLifecycleState', { state: 'active' })
    await hasId(6)
    expect(await page.evaluate(() => platform.lifecycle)).toEqual(
      expect.arrayContaining(['freeze', 'resume']),
    )
    expect(await ids()).toEqual(upTo(6))
    expect(feed.asked).toEqual(['', '3'])
  })

  it('leaves the connection that it shares to another tab when it is frozen, and is told by that one what it missed', async () => {
    const shared: EventSourceOptions = { share: 'tabs' }
    await follow(shared)
    const other = await browser.openPage(server.url)
    onTestFinished(() => other.close())
    await other.evaluate((options) => void platform.follow(options), shared)
    await other.until(() => platform.ids.at(-1) === '3')
    await page.send('Page.setWebLifecycleState', { state: 'frozen' })
    await vi.waitUntil(() => feed.asked.length === 2 && feed.open === 1)
    feed.send(3)
    await other.until(() => platform.ids.at(-1) === '6')
    await page.send('Page.setWebLifecycleState', { state: 'active' })
    await hasStatus('open')
    feed.send(3)
    await Promise.all([hasId(9), other.until(() => platform.ids.at(-1) === '9')])
    expect(await ids()).toEqual(upTo(9))
    expect(await other.evaluate(() => platform.ids)).toEqual(upTo(9).slice(2))
    expect(feed.asked).toEqual(['', '3'])
  })

  it('is fit for the back/forward cache, and goes on where it was', async () => {
    await follow()
    await page.send('Page.navigate', { url: `${server.url}/elsewhere` })
    await vi.waitUntil(() => feed.open === 0)
    feed.send(3)
    await page.evaluate(() => history.back())
    await hasId(6)
    expect(await page.evaluate(() => platform.lifecycle)).toContain('pageshow, persisted')
    expect(await ids()).toEqual(upTo(6))
    expect(feed.asked).toEqual(['', '3'])
  })

  it('gets back what was lost while the page blocked its thread and the connection broke', async () => {
    await follow()
    const blocked = page.evaluate(() => {
      void fetch('/elsewhere?blocked')
      const end = performance.now() + 1_000
      while (performance.now() < end);
    })
    await vi.waitUntil(() => server.requests.some(({ query }) => 'blocked' in query))
    feed.send(30)
    feed.cut()
    await blocked
    await hasId(33)
    expect(await ids()).toEqual(upTo(33))
    // Whether Chromium throws away what had arrived in that second, it decides anew each time.
    await vi.waitUntil(() => feed.asked.length === 2)
    expect(feed.asked[1]).toMatch(/^(3|33)$/)
  })

  it('does not carry Authorization to another origin', async () => {
    const other = await streamServer()
    for (const [from, to] of [
      [server, server],
      [server, other],
    ] as const) {
      from.route('/gate', [respond({ status: 307, headers: { location: `${to.url}/feed` } })])
      to.route('/feed', [chunk(sse({ data: 'here', id: '1' })), stall()])
      await page.evaluate(async () => {
        const store = platform.follow({ headers: { authorization: 'Bearer secret' } }, '/gate')
        await new Promise<void>((arrived) => {
          store.subscribe(({ lastEvent }) => lastEvent && arrived())
        })
        store.close()
        platform.ids.length = 0
      })
    }
    const authorizations = (of: StreamServer): unknown[] =>
      of.requests.filter(({ path }) => path === '/feed').map(({ headers }) => headers['authorization'])
    expect(authorizations(server)).toEqual(['Bearer secret'])
    expect(authorizations(other)).toEqual([undefined])
    await other.close()
  })

  it('tells other tabs, logs and storage nothing of what is secret in a request', async () => {
    server.route('/feed', [
      [cut()],
      [respond({ status: 503, headers: { 'set-cookie': 'session=swordfish' } }), chunk('busy')],
      [chunk(sse({ data: 'one', id: '1' })), cut()],
      [respond({ contentType: 'text/html' }), chunk('<!doctype html>')],
    ])
    const seen = await page.evaluate(async () => {
      document.cookie = 'session=swordfish'
      const texts: string[] = []
      const see = (value: unknown): void => void texts.push(JSON.stringify(value) ?? '')
      const { postMessage } = BroadcastChannel.prototype
      BroadcastChannel.prototype.postMessage = function (message) {
        see({ name: this.name, message })
        postMessage.call(this, message)
      }
      for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
        console[level] = (...args) => see(args.map(String))
      const store = platform.follow(
        { share: 'tabs', headers: { authorization: 'Bearer swordfish', 'x-api-key': 'swordfish' } },
        '/feed?key=swordfish#swordfish',
      )
      await new Promise<void>((failed) => {
        store.subscribe((state) => {
          see([state, String(state.error), state.error?.stack])
          if (state.connection.status === 'failed') failed()
        })
      })
      const { held, pending } = await navigator.locks.query()
      see([held, pending, Object.entries(localStorage), Object.entries(sessionStorage)])
      see([await indexedDB.databases(), await caches.keys(), performance.getEntriesByType('mark')])
      return texts.join('\n')
    })
    for (const told of ['"type":"events"', '"type":"state"', '"type":"failure"', 'rivulet:', 'content-type'])
      expect(seen).toContain(told)
    expect(seen).not.toContain('swordfish')
  })

  describe('a POST', () => {
    const posts = (): ScriptedRequest[] => server.requests.filter(({ path }) => path === '/chat')
    /** Over a connection that another request has left behind; `sent`: how often the page has asked for it. */
    const ask = (): Promise<{
      status: string
      completion: string
      error: string | undefined
      sent: number
    }> =>
      page.evaluate(async () => {
        await fetch('/elsewhere', { cache: 'no-store' }).then((response) => response.text())
        const { status, completion, error } = (await platform.ask()).getState()
        return { status, completion, error: error?.kind, sent: platform.sent }
      })
    const whole = openaiChunks('Hello')

    it('is sent a second time by Chromium itself where a kept-alive connection breaks before the response', async () => {
      server.route('/chat', [[cut()], whole])
      // Leaves a connection behind for the next request.
      await page.evaluate(() =>
        fetch('/elsewhere', { cache: 'no-store' }).then((response) => response.text()),
      )
      expect(await ask()).toEqual({ status: 'ready', completion: 'Hello', error: undefined, sent: 1 })
      const keys = posts().map(({ headers }) => headers['idempotency-key'])
      expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0]])
    })

    it('is sent once where the response has begun', async () => {
      server.route('/chat', [[respond(), cut()], whole])
      await page.evaluate(() =>
        fetch('/elsewhere', { cache: 'no-store' }).then((response) => response.text()),
      )
      expect(await ask()).toEqual({ status: 'error', completion: '', error: 'interrupted', sent: 1 })
      expect(posts()).toHaveLength(1)
    })
  })
})
