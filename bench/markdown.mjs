// What growing Markdown costs the page's main thread for each update: `node bench/markdown.mjs [text …]`.
// Every renderer shows the same text in a page of its own, in turn; the last updates are counted. Ends with an error where
// ours misses a bar.
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { keepAwake } from './awake.mjs'
import { buildPage, launchBrowser, serveFiles } from './page.mjs'
import { median } from './median.mjs'
import { texts } from './markdown/texts.mjs'

/** ms of CPU for an update: of scripts, and of all that the main thread does. @typedef {{ script: number, all: number }} Cost */

const OURS = 'rivulet'
const RENDERERS = [OURS, 'streamdown', 'react-markdown', 'ant-design-x', 'marked', 'floor']
/** What an update of ours may cost, by text. @type {Record<string, Cost>} */
const BARS = {
  'mixed, 50 KB': { script: 1, all: 2.5 },
  'mixed, 200 KB': { script: 1, all: 2.5 },
  'one list, 50 KB': { script: 1.5, all: 3 },
  'one fence, 50 KB': { script: 1.5, all: 3 },
  'one footnote, 50 KB': { script: 1.5, all: 3 },
}
/** The median of ours counts; the others, which have no bar to keep, have one. */
const ROUNDS = 3
/** Updates that are counted, at the end of the text. */
const UPDATES = 150
/** ms for what was shown before the counting to settle. */
const SETTLE = 300

const wanted = process.argv.slice(2)
keepAwake()
const server = await serveFiles(await buildPage(resolve(import.meta.dirname, 'markdown/page')))
const browser = await launchBrowser()
const names = Object.keys(texts).filter((name) => wanted.length === 0 || wanted.includes(name))
console.log('Script (all) in ms of CPU for an update of 32 characters, at the end of the text.\n')
console.log(`| renderer | ${names.join(' | ')} |\n| --- |${' ---: |'.repeat(names.length)}`)
/** @type {string[]} */
const missed = []
for (const renderer of RENDERERS) {
  /** @type {string[]} */
  const cells = []
  for (const name of names) {
    /** @type {Cost[]} */
    const rounds = []
    const count = renderer === OURS ? ROUNDS : 1
    for (let round = 0; round < count; round++) rounds.push(await measure(renderer, name))
    const cost = {
      script: median(rounds.map(({ script }) => script)),
      all: median(rounds.map(({ all }) => all)),
    }
    cells.push(figures(cost))
    const bar = BARS[name]
    if (renderer === OURS && bar && (cost.script > bar.script || cost.all > bar.all))
      missed.push(`${name} takes ${figures(cost)}, not ≤ ${figures(bar)}`)
  }
  console.log(`| ${renderer === OURS ? `**${OURS}**` : renderer} | ${cells.join(' | ')} |`)
}
await browser.close()
server.close()
for (const bar of missed) console.error(`Missed: ${bar}.`)
if (missed.length > 0) process.exitCode = 1

/**
 * By the browser's own counters and the thread's CPU clock. A trace, as bench/stream.mjs needs for the microtasks that
 * these leave out of the scripts, would cost half as much as such an update; here all runs in the frame's callback.
 *
 * @param {string} renderer
 * @param {string} name
 * @returns {Promise<Cost>}
 */
async function measure(renderer, name) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  try {
    await page.goto(`${server.origin}/?renderer=${renderer}&text=${encodeURIComponent(name)}`)
    await page.waitForFunction(() => 'markdownBench' in window)
    await page.evaluate((updates) => window.markdownBench.prepare(updates), UPDATES)
    await wait(SETTLE)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const before = await counters(session)
    await page.evaluate(() => window.markdownBench.run())
    const after = await counters(session)
    return {
      script: (after.script - before.script) / UPDATES,
      all: (after.all - before.all) / UPDATES,
    }
  } finally {
    await page.close()
  }
}

/** @param {import('playwright').CDPSession} session @returns {Promise<Cost>} ms since the page began */
async function counters(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  /** @param {string} counter */
  const ms = (counter) => (metrics.find(({ name }) => name === counter)?.value ?? NaN) * 1000
  return { script: ms('ScriptDuration'), all: ms('TaskDuration') }
}

/** @param {Cost} cost */
function figures({ script, all }) {
  return `${figure(script)} (${figure(all)})`
}

/** @param {number} ms */
function figure(ms) {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0)
}
