// What coloured code costs the main thread of a page in Chromium.
import { resolve } from 'node:path'
import { buildPage, launchBrowser, serveFiles } from '../page.mjs'
import { CATEGORIES, readTrace } from '../stream/trace.mjs'

/** Updates of 32 characters that are counted, at the end of the code. */
const UPDATES = 150

/** How code gets its colours. @typedef {'none' | 'highlights' | 'spans'} Colours */
/** @typedef {Awaited<ReturnType<typeof openPages>>} Pages */

/** Opens a page for each measurement. */
export async function openPages() {
  const server = await serveFiles(await buildPage(resolve(import.meta.dirname, 'page')))
  const browser = await launchBrowser()

  return {
    /** ms of CPU for an update at the end of a block of so many characters. @param {Colours} colours @param {number} characters */
    async stream(colours, characters) {
      const { script, all } = await measure(colours, (page, coloured) =>
        page.evaluate(
          ([length, updates, is]) => window.highlightBench.stream(length, updates, is),
          /** @type {const} */ ([characters, UPDATES, coloured]),
        ),
      )
      return { script: script / UPDATES, all: all / UPDATES }
    },
    /** ms of the longest task while a finished block of so many characters is shown. @param {Colours} colours @param {number} characters */
    async longestTask(colours, characters) {
      const { longestCpu } = await measure(colours, (page, coloured) =>
        page.evaluate(
          ([length, is]) => window.highlightBench.show(length, is),
          /** @type {const} */ ([characters, coloured]),
        ),
      )
      return longestCpu
    },
    async close() {
      await browser.close()
      server.close()
    },
  }

  /** @param {Colours} colours @param {(page: import('playwright').Page, coloured: boolean) => Promise<void>} run */
  async function measure(colours, run) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    try {
      if (colours === 'spans') await page.addInitScript(() => Reflect.deleteProperty(CSS, 'highlights'))
      await page.goto(server.origin)
      await page.waitForFunction(() => 'highlightBench' in window)
      await browser.startTracing(page, { categories: CATEGORIES })
      await run(page, colours !== 'none')
      return readTrace(JSON.parse((await browser.stopTracing()).toString()).traceEvents)
    } finally {
      await page.close()
    }
  }
}
