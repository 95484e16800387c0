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
/** The renderers that tell the speed of a run. */
const PEER = 'streamdown'
const FLOOR = 'floor'
const RENDERERS = [OURS, PEER, FLOOR, 'react-markdown', 'ant-design-x', 'marked']
/** Those whose medians of several rounds count, in turn; the others have one round. */
const OFTEN = [OURS, PEER, FLOOR]
const ROUNDS = 3
/** What an update of ours may cost, by text. @type {Record<string, Cost>} */
const BARS = {
  'mixed, 50 KB': { script: 1, all: 2.5 },
  'mixed, 200 KB': { script: 1, all: 2.5 },
  'one list, 50 KB': { script: 1.5, all: 3 },
  'one fence, 50 KB': { script: 1.5, all: 3 },
  'one footnote, 50 KB': { script: 1.5, all: 3 },
}
/**
 * ms on the machine where the bars were set: the peer's scripts by text, and all of the floor for the mixed text of
 * 50 KB. Most of what the thread does is the browser's work, whoever shows the text.
 *
 * @type {Record<string, number>}
 */
const PEER_THEN = {
  'mixed, 50 KB': 3.8,
  'mixed, 200 KB': 6.6,
  'one list, 50 KB': 80,
  'one fence, 50 KB': 12.6,
  'one footnote, 50 KB': 47,
}
const FLOOR_THEN = 1.4
const MIXED = 'mixed, 50 KB'
/** Updates that are counted, at the end of the text. */
const UPDATES = 150
/** ms for what was shown before the counting to settle. */
const SETTLE = 300

const wanted = process.argv.slice(2)
keepAwake()
const server = await serveFiles(await buildPage(resolve(import.meta.dirname, 'markdown/page')))
const browser = await launchBrowser()
// The floor of the mixed text tells the speed of the run for all.
const names = Object.keys(texts).filter(
  (name) => name === MIXED || wanted.length === 0 || wanted.includes(name),
)
/** Costs by text and renderer. @type {Record<string, Record<string, Cost>>} */
const costs = {}
for (const name of names) costs[name] = await measureAll(name)
await browser.close()
server.close()

console.log('Script (all) in ms of CPU for an update of 32 characters, at the end of the text.\n')
printRow('renderer', names)
printRow(
  '---',
  names.map(() => '---:'),
)
for (const renderer of RENDERERS)
  printRow(
    renderer === OURS ? `**${OURS}**` : renderer,
    names.map((name) => figures(costOf(name, renderer))),
  )
printRow(
  'bar for ours',
  names.map((name) => `≤ ${figures(barOf(name))}`),
)
printRow(
  'the same, by the speed of this run',
  names.map((name) => `≤ ${figures(barHere(name))}`),
)
const missed = names.filter((name) => {
  const cost = costOf(name, OURS)
  const bar = barOf(name)
  return cost.script > bar.script || cost.all > bar.all
})
for (const name of missed)
  console.error(`Missed: ${name} takes ${figures(costOf(name, OURS))}, not ≤ ${figures(barOf(name))}.`)
if (missed.length > 0) process.exitCode = 1

/** @param {string} name @returns {Cost} */
function barOf(name) {
  return BARS[name] ?? { script: NaN, all: NaN }
}

/** What the bar is on this machine, by what the peer's scripts and the floor took in this run. @param {string} name @returns {Cost} */
function barHere(name) {
  const { script, all } = barOf(name)
  return {
    script: (script * costOf(name, PEER).script) / (PEER_THEN[name] ?? NaN),
    all: (all * costOf(MIXED, FLOOR).all) / FLOOR_THEN,
  }
}

/** @param {string} name @param {string} renderer @returns {Cost} */
function costOf(name, renderer) {
  return costs[name]?.[renderer] ?? { script: NaN, all: NaN }
}

/** All renderers with one text, in turn. @param {string} name @returns {Promise<Record<string, Cost>>} */
async function measureAll(name) {
  /** @type {Record<string, Cost[]>} */
  const rounds = Object.fromEntries(RENDERERS.map((renderer) => [renderer, []]))
  for (let round = 0; round < ROUNDS; round++)
    for (const renderer of round === 0 ? RENDERERS : OFTEN)
      rounds[renderer]?.push(await measure(renderer, name))
  return Object.fromEntries(
    Object.entries(rounds).map(([renderer, all]) => [
      renderer,
      { script: median(all.map(({ script }) => script)), all: median(all.map((cost) => cost.all)) },
    ]),
  )
}

/** @param {string} name @param {readonly string[]} cells */
function printRow(name, cells) {
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}

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
