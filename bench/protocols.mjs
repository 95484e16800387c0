// What an answer costs from its bytes to an event, and on to a message: `node bench/protocols.mjs [rounds]`.
// All readers get the same bytes in the same run, in turn, and the best of all rounds counts. Prints Markdown, and
// fails where a bar is missed.
import { loadCore } from './protocols/core.mjs'
import { events, floor, message, textOf } from './protocols/readers.mjs'
import { deltaInThread, fileToWrite, listOfEdits, toolArguments } from './protocols/thread.mjs'
import { wires } from './protocols/wires.mjs'

const ROUNDS = Number(process.argv[2] ?? 60)
const DELTAS = 2_000
const BURST = 16_384
/** Times the floor that an event may cost; CPU ms that the arguments may; times the empty thread's cost in a long one. */
const BARS = { events: 2, toolArguments: 200, history: 1.25 }
const ARGUMENTS = 119_000
const HISTORY = [0, 100, 1_000]

const words = ['The ', 'river ', 'carries ', 'what ', 'it ', 'is ', 'given, ', 'größer ', 'and ', 'on.\n']
const text = Array.from({ length: DELTAS }, (_, n) => words[n % words.length] ?? '')
const core = await loadCore()
const readers = { floor, events, message }
/** @type {string[]} */
const missed = []

/** @typedef {Record<keyof typeof readers, number>} Costs */

deltas()
await longArguments()
await longThreads()
for (const what of missed) console.error(`Missed: ${what}`)
if (missed.length > 0) process.exitCode = 1

/** Prints what a delta of each format costs. */
function deltas() {
  row('Format', 'Floor', 'Events', 'Message', 'Floor, burst', 'Events, burst', 'Message, burst')
  row('---', '---:', '---:', '---:', '---:', '---:', '---:')
  for (const [format, wire] of Object.entries(wires)) {
    const single = pieces(wire)
    if (textOf(wire, core, single) !== text.join('')) throw new Error(`${format} did not arrive.`)
    const costs = [single, inBursts(single)].map((body) => measure(wire, body))
    row(format, ...costs.flatMap(cells))
    for (const { floor, events } of costs)
      if (events > floor * BARS.events) missed.push(`${format}: ${times(events / floor)} the floor`)
  }
}

/** The best of all rounds. @param {import('./protocols/wires.mjs').Wire} wire @param {Uint8Array[]} body */
function measure(wire, body) {
  /** @type {Costs} */
  const best = { floor: Infinity, events: Infinity, message: Infinity }
  for (let round = 0; round < ROUNDS; round++)
    for (const name of /** @type {(keyof Costs)[]} */ (Object.keys(readers)))
      best[name] = Math.min(best[name], microseconds(readers[name](wire, core), body))
  return best
}

/** µs a delta. @param {import('./protocols/readers.mjs').Reader} reader @param {Uint8Array[]} body */
function microseconds(reader, body) {
  const start = performance.now()
  for (const piece of body) reader.decode(piece)
  reader.end()
  return ((performance.now() - start) * 1000) / DELTAS
}

/** A body, an event a piece. @param {import('./protocols/wires.mjs').Wire} wire */
function pieces({ head = '', delta, tail = '' }) {
  const events = text.map(delta)
  const utf8 = new TextEncoder()
  return [head, ...events, tail].filter((text) => text !== '').map((text) => utf8.encode(text))
}

/** @param {Uint8Array[]} body */
function inBursts(body) {
  const bytes = Buffer.concat(body)
  return Array.from({ length: Math.ceil(bytes.length / BURST) }, (_, n) =>
    Uint8Array.from(bytes.subarray(n * BURST, (n + 1) * BURST)),
  )
}

/** @param {Costs} costs */
function cells({ floor, events, message }) {
  return [µs(floor), `${µs(events)} ${times(events / floor)}`, `${µs(message)} ${times(message / floor)}`]
}

/** Prints what a call with long arguments costs. */
async function longArguments() {
  console.log('')
  row(`${ARGUMENTS / 1000} KB of arguments`, 'Pieces', 'CPU')
  row('---', '---:', '---:')
  for (const [name, args] of Object.entries({
    'a file to write': fileToWrite(ARGUMENTS),
    'a list of edits': listOfEdits(ARGUMENTS),
  }))
    for (const size of [4, 12, 40]) {
      let ms = Infinity
      for (let round = 0; round < 10; round++) ms = Math.min(ms, await toolArguments(core, args, size))
      row(
        name,
        `${Math.ceil(args.length / size).toLocaleString('en')} of ${size} characters`,
        `${ms.toFixed(0)} ms`,
      )
      if (ms > BARS.toolArguments) missed.push(`${name} in pieces of ${size}: ${ms.toFixed(0)} ms`)
    }
}

/** Prints what a delta costs at the end of a long thread. */
async function longThreads() {
  console.log('')
  row('Messages before', 'CPU for a delta')
  row('---:', '---:')
  /** @type {Map<number, number>} */
  const best = new Map()
  for (let round = 0; round < 10; round++)
    for (const count of HISTORY)
      best.set(count, Math.min(best.get(count) ?? Infinity, await deltaInThread(core, count, 3_000)))
  const alone = best.get(0) ?? NaN
  for (const [count, cost] of best) {
    row(count.toLocaleString('en'), µs(cost))
    if (cost > alone * BARS.history) missed.push(`a thread of ${count}: ${times(cost / alone)} an empty one`)
  }
}

/** @param {number} value */
function µs(value) {
  return `${value.toFixed(2)} µs`
}

/** @param {number} ratio */
function times(ratio) {
  return `×${ratio.toFixed(2)}`
}

/** @param {string[]} cells */
function row(...cells) {
  console.log(`| ${cells.join(' | ')} |`)
}
