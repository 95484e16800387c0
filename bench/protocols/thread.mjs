// What an answer costs a store: long tool arguments, and a delta at the end of a long thread.

/** @typedef {import('./core.mjs').Core} Core */

/** Nothing is sent to it. */
const api = 'http://bench.example/chat'
const utf8 = new TextEncoder()

/** A `fetch` that answers with these pieces, each in a read of its own. @param {string[]} pieces */
function answering(pieces) {
  const chunks = pieces.map((piece) => utf8.encode(piece))
  return async () => {
    const queue = chunks.values()
    const body = new ReadableStream({
      pull(controller) {
        const { value, done } = queue.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}

/** @param {object} delta @param {string | null} reason */
const chunk = (delta, reason = null) =>
  `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`

/** @param {object} fields of the call */
const call = (fields) => chunk({ tool_calls: [{ index: 0, ...fields }] })

/** CPU ms since the last look. */
function stopwatch() {
  let start = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(start)
    start = process.cpuUsage()
    return (user + system) / 1000
  }
}

/**
 * CPU ms of a whole answer that is one call, its arguments in pieces of `size` characters.
 *
 * @param {Core} core @param {string} args @param {number} size
 */
export async function toolArguments(core, args, size) {
  const deltas = Array.from({ length: Math.ceil(args.length / size) }, (_, n) =>
    call({ function: { arguments: args.slice(n * size, (n + 1) * size) } }),
  )
  const begin = call({ id: 'call_1', type: 'function', function: { name: 'write_file', arguments: '' } })
  const pieces = [begin, ...deltas, chunk({}, 'tool_calls'), 'data: [DONE]\n\n']
  const store = core.createCompletionStore({ api, fetch: answering(pieces) })
  const elapsed = stopwatch()
  await store.sendMessage('Write it')
  const ms = elapsed()
  const part = store.getState().messages.at(-1)?.parts[0]
  if (part?.type !== 'tool' || part.inputText !== args || part.state !== 'input-available')
    throw new Error('The arguments did not arrive.')
  return ms
}

/** An argument as agents send them. @param {number} length characters of its JSON, at least */
export function fileToWrite(length) {
  const line = 'const river = flow("a \\"quoted\\" name", { of: 7 }) // größer\n'
  const content = line.repeat(Math.ceil(length / (JSON.stringify(line).length - 2)))
  return JSON.stringify({ path: 'src/river.ts', content })
}

/** An argument of many small values. @param {number} length characters of its JSON, at least */
export function listOfEdits(length) {
  const edits = []
  for (let at = 0, size = 12; size < length; at++) {
    const edit = { line: at, from: 'old name', to: 'new name', sure: true }
    edits.push(edit)
    size += JSON.stringify(edit).length + 1
  }
  return JSON.stringify({ edits })
}

/**
 * CPU µs a delta, from the first one on, in a thread that had `count` messages.
 *
 * @param {Core} core @param {number} count @param {number} deltas
 */
export async function deltaInThread(core, count, deltas) {
  const pieces = Array.from({ length: deltas }, (_, n) => chunk({ content: `word ${n} ` }))
  const elapsed = stopwatch()
  let begun = false
  const store = core.createCompletionStore({
    api,
    messages: Array.from({ length: count }, (_, n) => message(n)),
    fetch: answering([...pieces, chunk({}, 'stop'), 'data: [DONE]\n\n']),
    onEvent({ type }) {
      if (begun || type !== 'text-delta') return
      begun = true
      elapsed()
    },
  })
  await store.sendMessage('Go on')
  const ms = elapsed()
  if (store.getState().messages.length !== count + 2) throw new Error('The answer did not arrive.')
  return (ms * 1000) / deltas
}

/** @param {number} n @returns {import('@rivulet/core').Message} */
function message(n) {
  const text = `What was said in turn ${n}. `.repeat(20)
  return {
    id: `message-${n}`,
    role: n % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', id: 'text', text, state: 'done' }],
    createdAt: n,
  }
}
