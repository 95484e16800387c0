import { resolve } from 'node:path'
import { type Browser, type CDPSession, type Page, chromium } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { heavyAttacks, heavyFormulas } from './attacks.suite.ts'
import type { HeavyPage } from './heavyPage.suite.tsx'

declare const heavy: HeavyPage

/** ms of the main thread's CPU that one update may take. */
const TASK = 50
/** Characters of one update. */
const STEP = 512

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
  await devtools.send('Performance.enable')
}, 60_000)
afterAll(() => browser?.close())

/** React and the parser for production, as a reader meets them: for development they take many times as long. */
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

/** ms of CPU that the page's main thread has taken. */
async function threadTime(): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000
}

async function longestUpdate(text: string, hasFormulas: boolean): Promise<number> {
  await page.evaluate((formulas) => heavy.begin(formulas), hasFormulas)
  let longest = 0
  for (let end = STEP; end < text.length + STEP; end += STEP) {
    const before = await threadTime()
    await page.evaluate((piece) => heavy.show(piece), text.slice(0, end))
    longest = Math.max(longest, (await threadTime()) - before)
  }
  return longest
}

async function expectShortUpdates(text: string, hasFormulas: boolean): Promise<void> {
  // Later times all is compiled, and another update meets the collection of memory.
  let longest = Infinity
  for (let time = 0; time < 3 && longest >= TASK; time++)
    longest = Math.min(longest, await longestUpdate(text, hasFormulas))
  expect(longest).toBeGreaterThan(0)
  expect(longest).toBeLessThan(TASK)
}

describe('StreamingMarkdown, given texts that are to keep it busy', () => {
  it.each(heavyAttacks)(
    'takes less than 50 ms for each update of %j',
    (_, text) => expectShortUpdates(text, false),
    60_000,
  )

  it.each(heavyFormulas)(
    'takes less than 50 ms for each update of %j where formulas are drawn',
    (_, text) => expectShortUpdates(text, true),
    60_000,
  )
})
