// What growing Markdown costs the page's main thread for each update: `node bench/markdown.mjs [text …]`.
// Every renderer shows the same text in a page of its own, in turn; the last updates are counted.
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { buildPage, launchBrowser, serveFiles } from './page.mjs'
import { texts } from './markdown/texts.mjs'
import { CATEGORIES, readTrace } from './stream/trace.mjs'

const RENDERERS = ['rivulet', 'streamdown', 'react-markdown', 'ant-design-x', 'marked', 'floor']
/** Updates that are counted, at the end of the text. */
const UPDATES = 150
/** ms for what was shown before the counting to settle. */
const SETTLE = 300

const wanted = process.argv.slice(2)
const server = await serveFiles(await buildPage(resolve(import.meta.dirname, 'markdown/page')))
const browser = await launchBrowser()
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
    await page.goto(`${server.origin}/?renderer=${renderer}&text=${encodeURIComponent(name)}`)
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
