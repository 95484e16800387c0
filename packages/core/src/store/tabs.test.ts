import { chunk, cut, respond, sse } from '@rivulet/testing'
import type { Step } from '@rivulet/testing'
import { type StreamServer, streamServer } from '@rivulet/testing/server'
import { resolve } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import type { EventSourceStore } from './eventSourceOptions.ts'

interface Tab {
  store: EventSourceStore
  ids: string[]
  statuses: string[]
}
declare const tab: Tab

/** A feed that goes on for ever: event `n` when the test says so, everything after `Last-Event-ID` on connecting. */
function createFeedServer(server: StreamServer) {
  let sent = 0
  let wake = (): void => {}
  let news = new Promise<void>((go) => (wake = go))
  let cuts = 0
  server.route('/feed', async function* ({ lastEventId }): AsyncGenerator<Step> {
    yield respond()
    let at = Number(lastEventId || 0)
    const before = cuts
    for (;;) {
      while (at < sent) yield chunk(sse({ data: `n${at + 1}`, id: String((at += 1)) }))
      if (cuts > before) return void (yield cut())
      await news
    }
  })
  const push = (): void => {
    const go = wake
    news = new Promise((next) => (wake = next))
    go()
  }
  return {
    send(count: number) {
      sent += count
      push()
    },
    cutAll() {
      cuts += 1
      push()
    },
    get sent() {
      return sent
    },
    /** Requests for the feed whose answers are under way. */
    get open() {
      return server.requests.filter(({ path, open }) => path === '/feed' && open).length
    },
    get asked() {
      return server.requests.filter(({ path }) => path === '/feed').length
    },
  }
}

describe('tabs of one browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let script: string
  let server: StreamServer
  let context: BrowserContext
  let feed: ReturnType<typeof createFeedServer>

  beforeAll(async () => {
    browser = await chromium.launch(inject('chromium'))
    const result = await build({
      configFile: resolve(import.meta.dirname, '../../../../vite.config.ts'),
      logLevel: 'error',
      build: {
        write: false,
        lib: { entry: resolve(import.meta.dirname, 'tabsPage.suite.ts'), formats: ['es'] },
      },
    })
    script = (result as { output: { code: string }[] }[])[0]?.output[0]?.code ?? ''
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    server = await streamServer()
    server.route('/', [
      respond({ contentType: 'text/html' }),
      chunk('<!doctype html><title>tab</title><script type="module" src="/tab.js"></script>'),
    ])
    server.route('/tab.js', [respond({ contentType: 'text/javascript' }), chunk(script)])
    feed = createFeedServer(server)
    context = await browser.newContext()
  })
  afterEach(async () => {
    await context.close()
    await server.close()
  })

  const openTab = async (): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(server.url)
    return page
  }
  const openTabs = async (count: number): Promise<Page[]> => {
    const pages: Page[] = []
    for (let at = 0; at < count; at += 1) pages.push(await openTab())
    await everyTab(pages, () => tab.store.getState().connection.status === 'open')
    return pages
  }
  const everyTab = async (pages: readonly Page[], condition: (input: number) => boolean, input = 0) => {
    await Promise.all(pages.map((page) => page.waitForFunction(condition, input, { polling: 50 })))
  }
  const ids = (page: Page): Promise<string[]> => page.evaluate(() => tab.ids)
  const upTo = (count: number, from = 1): string[] =>
    Array.from({ length: count - from + 1 }, (_, at) => String(at + from))

  it('ten of them keep one connection, and each is told every event once', async () => {
    const pages = await openTabs(10)
    expect(feed).toMatchObject({ open: 1, asked: 1 })
    feed.send(500)
    await everyTab(pages, (last) => tab.ids.at(-1) === String(last), 500)
    for (const page of pages) expect(await ids(page)).toEqual(upTo(500))
    expect(feed).toMatchObject({ open: 1, asked: 1 })
  })

  it('go on with every event once when the one that connects is killed in the middle of a burst', async () => {
    const pages = await openTabs(10)
    const [leader, ...others] = pages as [Page, ...Page[]]
    const burst = setInterval(() => feed.send(20), 2)
    await everyTab(others, () => tab.ids.length > 100)
    await leader.close({ runBeforeUnload: false })
    const before = feed.sent
    await vi.waitUntil(() => feed.sent > before + 2_000, 10_000)
    clearInterval(burst)
    await everyTab(others, (last) => tab.ids.at(-1) === String(last), feed.sent)
    for (const page of others) expect(await ids(page)).toEqual(upTo(feed.sent))
    expect(feed).toMatchObject({ open: 1, asked: 2 })
  })

  it('go on when the one that connects crashes', async () => {
    const [leader, ...others] = (await openTabs(3)) as [Page, ...Page[]]
    feed.send(10)
    await everyTab(others, () => tab.ids.length === 10)
    await leader.goto('chrome://crash').catch(() => {})
    feed.send(10)
    await everyTab(others, () => tab.ids.length === 20)
    for (const page of others) expect(await ids(page)).toEqual(upTo(20))
  })

  it('go on when the one that connects is blocked, and it goes on when it is not', async () => {
    const [leader, ...others] = (await openTabs(3)) as [Page, ...Page[]]
    feed.send(10)
    await everyTab([leader, ...others], () => tab.ids.length === 10)
    const blocked = leader.evaluate(() => {
      const end = performance.now() + 14_000
      while (performance.now() < end);
    })
    await Promise.all(others.map((page) => page.bringToFront()))
    feed.send(10)
    await everyTab(others, () => tab.ids.length === 20)
    await blocked
    await everyTab([leader], () => tab.ids.length === 20)
    for (const page of [leader, ...others]) expect(await ids(page)).toEqual(upTo(20))
    await vi.waitUntil(() => feed.open === 1)
  })

  it('share the state of the connection', async () => {
    const [first, ...others] = (await openTabs(3)) as [Page, ...Page[]]
    feed.cutAll()
    await everyTab([first, ...others], () => tab.statuses.includes('waiting'))
    await everyTab([first, ...others], () => tab.statuses.at(-1) === 'open')
    await others[0]?.evaluate(() => tab.store.reconnect())
    await vi.waitUntil(() => feed.asked === 3)
    await vi.waitFor(() => expect(feed.open).toBe(1))
  })

  it('tell one that joins late the last event, and not those before', async () => {
    const pages = await openTabs(2)
    feed.send(3)
    await everyTab(pages, () => tab.ids.length === 3)
    const late = await openTab()
    await everyTab([late], () => tab.ids.length === 1)
    feed.send(1)
    await everyTab([late], () => tab.ids.length === 2)
    expect(await ids(late)).toEqual(['3', '4'])
    expect(feed.asked).toBe(1)
  })

  it('let the connection go with the last of them', async () => {
    const pages = await openTabs(3)
    for (const page of pages) await page.evaluate(() => tab.store.close())
    await vi.waitUntil(() => feed.open === 0)
    expect(await pages[0]?.evaluate(() => tab.store.getState().share)).toBe('tabs')
  })

  it('name neither lock nor channel by what may be a secret', async () => {
    const [page] = (await openTabs(1)) as [Page]
    const { held } = await page.evaluate(() => navigator.locks.query())
    expect(held?.map(({ name }) => name)).toEqual([expect.stringMatching(/^rivulet:[0-9a-f]{64}$/)])
  })
})
