// The longest update of texts that are meant to keep StreamingMarkdown busy: `node bench/attacks.mjs [name …]`.
// Each is streamed in pieces of 512 characters, five times; an update is what the main thread does until its paint.
import { resolve } from 'node:path'
import { buildPage, launchBrowser, serveFiles } from './page.mjs'

/** @typedef {import('../packages/components/src/StreamingMarkdown/heavyPage.suite.tsx').HeavyPage} HeavyPage */

/** ms of CPU that an update may take at most. */
const BAR = 50
/** The first time much is compiled, and any time memory may be collected: the middle one of the longest counts. */
const ROUNDS = 5

const server = await serveFiles(await buildPage(resolve(import.meta.dirname, 'attacks/page')))
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.goto(server.origin)
await page.waitForFunction(() => 'heavy' in globalThis)
/** @type {import('playwright').JSHandle<HeavyPage>} */
const heavy = await page.evaluateHandle('heavy')
const devtools = await page.context().newCDPSession(page)
await devtools.send('Performance.enable')

const wanted = process.argv.slice(2)
const names = (await heavy.evaluate((each) => each.names)).filter(
  (name) => wanted.length === 0 || wanted.includes(name),
)
/** @type {[name: string, ms: number][]} */
const results = []
for (const name of names) {
  /** @type {number[]} */
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await longestUpdate(name))
  results.push([name, rounds.toSorted((one, other) => one - other)[ROUNDS >> 1] ?? NaN])
}
await browser.close()
server.close()

console.log('The longest update in ms of CPU, script, style, layout and paint.\n')
console.log('| text | longest update |\n| --- | ---: |')
for (const [name, ms] of results.toSorted(([, one], [, other]) => other - one))
  console.log(`| ${name} | ${ms.toFixed(0)} |`)
const missed = results.filter(([, ms]) => !(ms <= BAR))
console.log(`\n${results.length - missed.length} of ${results.length} at most ${BAR} ms.`)
process.exitCode = missed.length === 0 ? 0 : 1

/** @param {string} name */
async function longestUpdate(name) {
  await heavy.evaluate((each, text) => each.begin(text), name)
  let longest = 0
  for (;;) {
    const before = await threadTime()
    if ((await heavy.evaluate((each) => each.next())) === 0) return longest
    longest = Math.max(longest, (await threadTime()) - before)
  }
}

/** ms of CPU that the page's main thread has taken. */
async function threadTime() {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN) * 1000
}
