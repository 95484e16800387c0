// Who reads a stream: the least that any reader must do, and ours.
import { createParser } from 'eventsource-parser'

/**
 * @typedef {import('./core.mjs').Core} Core
 * @typedef {import('./wires.mjs').Wire} Wire
 * @typedef {{ decode: (chunk: Uint8Array) => void, end: () => void }} Reader
 */

/** Kept, so that no engine drops the work. */
let seen = 0

/** Bytes → text → server-sent events, or lines → JSON. @param {Wire} wire @returns {Reader} */
export function floor({ contentType }) {
  const utf8 = new TextDecoder()
  const feed = textReader(contentType)
  return { decode: (chunk) => feed(utf8.decode(chunk, { stream: true })), end() {} }
}

/** @param {string | undefined} contentType @returns {(text: string) => void} */
function textReader(contentType) {
  if (contentType === undefined) {
    const parser = createParser({ onEvent: ({ data }) => parse(data) })
    return (text) => parser.feed(text)
  }
  return contentType.includes('json') ? lineReader() : (text) => void (seen += text.length)
}

function lineReader() {
  let held = ''
  return (/** @type {string} */ text) => {
    const lines = (held + text).split('\n')
    held = lines.pop() ?? ''
    for (const line of lines) parse(line)
  }
}

/** @param {string} data */
function parse(data) {
  if (data !== '' && data !== '[DONE]') JSON.parse(data)
  seen++
}

/** Bytes → completion events. @param {Wire} wire @param {Core} core */
export function events(wire, core) {
  return reader(wire, core, () => void seen++)
}

/** Bytes → a message. @param {Wire} wire @param {Core} core */
export function message(wire, core) {
  const draft = newDraft(core)
  return reader(wire, core, (event) => draft.apply(event))
}

/** The text that comes of a body. @param {Wire} wire @param {Core} core @param {Uint8Array[]} body */
export function textOf(wire, core, body) {
  const draft = newDraft(core)
  const { decode, end } = reader(wire, core, (event) => draft.apply(event))
  for (const piece of body) decode(piece)
  end()
  return draft.done ? core.messageText(draft.snapshot()) : undefined
}

/** @param {Core} core */
function newDraft(core) {
  return core.createMessageDraft({ id: 'm', createdAt: 0, environment: { now: () => 0 } })
}

/** @param {Wire} wire @param {Core} core @param {import('@rivulet/core').EmitEvent} emit @returns {Reader} */
function reader({ protocol, contentType = 'text/event-stream' }, core, emit) {
  const { framing, decode } = protocol(core)
  const answer = decode(emit)
  const decoder = decoderOf(framing, contentType, core)((frame) => answer.frame(frame))
  return {
    decode: (chunk) => decoder.decode(chunk),
    end() {
      decoder.end()
      answer.end()
    },
  }
}

/** As a store chooses it. @param {import('@rivulet/core').Framing} framing @param {string} contentType @param {Core} core */
function decoderOf(framing, contentType, core) {
  switch (framing) {
    case 'sse':
      return core.sse({ lenient: true })
    case 'ndjson':
      return core.ndjson()
    case 'text':
      return core.textDecoder()
    case 'auto':
      return core.autoDecoder({ contentType })
  }
}
