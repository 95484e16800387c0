// What coloured code costs the main thread of a page in Chromium.
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { chromium } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../../scripts/system.mjs'
import { CATEGORIES, readTrace } from '../stream/trace.mjs'

/** Updates of 32 characters that are counted, at the end of the code. */
const UPDATES = 150

/** How code gets its colours. @typedef {'none' | 'highlights' | 'spans'} Colours */
/** @typedef {Awaited<ReturnType<typeof openPages>>} Pages */

/** Opens a page for each measurement. */
export async function openPages() {
  const files = await buildPage()
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '', 'http://bench').pathname)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.body)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  })
  const origin = `http://127.0.0.1:${address.port}`

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
      await page.goto(origin)
      await page.waitForFunction(() => 'highlightBench' in window)
      await browser.startTracing(page, { categories: CATEGORIES })
      await run(page, colours !== 'none')
      return readTrace(JSON.parse((await browser.stopTracing()).toString()).traceEvents)
    } finally {
      await page.close()
    }
  }
}

/** The page as a user's build would have it: minified, React for production, our packages from their sources. */
async function buildPage() {
  const built = await build({
    configFile: resolve(import.meta.dirname, '../../vite.config.ts'),
    root: resolve(import.meta.dirname, 'page'),
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: true, target: 'es2022' },
  })
  const files = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  return new Map(
    files.map((file) => {
      const path = file.fileName === 'index.html' ? '/' : `/${file.fileName}`
      const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
      return [path, { type, body: file.type === 'chunk' ? file.code : file.source }]
    }),
  )
}
