// What growing Markdown costs the page's main thread for each update: `node bench/markdown.mjs [text …]`.
// Every renderer shows the same text in a page of its own, in turn; the last updates are counted.
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../scripts/system.mjs'
import { texts } from './markdown/texts.mjs'
import { CATEGORIES, readTrace } from './stream/trace.mjs'

const RENDERERS = ['rivulet', 'streamdown', 'react-markdown', 'ant-design-x', 'marked', 'floor']
/** Updates that are counted, at the end of the text. */
const UPDATES = 150
/** ms for what was shown before the counting to settle. */
const SETTLE = 300

const root = resolve(import.meta.dirname, 'markdown/page')
const wanted = process.argv.slice(2)
const files = await buildPage()
const server = createServer((request, response) => {
  const file = files.get(new URL(request.url ?? '', 'http://bench').pathname)
  response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
  response.end(file?.body)
})
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('The server has no port.')
const origin = `http://127.0.0.1:${address.port}`
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
const names = Object.keys(texts).filter((name) => wanted.length === 0 || wanted.includes(name))
console.log('Script (all) in ms of CPU for an update of 32 characters, at the end of the text.\n')
console.log(`| renderer | ${names.join(' | ')} |\n| --- |${' ---: |'.repeat(names.length)}`)
for (const renderer of RENDERERS) {
  /** @type {string[]} */
  const cells = []
  for (const name of names) {
    const { script, all } = await measure(renderer, name)
    cells.push(`${figure(script)} (${figure(all)})`)
  }
  console.log(`| ${renderer} | ${cells.join(' | ')} |`)
}
await browser.close()
server.close()

/** @param {string} renderer @param {string} name */
async function measure(renderer, name) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  try {
    await page.goto(`${origin}/?renderer=${renderer}&text=${encodeURIComponent(name)}`)
    await page.waitForFunction(() => 'markdownBench' in window)
    await page.evaluate((updates) => window.markdownBench.prepare(updates), UPDATES)
    await wait(SETTLE)
    await browser.startTracing(page, { categories: CATEGORIES })
    await page.evaluate(() => window.markdownBench.run())
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
    const { script, all } = readTrace(traceEvents)
    return { script: script / UPDATES, all: all / UPDATES }
  } finally {
    await page.close()
  }
}

/** @param {number} ms */
function figure(ms) {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0)
}

/** The page as a user's build would have it: minified, React for production, our packages from their sources. */
async function buildPage() {
  const built = await build({
    root,
    configFile: resolve(import.meta.dirname, '../vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: true, target: 'es2022' },
  })
  if (!('output' in built)) throw new Error('One page gives one output.')
  return new Map(
    built.output.map((file) => {
      const path = file.fileName === 'index.html' ? '/' : `/${file.fileName}`
      const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
      return [path, { type, body: file.type === 'chunk' ? file.code : file.source }]
    }),
  )
}
