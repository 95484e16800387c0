// The benchmark's page and the streams that it reads, at one address.
import { setTimeout as wait } from 'node:timers/promises'
import { serveFiles } from '../page.mjs'
import { scenarios, tokenAt } from './scenarios.mjs'

/** @typedef {import('./scenarios.mjs').Scenario} Scenario */

/** @param {string} content */
const delta = (content) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_763_000_000,
    model: 'bench',
    choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }],
  })}\n\n`

/** @param {number} at */
const price = (at) =>
  `id: ${at}\ndata: ${JSON.stringify({ symbol: 'EURUSD', price: (1.1 + (at % 97) / 10_000).toFixed(4), count: at + 1 })}\n\n`

const wires = {
  tokens: {
    /** @param {number} at */
    piece: (at) => delta(tokenAt(at)),
    end: `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`,
  },
  events: { piece: price, end: '' },
}

/**
 * Serves files, and each scenario's stream under its name.
 *
 * @param {import('../page.mjs').Files} files
 */
export async function serve(files) {
  /** @type {(() => void) | undefined} */
  let release
  /** Tokens of the next answer, where it is a rehearsal. */
  let rehearsed = 0
  const server = await serveFiles(files, (path, response) => {
    const scenario = scenarios[path.replace('/streams/', '')]
    if (scenario !== undefined) void stream(response, scenario)
    return scenario !== undefined
  })
  return {
    ...server,
    /** Lets the stream go on that has sent what was to be on the screen. */
    release: () => release?.(),
    /** Makes the next answer one of so many tokens. @param {number} count */
    rehearse: (count) => void (rehearsed = count),
  }

  /** @param {import('node:http').ServerResponse} response @param {Scenario} scenario */
  async function stream(response, scenario) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const { before, warm } = scenario
    const count = rehearsed || scenario.count
    rehearsed = 0
    if (before > 0) response.write(pieces(scenario, 0, before))
    await send(response, scenario, before, warm)
    if (before + warm > 0) await new Promise((resolve) => (release = () => resolve(undefined)))
    await send(response, scenario, before + warm, count)
    response.end(wires[scenario.wire].end)
  }
}

/** Each piece at its time, in a write of its own. @param {import('node:http').ServerResponse} response @param {Scenario} scenario @param {number} from @param {number} count */
async function send(response, scenario, from, count) {
  const { wire, rate } = scenario
  if (rate === undefined) return void response.write(pieces(scenario, from, from + count))
  const start = performance.now()
  for (let sent = 0; sent < count && !response.destroyed; await wait(1)) {
    const due = Math.min(count, Math.floor(((performance.now() - start) * rate) / 1000))
    for (; sent < due; sent++) response.write(wires[wire].piece(from + sent))
  }
}

/** @param {Scenario} scenario @param {number} from @param {number} to */
function pieces({ wire }, from, to) {
  return Array.from({ length: to - from }, (_, at) => wires[wire].piece(from + at)).join('')
}
