// One contender reads one stream in a page of its own.
import { setTimeout as wait } from 'node:timers/promises'
import { scenarios } from './scenarios.mjs'
import { CATEGORIES, readTrace } from './trace.mjs'

/** @typedef {import('./trace.mjs').Cost & { oldRenders: number }} Result */

/** ms for what was shown before the measuring to settle. */
const SETTLE = 500

/**
 * @param {import('playwright').Browser} browser
 * @param {{ origin: string, release: () => void, rehearse: (count: number) => void }} server
 * @param {string} name the scenario's
 * @param {string} contender
 * @returns {Promise<Result>}
 */
export async function measure(browser, server, name, contender) {
  const { before = 0, warm = 0, rehearsal = 0, count = 0 } = scenarios[name] ?? {}
  const uncounted = before + warm
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.on('pageerror', (error) => {
    throw error
  })
  try {
    await page.goto(`${server.origin}/?scenario=${name}&contender=${contender}`, { waitUntil: 'networkidle' })
    if (rehearsal > 0) {
      server.rehearse(rehearsal)
      await page.evaluate(() => window.bench.begin())
      await page.evaluate(() => window.bench.end())
      await wait(SETTLE)
    }
    if (uncounted > 0) {
      await page.evaluate(() => window.bench.begin())
      await page.waitForFunction((sent) => window.bench.shows(sent), uncounted, { polling: 200 })
      await wait(SETTLE)
    }
    await browser.startTracing(page, { categories: CATEGORIES })
    await page.evaluate(() => window.bench.mark())
    if (uncounted > 0) server.release()
    else await page.evaluate(() => window.bench.begin())
    await page.evaluate(() => window.bench.end())
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
    const oldRenders = await page.evaluate(() => window.bench.oldRenders())
    if (!(await page.evaluate((sent) => window.bench.shows(sent), uncounted + count)))
      throw new Error(`${contender} does not show all that was sent in “${name}”.`)
    return { ...readTrace(traceEvents), oldRenders }
  } finally {
    await page.close()
  }
}
