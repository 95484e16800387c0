// What a stream costs the page's main thread: `node bench/stream.mjs [scenario …]`.
// Every contender reads the same stream in a page of its own, in turn; medians, as multiples of the yardstick.
// Ends with an error where ours miss a bar.
import { resolve } from 'node:path'
import { keepAwake } from './awake.mjs'
import { buildPage, launchBrowser } from './page.mjs'
import { measure } from './stream/measure.mjs'
import { printScenario } from './stream/report.mjs'
import { scenarios } from './stream/scenarios.mjs'
import { serve } from './stream/server.mjs'

const wanted = process.argv.slice(2)
keepAwake()
const server = await serve(await buildPage(resolve(import.meta.dirname, 'stream/page')))
const browser = await launchBrowser()
/** @type {string[]} */
const missed = []
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  /** @type {Record<string, import('./stream/measure.mjs').Result[]>} */
  const results = Object.fromEntries(scenario.contenders.map((contender) => [contender, []]))
  for (let round = 0; round < scenario.repeats; round++)
    for (const contender of scenario.contenders)
      results[contender]?.push(await measure(browser, server, name, contender))
  missed.push(...printScenario(scenario, results))
}
await browser.close()
server.close()
for (const bar of missed) console.error(`Missed: ${bar}.`)
if (missed.length > 0) process.exitCode = 1
