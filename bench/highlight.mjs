// What colouring lines of code costs while they stream: `node bench/highlight.mjs [rounds]`.
// Every highlighter gets the same 500 lines one by one in Node. The first round is told apart: a page that shows one
// answer pays no other; of the rest the best counts. Then Chromium shows a block with the chosen one. Prints Markdown.
import { readers } from './highlight/readers.mjs'
import { sizesOf } from './highlight/sizes.mjs'
import { openPages } from './highlight/stream.mjs'
import { texts } from './highlight/texts.mjs'

/** @typedef {import('./highlight/readers.mjs').Language} Language */

const ROUNDS = Number(process.argv[2] ?? 6)
/** Lines at the end, which show whether the cost grows with the block. */
const LAST = 20
/** Characters of the blocks that Chromium shows. */
const SIZES = [8_000, 50_000, 200_000]

console.log('CPU of a line in ms: of all 500, of the last 20, of all in the first round (its longest line).')
console.log(
  'Kilobytes, minified and gzipped: TypeScript alone, and with Python, JSON, shell, HTML and CSS.\n',
)
row(
  'highlighter',
  'carries state',
  'TypeScript',
  'last',
  'first',
  'Python',
  'last',
  'first',
  'kB',
  'six',
  'languages',
)
row('---', '---', ...Array.from({ length: 9 }, () => '---:'))
for (const [name, { carries, languages, open }] of Object.entries(readers)) {
  const costs = [...(await measure(open, 'typescript')), ...(await measure(open, 'python'))]
  row(name, carries ? 'yes' : 'no', ...costs, ...(await sizesOf(name)), String(languages))
}

console.log('\nCPU of an update by 32 characters at the end of a block in ms: scripts (whole thread).\n')
row('colours', ...SIZES.map((size) => `${size / 1000} kB`), 'longest task, 200 kB at once')
row('---', ...SIZES.map(() => '---:'), '---:')
const pages = await openPages()
for (const colours of /** @type {const} */ (['none', 'highlights', 'spans'])) {
  /** @type {string[]} */
  const costs = []
  for (const size of SIZES) {
    const { script, all } = await pages.stream(colours, size)
    costs.push(`${script.toFixed(2)} (${all.toFixed(2)})`)
  }
  row(colours, ...costs, `${(await pages.longestTask(colours, 200_000)).toFixed(0)} ms`)
}
await pages.close()

/** @param {(typeof readers)[string]['open']} open @param {Language} language */
async function measure(open, language) {
  const first = await round(open, language)
  let best = await round(open, language)
  for (let count = 2; count < ROUNDS; count++) {
    const next = await round(open, language)
    if (next.mean < best.mean) best = next
  }
  return [
    best.mean.toFixed(3),
    best.last.toFixed(3),
    `${first.mean.toFixed(2)} (${first.longest.toFixed(0)})`,
  ]
}

/** @param {(typeof readers)[string]['open']} open @param {Language} language */
async function round(open, language) {
  const read = await open(language)
  /** @type {number[]} */
  const costs = []
  let found = 0
  for (const line of texts[language]) {
    const before = process.cpuUsage()
    found += await read(line)
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
  }
  if (found === 0) throw new Error('Nothing was coloured.')
  return { mean: mean(costs), last: mean(costs.slice(-LAST)), longest: Math.max(...costs) }
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** @param {string[]} cells */
function row(...cells) {
  console.log(`| ${cells.join(' | ')} |`)
}
