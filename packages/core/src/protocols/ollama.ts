import type { EmitEvent, FinishReason } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { encodeOllamaChat, encodeOllamaGenerate } from './ollamaRequest.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import { createReasoningRun } from './reasoningRun.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/** What {@link ollama} can be told. */
export interface OllamaOptions {
  /** Which API the address is of; either's answers are read. Default: `'chat'`. */
  readonly api?: 'chat' | 'generate'
}

/**
 * Ollama's own API (`POST …/api/chat`, `…/api/generate`): lines of JSON. Sends `{ messages, stream: true, ...body }`,
 * or `{ prompt, stream: true, ...body }` for `generate`. For its `/v1` there is `openaiChat()`.
 */
export function ollama({ api = 'chat' }: OllamaOptions = {}): Protocol {
  const encode = api === 'chat' ? encodeOllamaChat : encodeOllamaGenerate
  return { name: 'ollama', framing: 'ndjson', encode, decode: decodeOllama }
}

/** `done` beside a message or a response; or the plain error of one line. */
export function looksLikeOllama({ kind, json }: Sign): boolean {
  if (!isObject(json)) return false
  if (typeof json.done === 'boolean') return isObject(json.message) || typeof json.response === 'string'
  return kind === 'line' && typeof json.error === 'string'
}

const DONE_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
] as const)

/** Reads one answer. */
export function decodeOllama(emit: EmitEvent): AnswerDecoder {
  const reportMalformed = createMalformedReport(emit)
  const reasoning = createReasoningRun(emit)
  /** Older versions give calls no id: they are named after the time of the first line. */
  let prefix: string | undefined
  let callCount = 0
  let over = false

  function read(line: JsonObject): void {
    if (line.error !== undefined) return emit({ type: 'error', error: streamError('', line) })
    const { message, response } = line
    if (!isObject(message) && typeof response !== 'string' && typeof line.done !== 'boolean') {
      return emit({ type: 'unknown', format: 'ollama', raw: line })
    }
    if (prefix === undefined) start(line)
    const { content, thinking = line.thinking, tool_calls } = fields(message)
    if (typeof thinking === 'string' && thinking !== '') reasoning.delta(thinking)
    emitText(typeof response === 'string' ? response : content)
    for (const call of list(tool_calls)) readCall(fields(call))
    if (line.done === true) done(line)
  }

  function start({ model, created_at }: JsonObject): void {
    prefix = filled(created_at) ?? 'call'
    emit({ type: 'start', model: filled(model) })
  }

  function emitText(delta: unknown): void {
    if (typeof delta !== 'string' || delta === '') return
    reasoning.end()
    emit({ type: 'text-delta', id: '0', delta })
  }

  function readCall(call: JsonObject): void {
    reasoning.end()
    const { name, arguments: input } = fields(call.function)
    const toolCallId = filled(call.id) ?? `${prefix ?? 'call'}-${callCount}`
    callCount++
    emit({ type: 'tool-input-start', toolCallId, toolName: filled(name) ?? '' })
    emit({ type: 'tool-input-end', toolCallId, input: input ?? {} })
  }

  function done(line: JsonObject): void {
    reasoning.end()
    const input = finite(line.prompt_eval_count)
    const output = finite(line.eval_count)
    if (input !== undefined || output !== undefined) emit({ type: 'usage', input, output, raw: line })
    const rawReason = filled(line.done_reason)
    const reason = DONE_REASONS.get(rawReason ?? 'stop') ?? 'other'
    // The reason stays `stop` where tools are to be called.
    emit({ type: 'finish', reason: reason === 'stop' && callCount > 0 ? 'tool-calls' : reason, rawReason })
    over = true
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const line = parseJson(frame.data)
      if (isObject(line)) read(line)
      else if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, line) })
      else reportMalformed(frame)
    },
    /** The line with `done: true` alone says that all is there. */
    end() {},
  }
}
