// What a stream costs the page's main thread: `node bench/stream.mjs [scenario …]`.
// Every contender reads the same stream in a page of its own, in turn; medians, as multiples of the yardstick.
import { resolve } from 'node:path'
import { chromium } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../scripts/system.mjs'
import { measure } from './stream/measure.mjs'
import { printScenario } from './stream/report.mjs'
import { scenarios } from './stream/scenarios.mjs'
import { serve } from './stream/server.mjs'

const root = resolve(import.meta.dirname, 'stream/page')

/** The page as a user's build would have it: minified, React for production, our packages from their sources. */
async function buildPage() {
  const configFile = resolve(import.meta.dirname, '../vite.config.ts')
  const built = await build({
    configFile,
    root,
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  })
  if (!('output' in built)) throw new Error('One page gives one output.')
  return new Map(
    built.output.map((file) => {
      const body = file.type === 'chunk' ? file.code : file.source
      const path = file.fileName === 'index.html' ? '/' : `/${file.fileName}`
      return [path, { type: contentType(path), body }]
    }),
  )
}

/** @param {string} path */
function contentType(path) {
  if (path.endsWith('.js')) return 'text/javascript'
  return path.endsWith('.css') ? 'text/css' : 'text/html'
}

const wanted = process.argv.slice(2)
const server = await serve(await buildPage())
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
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  /** @type {Record<string, import('./stream/measure.mjs').Result[]>} */
  const results = Object.fromEntries(scenario.contenders.map((contender) => [contender, []]))
  for (let round = 0; round < scenario.repeats; round++)
    for (const contender of scenario.contenders)
      results[contender]?.push(await measure(browser, server, name, contender))
  printScenario(scenario, results)
}
await browser.close()
server.close()
