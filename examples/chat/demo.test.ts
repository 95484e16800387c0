import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Locator, Page, Request } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { launchBrowser, startDemo } from './runningDemo.mjs'

// A page is built, a server and a browser are started, and answers come at the pace of a small model.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let demo: Awaited<ReturnType<typeof startDemo>>
let browser: Browser

beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

interface Visit {
  page: Page
  thread: Locator
  feed: Locator
  /** When completions were asked for, in ms. */
  posts: number[]
  /** The exceptions of the page. */
  errors: string[]
}

/** A visitor for whom each delay between attempts is nine tenths of its bound. */
async function visit(options: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options })
  onTestFinished(async () => {
    for (const scope of ['feed', 'completion'])
      await page.request.post(`${demo.url}faults`, { data: { scope, fault: 'clear' } })
    await page.close()
  })
  const posts: number[] = []
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/chat/completions')) posts.push(performance.now())
  })
  await page.addInitScript(() => {
    Math.random = () => 0.9
  })
  await page.goto(demo.url)
  const thread = page.getByRole('region', { name: 'Thread' })
  const feed = page.getByRole('region', { name: 'Live feed' })
  await feed.and(page.locator('[data-status=open]')).waitFor()
  return { page, thread, feed, posts, errors }
}

async function press(page: Page, group: string, fault: string): Promise<void> {
  const name = new RegExp(`^${fault}\\b`)
  await page.getByRole('region', { name: group }).getByRole('button', { name }).click()
}

const withStatus = (region: Locator, status: string): Locator =>
  region.and(region.page().locator(`[data-status=${status}]`))

const answerOf = (thread: Locator): Locator => thread.getByRole('article', { name: 'Assistant' }).last()

const lengthOf = async (answer: Locator): Promise<number> => (await answer.innerText()).length

const eventually = <Value>(read: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> =>
  expect.poll(read, { timeout: 20_000, interval: 100 })

async function ask({ page, thread }: Visit, question: string): Promise<void> {
  await thread.getByRole('textbox').fill(question)
  await page.keyboard.press('Enter')
}

const counted = async (feed: Locator, name: string): Promise<number> =>
  Number(await feed.locator(`[data-count=${name}]`).innerText())

/** Resolves after so many more events of the feed. */
async function moreEvents(feed: Locator, count: number): Promise<void> {
  const before = await counted(feed, 'events')
  await eventually(() => counted(feed, 'events')).toBeGreaterThanOrEqual(before + count)
}

/** The numbers in the ids of the events on the wire, as they came. */
async function idNumbers(feed: Locator): Promise<number[]> {
  const rows = await feed.getByRole('log').getByRole('listitem').allInnerTexts()
  return rows.map((row) => Number(/-(\d+)$/.exec(row.trim())?.[1]))
}

async function expectEachOnce(feed: Locator): Promise<void> {
  const numbers = await idNumbers(feed)
  expect(numbers.length).toBeGreaterThan(3)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  expect(await counted(feed, 'lost')).toBe(0)
  expect(await counted(feed, 'doubled')).toBe(0)
}

test('an answer appears token by token, stops on demand, and the next one comes whole', async () => {
  const visited = await visit()
  const { page, thread, feed, posts, errors } = visited
  await page.getByRole('button', { name: 'What happens when the connection is lost?' }).click()
  const answer = answerOf(thread)
  await eventually(() => lengthOf(answer)).toBeGreaterThan(40)
  const early = await lengthOf(answer)
  await eventually(() => lengthOf(answer)).toBeGreaterThan(early + 40)
  expect(await withStatus(thread, 'streaming').count()).toBe(1)

  await thread.getByRole('button', { name: 'Stop' }).click()
  await withStatus(thread, 'ready').waitFor()
  // What had arrived is shown to its end.
  await moreEvents(feed, 3)
  const stopped = await lengthOf(answer)
  await moreEvents(feed, 3)
  expect(await lengthOf(answer)).toBe(stopped)

  await ask(visited, 'What can you do?')
  await withStatus(thread, 'streaming').waitFor()
  await withStatus(thread, 'ready').waitFor()
  expect(await answerOf(thread).innerText()).toContain('You can ask about')
  expect(await thread.getByRole('article').count()).toBe(4)
  expect(posts).toHaveLength(2)
  expect(errors).toEqual([])
})

test('a feed that is cut counts down, comes back, and has lost and doubled nothing', async () => {
  const { page, feed } = await visit()
  await moreEvents(feed, 3)
  await press(page, 'Break the feed', 'Cut')
  await withStatus(feed, 'waiting').waitFor()
  expect(await feed.getByRole('timer').innerText()).toMatch(/in \d s/)
  const atTheCut = (await idNumbers(feed)).at(-1) ?? Infinity
  await withStatus(feed, 'open').waitFor()
  await moreEvents(feed, 3)
  await expectEachOnce(feed)
  expect((await idNumbers(feed)).at(-1)).toBeGreaterThan(atTheCut + 5)
})

test('a feed that is refused waits as long as Retry-After says', async () => {
  const { page, feed } = await visit()
  await moreEvents(feed, 3)
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 503) refused.push(response.headers()['retry-after'] ?? '')
  })
  await press(page, 'Break the feed', 'Answer 503')
  await withStatus(feed, 'waiting').waitFor()
  await eventually(() => feed.getByText('Attempt 2').count()).toBe(1)
  await withStatus(feed, 'open').waitFor()
  expect(refused).toEqual(['3'])
  await moreEvents(feed, 3)
  await expectEachOnce(feed)
})

