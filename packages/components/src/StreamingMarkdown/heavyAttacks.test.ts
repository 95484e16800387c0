import { resolve } from 'node:path'
import { type Browser, type CDPSession, type Page, chromium } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { heavyTexts } from './attacks.suite.ts'
import type { HeavyPage } from './heavyPage.suite.tsx'

declare const heavy: HeavyPage

/**
 * Blocks of code that an update may run for each character of the text. Words take 320 where they are read anew, lists
 * in lists the most; of work that grows with the square of the text there are many thousands.
 */
const WORK = 2000

let browser: Browser
let page: Page
let devtools: CDPSession

beforeAll(async () => {
  const [script, styles] = await bundlePage()
  browser = await chromium.launch(inject('chromium'))
  page = await browser.newPage()
  await page.setContent('<!doctype html><body></body>')
  await page.addStyleTag({ content: styles })
  await page.addScriptTag({ type: 'module', content: script })
  await page.waitForFunction(() => 'heavy' in globalThis)
  devtools = await page.context().newCDPSession(page)
  await devtools.send('Profiler.enable')
  await devtools.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}, 60_000)
afterAll(() => browser?.close())

/** React and the parser for production, as a reader meets them: for development they do many times as much. */
async function bundlePage(): Promise<[script: string, styles: string]> {
  vi.stubEnv('NODE_ENV', 'production')
  const result = await build({
    configFile: resolve(import.meta.dirname, '../../../../vite.config.ts'),
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: {
        entry: resolve(import.meta.dirname, 'heavyPage.suite.tsx'),
        formats: ['es'],
        cssFileName: 'page',
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  vi.unstubAllEnvs()
  const files = (result as { output: { code?: string; source?: string }[] }[]).flatMap(({ output }) => output)
  const all = (key: 'code' | 'source'): string => files.map((file) => file[key] ?? '').join('\n')
  return [all('code'), all('source')]
}

/** How many blocks of code the page has run since the last call, counted by the engine: no clock, so no noise. */
async function takeWork(): Promise<number> {
  const { result } = await devtools.send('Profiler.takePreciseCoverage')
  const ranges = result.flatMap(({ functions }) => functions.flatMap((each) => each.ranges))
  return ranges.reduce((sum, { count }) => sum + count, 0)
}

/** For each update the blocks of code that it ran, by character of the text on the screen. */
async function streamed(name: string): Promise<number[]> {
  await page.evaluate((text) => heavy.begin(text), name)
  await takeWork()
  const works: number[] = []
  for (;;) {
    const length = await page.evaluate(() => heavy.next())
    if (length === 0) return works
    works.push((await takeWork()) / length)
  }
}

describe('StreamingMarkdown, given texts that are to keep it busy', () => {
  it.each([...heavyTexts.keys()])(
    'does no more for an update of %j than for other texts of its length',
    async (name) => {
      const works = await streamed(name)
      expect(Math.max(...works)).toBeGreaterThan(0)
      expect(Math.max(...works)).toBeLessThan(WORK)
    },
    60_000,
  )
})

/** The work of one more word in a paragraph with a mark that is open. */
async function workOfWord(before: string): Promise<number> {
  const text = `${before}${'words '.repeat(100)}**bold`
  await page.evaluate((shown) => heavy.show(shown), text)
  await takeWork()
  await page.evaluate((shown) => heavy.show(shown), `${text} word`)
  return takeWork()
}

describe('A paragraph of StreamingMarkdown whose mark is open', () => {
  it('is read once for an update, behind a blank line as well', async () => {
    const atFirst = await workOfWord('')
    const behindBlank = await workOfWord('\n\n')
    expect(atFirst).toBeGreaterThan(0)
    expect(behindBlank / atFirst).toBeLessThan(1.5)
  })
})

/** How many elements the browser styles when a block is added behind so many others. */
async function styledBehind(blocks: number): Promise<number> {
  const text = '```\nword\n```\n\n'.repeat(blocks)
  await page.evaluate((before) => heavy.show(before), text)
  await browser.startTracing(page, { categories: ['devtools.timeline'] })
  await page.evaluate((after) => heavy.show(after), `${text}word`)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; args: { elementCount?: number } }[]
  }
  return traceEvents.reduce(
    (sum, { name, args }) => sum + ((name === 'UpdateLayoutTree' && args.elementCount) || 0),
    0,
  )
}

describe('A new block of StreamingMarkdown', () => {
  it('has the browser style it and the one before, however many there are', async () => {
    const few = await styledBehind(2)
    expect(few).toBeGreaterThan(0)
    expect(await styledBehind(20)).toBe(few)
  })
})
