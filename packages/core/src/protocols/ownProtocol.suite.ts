import { type Protocol, messageText } from '@rivulet/core'

/** Takes `{ question }`; answers in lines: `{ "word": "Hello" }` …, `{ "end": "limit" }`, or `{ "error": "…" }`. */
export const words: Protocol = {
  name: 'words',
  framing: 'ndjson',
  encode: ({ messages, body }) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: messages.slice(-1).map(messageText).join(), ...body }),
  }),
  decode: (emit) => ({
    frame(frame) {
      if (frame.kind !== 'line') return
      const { word, error, end } = parse(frame.data) ?? {}
      if (word) emit({ type: 'text-delta', id: '0', delta: word })
      else if (error) emit({ type: 'error', error: { message: error } })
      else if (end) {
        emit({ type: 'finish', reason: end === 'limit' ? 'length' : 'stop', rawReason: end })
        emit({ type: 'done' })
      } else emit({ type: 'malformed', message: 'A line of another kind', raw: frame.data })
    },
    end() {}, // without a `done` before it, the answer counts as truncated
  }),
}

function parse(line: string): { word?: string; error?: string; end?: string } | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
