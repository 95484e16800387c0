// How fast bytes become frames: `node bench/decoders.mjs`.
// Each decoder reads the same bytes as a bare TextDecoder, in one run, in turn; the best of all rounds counts.
import { resolve } from 'node:path'
import { createParser } from 'eventsource-parser'
import { runnerImport } from 'vite'

const ROUNDS = 15
const MB = 1_000_000

/** @param {string} name */
async function decoder(name) {
  const file = resolve(import.meta.dirname, `../packages/core/src/decode/${name}.ts`)
  const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' })
  return module[name]
}

const [sse, ndjson, text] = await Promise.all(['sse', 'ndjson', 'text'].map(decoder))

/** @typedef {{ decode: (chunk: Uint8Array) => void, end: () => void }} Decoder */

let frames = 0
const count = () => void frames++

/** @type {Record<string, () => Decoder>} */
const contenders = {
  'bare TextDecoder': () => {
    const utf8 = new TextDecoder()
    return { decode: (chunk) => void (frames += utf8.decode(chunk, { stream: true }).length), end() {} }
  },
  'eventsource-parser': () => {
    const utf8 = new TextDecoder()
    const parser = createParser({ onEvent: count, onComment: count })
    return { decode: (chunk) => parser.feed(utf8.decode(chunk, { stream: true })), end() {} }
  },
  'sse()': () => sse()(count),
  'sse({ lenient: true })': () => sse({ lenient: true })(count),
  'ndjson()': () => ndjson()(count),
  'text()': () => text()(count),
}

/** @param {string} wire @param {number} size bytes of a piece */
function inPieces(wire, size) {
  const bytes = new TextEncoder().encode(wire)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.slice(n * size, (n + 1) * size),
  )
}

/** A line for server-sent events, and one for NDJSON of the same length. @param {string} content */
const line = (content) => ({ sse: `data: ${content}\n\n`, ndjson: `${content}${' '.repeat(7)}\n` })
const delta = line(`{"choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}`.padEnd(192))
const foreign = line('{"delta":"日本語のテキスト、Grüße 👩‍👩‍👧"}'.padEnd(60))
const longLine = (/** @type {number} */ length) => line('x'.repeat(length))

/** Pieces of each shape, by the framing that a contender reads. */
const shapes = {
  '200 B deltas in 16 KB pieces': both(delta, (wire) => inPieces(wire.repeat(50_000), 16_384)),
  'one event a piece': both(delta, (wire) => inPieces(wire.repeat(10_000), wire.length)),
  'multi-byte text in 16 KB pieces': both(foreign, (wire) => inPieces(wire.repeat(50_000), 16_384)),
  'a line of 1 MB in 1 KB pieces': both(longLine(MB), (wire) => inPieces(wire, 1024)),
  'a line of 10 MB in 1 KB pieces': both(longLine(10 * MB), (wire) => inPieces(wire, 1024)),
}

/** @param {{ sse: string, ndjson: string }} wires @param {(wire: string) => Uint8Array[]} cut */
function both(wires, cut) {
  return { sse: cut(wires.sse), ndjson: cut(wires.ndjson) }
}

/** ms of one pass. @param {() => Decoder} create @param {Uint8Array[]} pieces */
function pass(create, pieces) {
  const start = performance.now()
  const decoder = create()
  for (const piece of pieces) decoder.decode(piece)
  decoder.end()
  return performance.now() - start
}

/** The best ms of each contender, as multiples of the bare TextDecoder. @param {{ sse: Uint8Array[], ndjson: Uint8Array[] }} wires */
function race(wires) {
  /** @type {Record<string, number>} */
  const best = {}
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, create] of Object.entries(contenders)) {
      const ms = pass(create, name === 'ndjson()' ? wires.ndjson : wires.sse)
      best[name] = Math.min(best[name] ?? Infinity, ms)
    }
  const size = wires.sse.reduce((sum, { length }) => sum + length, 0) / MB
  const bare = best['bare TextDecoder'] ?? NaN
  return Object.values(best).map(
    (ms) => `×${(ms / bare).toFixed(2)} (${((size / ms) * 1000).toFixed(0)} MB/s)`,
  )
}

/** @param {string[]} cells */
function row(...cells) {
  console.log(`| ${cells.join(' | ')} |`)
}

row('', ...Object.keys(contenders))
row('---', ...Object.keys(contenders).map(() => '---:'))
for (const [shape, wires] of Object.entries(shapes)) row(shape, ...race(wires))
