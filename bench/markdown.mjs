// What growing Markdown costs the page's main thread for each update: `node bench/markdown.mjs [text …]`.
// Every renderer shows the same text in a page of its own, in turn; the last updates are counted.
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
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
/** No such file: its text is given to the build. */
const ENTRY = resolve(root, 'entry.js')
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
console.log(
  'Script (all) in ms of CPU for an update of 32 characters, at the end of the text; kilobytes gzipped.\n',
)
console.log(`| renderer | ${names.join(' | ')} | size |\n| --- |${' ---: |'.repeat(names.length + 1)}`)
for (const renderer of RENDERERS) {
  /** @type {string[]} */
  const cells = []
  for (const name of names) {
    const { script, all } = await measure(renderer, name)
    cells.push(`${figure(script)} (${figure(all)})`)
  }
  console.log(`| ${renderer} | ${cells.join(' | ')} | ${await sizeOf(renderer)} |`)
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
  const built = await bundle({ root })
  return new Map(
    built.map((file) => {
      const path = file.fileName === 'index.html' ? '/' : `/${file.fileName}`
      const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
      return [path, { type, body: file.type === 'chunk' ? file.code : file.source }]
    }),
  )
}

/** What a renderer adds to a page that has React. @param {string} renderer */
async function sizeOf(renderer) {
  const entry =
    { floor: '', rivulet: '@rivulet/components', 'ant-design-x': '@ant-design/x-markdown' }[renderer] ??
    renderer
  if (entry === '') return '0'
  const exported =
    { rivulet: '{ StreamingMarkdown }', streamdown: '{ Streamdown }', marked: '{ marked }' }[renderer] ??
    '{ default }'
  const more = renderer === 'react-markdown' ? `; export { default as gfm } from 'remark-gfm'` : ''
  const built = await bundle({
    root,
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? `export ${exported} from '${entry}'${more}` : undefined),
      },
    ],
    build: {
      lib: { entry: ENTRY, formats: ['es'], fileName: 'entry' },
      // The library build keeps white space; a user's build does not.
      rolldownOptions: { external: [/^react(-dom)?(\/|$)/], output: { minify: true } },
    },
  })
  const first = built.filter((file) => file.type === 'chunk' && file.isEntry)
  const all = new Set(first.map(({ fileName }) => fileName))
  for (const name of all)
    for (const file of built)
      if (file.type === 'chunk' && file.fileName === name) for (const other of file.imports) all.add(other)
  const bytes = built
    .filter((file) => file.type === 'chunk' && all.has(file.fileName))
    .reduce((sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : '').length, 0)
  return (bytes / 1000).toFixed(1)
}

/** @param {import('vite').InlineConfig} config */
async function bundle(config) {
  const built = await build({
    configFile: resolve(import.meta.dirname, '../vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    ...config,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: true, target: 'es2022', ...config.build },
  })
  const outputs = Array.isArray(built) ? built : [built]
  return outputs.flatMap((each) => ('output' in each ? each.output : []))
}