test('a feed that stalls is doubted, then given up, and catches up afterwards', async () => {
  const { page, feed } = await visit()
  await moreEvents(feed, 3)
  await press(page, 'Break the feed', 'Stall')
  await withStatus(feed, 'stalled').waitFor()
  await withStatus(feed, 'waiting').waitFor()
  await withStatus(feed, 'open').waitFor()
  await moreEvents(feed, 6)
  await expectEachOnce(feed)
})

test('a question that is refused is asked again when Retry-After is over, and answered once', async () => {
  const visited = await visit()
  const { page, thread, posts } = visited
  await press(page, 'Break the answer', 'Answer 503')
  await ask(visited, 'What can you do?')
  await thread.getByRole('timer').waitFor()
  expect(await thread.getByRole('timer').innerText()).toMatch(/in \d s/)
  await withStatus(thread, 'ready').waitFor()
  expect(await answerOf(thread).innerText()).toContain('You can ask about')
  const [first = 0, second = 0, ...others] = posts
  expect(second - first).toBeGreaterThan(2900)
  expect(others).toEqual([])
})

test.each([
  ['Cut', 'interrupted'],
  ['End early', 'truncated'],
])(
  'an answer that suffers "%s" says so, keeps its text, and is not asked for again by itself',
  async (fault, kind) => {
    const visited = await visit()
    const { page, thread, posts } = visited
    await ask(visited, 'What happens when the connection is lost?')
    const answer = answerOf(thread)
    // The thoughts count too while they are unfolded: most of this is the answer.
    await eventually(() => lengthOf(answer)).toBeGreaterThan(400)
    await press(page, 'Break the answer', fault)
    await withStatus(thread, 'error').waitFor()
    await thread.locator(`[data-kind=${kind}]`).waitFor()
    expect(await thread.getByRole('alert').allInnerTexts()).toHaveLength(1)
    expect(await lengthOf(answer)).toBeGreaterThan(60)
    expect(posts).toHaveLength(1)
    await thread.getByRole('button', { name: 'Try again' }).click()
    await withStatus(thread, 'streaming').waitFor()
    expect(posts).toHaveLength(2)
  },
)

test('each transport carries on where the last one was, and questions are answered with all of them', async () => {
  const visited = await visit()
  const { page, thread, feed } = visited
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/events')) requests.push(request.resourceType())
  })
  await moreEvents(feed, 3)
  for (const name of ['EventSource', 'fetch-event-source', 'fetch']) {
    await page.getByRole('radio', { name, exact: true }).check()
    await withStatus(feed, 'open').waitFor()
    await moreEvents(feed, 4)
    await ask(visited, 'What can you do?')
    await withStatus(thread, 'streaming').waitFor()
    await withStatus(thread, 'ready').waitFor()
    expect(await answerOf(thread).innerText()).toContain('You can ask about')
  }
  expect(requests).toEqual(['eventsource', 'fetch', 'fetch'])
  await expectEachOnce(feed)
})

test('the theme follows the switch, and stays after a reload', async () => {
  const { page } = await visit({ colorScheme: 'light' })
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByRole('radio', { name: 'Dark' }).check()
  const dark = await background()
  expect(dark).not.toBe(light)
  await page.reload()
  await page.getByRole('radio', { name: 'Dark', checked: true }).waitFor()
  expect(await background()).toBe(dark)
  await page.getByRole('radio', { name: 'System' }).check()
  expect(await background()).toBe(light)
})

test('the page weighs less than 150 KB as it comes over the wire', async () => {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  // The feed never ends, and a request that the closing page takes with it has no sizes.
  const files: Request[] = []
  page.on('requestfinished', (request) => files.push(request))
  await page.goto(demo.url)
  await page.getByRole('region', { name: 'Live feed' }).waitFor()
  const sizes = await Promise.all(files.map((request) => request.sizes()))
  const weight = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  expect(weight).toBeGreaterThan(50_000)
  expect(weight).toBeLessThan(150_000)
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

test.each([
  ['a desk', 1280, 800],
  ['a phone', 390, 844],
])('on %s the page fits, and has no barrier that axe can find, light or dark', async (_, width, height) => {
  // A colour in the middle of its transition is none that anybody chose.
  const visited = await visit({ viewport: { width, height }, reducedMotion: 'reduce' })
  const { page, thread, feed } = visited
  await page.evaluate(axe)
  await ask(visited, 'What can you do?')
  await withStatus(thread, 'ready').waitFor()
  await press(page, 'Break the feed', 'Answer 503')
  await withStatus(feed, 'waiting').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await page.evaluate(findBarriers)).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
})

/** Runs in the page. */
async function findBarriers(): Promise<string[]> {
  const { axe: loaded } = window as unknown as { axe: typeof import('axe-core') }
  const { violations } = await loaded.run()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
