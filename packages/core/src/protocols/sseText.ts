import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, isObject, parseJson } from '../json.ts'
import { encodePrompt } from './encodePrompt.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/** What {@link sseText} can be told. */
export interface SseTextOptions {
  /**
   * `'text'`: the data is the text as it stands. `'json'`: the data is a JSON string (or a LangChain message).
   * Default `'auto'`: as the first data is.
   */
  readonly data?: 'auto' | 'text' | 'json'
  /** Names of the events that carry text. Default: all but ends, errors, pings and metadata. */
  readonly events?: readonly string[]
}

const END_EVENTS: ReadonlySet<string> = new Set(['done', 'end', 'close', 'complete'])
const SIDE_EVENTS: ReadonlySet<string> = new Set(['metadata', 'ping', 'heartbeat', 'keepalive', 'keep-alive'])

/**
 * Server-sent events whose data is text: a token an event, line breaks as several `data:` lines or inside a JSON
 * string. Ends with `[DONE]`, an event `done` or `end`, or the body. Sends `{ prompt, messages, ...body }`.
 */
export function sseText(options: SseTextOptions = {}): Protocol {
  return {
    name: 'sseText',
    framing: 'sse',
    encode: encodePrompt,
    decode: (emit) => decodeSseText(emit, options),
  }
}

/**
 * Data that is no JSON object or array is text; so are LangServe's message chunks. `[DONE]` alone says nothing yet, and
 * is the end in every format.
 */
export function looksLikeSseText({ kind, name, json }: Sign): boolean {
  if (kind !== 'event') return false
  return typeof json !== 'object' || json === null || (name === 'data' && isChunk(json))
}

/** Reads one answer. */
export function decodeSseText(emit: EmitEvent, options: SseTextOptions = {}): AnswerDecoder {
  let mode = options.data ?? 'auto'
  let over = false

  function read(data: string): void {
    const json = mode === 'text' ? undefined : parseJson(data)
    // The first data tells: a server quotes all of its tokens or none.
    if (mode === 'auto') mode = typeof json === 'string' || isChunk(json) ? 'json' : 'text'
    const delta = mode === 'json' ? jsonText(json, data) : data
    if (delta !== '') emit({ type: 'text-delta', id: '0', delta })
  }

  function end(data: string): void {
    const reason = filled(fields(parseJson(data)).reason)
    // Replicate: `{"reason":"canceled"}`, `{"reason":"error"}`.
    if (reason === 'canceled') emit({ type: 'abort', reason })
    if (reason === 'error') fail(data)
    over = true
    emit({ type: 'done' })
  }

  function fail(data: string): void {
    over = true
    emit({ type: 'error', error: streamError(data) })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      if (frame.kind === 'text' || frame.kind === 'line' || frame.kind === 'document') return read(frame.data)
      if (frame.kind === 'error' || frame.name === 'error') return fail(frame.data)
      if (frame.data === '[DONE]') return end(frame.data)
      if (options.events?.includes(frame.name)) return read(frame.data)
      if (END_EVENTS.has(frame.name)) return end(frame.data)
      if (options.events === undefined && !SIDE_EVENTS.has(frame.name)) return read(frame.data)
      emit({ type: 'unknown', format: 'sseText', raw: { event: frame.name, data: frame.data } })
    },
    end() {
      if (!over) emit({ type: 'done' })
      over = true
    },
  }
}

/** A LangChain message chunk, as LangServe sends it for chat models. */
function isChunk(json: unknown): boolean {
  return isObject(json) && typeof json.content === 'string'
}

function jsonText(json: unknown, data: string): string {
  if (typeof json === 'string') return json
  return isObject(json) ? (filled(json.content) ?? '') : data
}
