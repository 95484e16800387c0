import { readErrorObject } from '../errorBody.ts'
import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, idText, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { encodeCohere } from './cohereRequest.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/** Cohere's chat (`POST https://api.cohere.com/v2/chat`). Sends `{ messages, stream: true, ...body }`. */
export function cohere(): Protocol {
  return { name: 'cohere', framing: 'auto', encode: encodeCohere, decode: decodeCohere }
}

const EVENT_TYPE =
  /^(message-(start|end)|content-(start|delta|end)|tool-plan-delta|tool-call-(start|delta|end)|citation-(start|end))$/

/** Its event types, a whole answer, or an event of the first version. */
export function looksLikeCohere({ json }: Sign): boolean {
  if (!isObject(json)) return false
  return typeof json.type === 'string' ? EVENT_TYPE.test(json.type) : isWhole(json) || isFirstVersion(json)
}

function isWhole({ message, finish_reason }: JsonObject): boolean {
  return isObject(message) && typeof finish_reason === 'string'
}

function isFirstVersion({ event_type, is_finished }: JsonObject): boolean {
  return typeof event_type === 'string' && typeof is_finished === 'boolean'
}

const FIRST_VERSION =
  'The answer is of Cohere’s first API (/v1/chat), which is not read here: ask its second one, /v2/chat.'

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['COMPLETE', 'stop'],
  ['STOP_SEQUENCE', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['TOOL_CALL', 'tool-calls'],
  ['ERROR', 'error'],
  ['TIMEOUT', 'error'],
] as const)

/** Reads one answer. */
export function decodeCohere(emit: EmitEvent): AnswerDecoder {
  const malformed = createMalformedReport(emit)
  /** What each of the open blocks is, by its index. */
  const blocks = new Map<string, 'text-end' | 'reasoning-end'>()
  /** Ids of the calls, by their index. */
  const calls = new Map<string, string>()
  let begun = 0
  let planned = false
  let over = false

  function read(event: JsonObject): void {
    const index = idText(event.index) ?? '0'
    const message = fields(fields(event.delta).message)
    switch (event.type) {
      case 'message-start':
        return emit({ type: 'start', messageId: filled(event.id) })
      case 'content-start':
      case 'content-delta':
        return readContent(index, fields(message.content))
      case 'content-end':
        return endBlock(index)
      case 'tool-plan-delta':
        return readPlan(message.tool_plan)
      case 'tool-call-start':
        return startCall(index, fields(message.tool_calls))
      case 'tool-call-delta':
        return readArguments(index, fields(message.tool_calls))
      case 'tool-call-end':
        return endCall(index)
      case 'citation-start':
        return readCitation(fields(message.citations))
      case 'citation-end':
        return
      case 'message-end':
        return finish(fields(event.delta))
      default:
        readOther(event)
    }
  }

  /** A piece of a block; its start may have one already. */
  function readContent(id: string, { text, thinking }: JsonObject): void {
    if (filled(text) !== undefined) {
      endPlan()
      blocks.set(id, 'text-end')
      emit({ type: 'text-delta', id, delta: String(text) })
    }
    if (filled(thinking) !== undefined) {
      blocks.set(id, 'reasoning-end')
      emit({ type: 'reasoning-delta', id, delta: String(thinking) })
    }
  }

  function endBlock(id: string): void {
    const type = blocks.get(id)
    blocks.delete(id)
    if (type !== undefined) emit({ type, id })
  }

  /** What the model is going to do, in prose: neither the answer nor quite reasoning. */
  function readPlan(delta: unknown): void {
    if (filled(delta) === undefined) return
    planned = true
    emit({ type: 'reasoning-delta', id: 'plan', delta: String(delta), kind: 'plan' })
  }

  function endPlan(): void {
    if (planned) emit({ type: 'reasoning-end', id: 'plan' })
    planned = false
  }

  function startCall(index: string, call: JsonObject): void {
    endPlan()
    const toolCallId = filled(call.id) ?? `call-${begun}`
    begun++
    calls.set(index, toolCallId)
    emit({ type: 'tool-input-start', toolCallId, toolName: filled(fields(call.function).name) ?? '' })
    readArguments(index, call)
  }

  function readArguments(index: string, call: JsonObject): void {
    const delta = filled(fields(call.function).arguments)
    const toolCallId = calls.get(index)
    if (delta !== undefined && toolCallId !== undefined) emit({ type: 'tool-input-delta', toolCallId, delta })
  }

  function endCall(index: string): void {
    const toolCallId = calls.get(index)
    if (toolCallId !== undefined) emit({ type: 'tool-input-end', toolCallId })
  }

  function readCitation({ start, end, sources }: JsonObject): void {
    const [first, last] = [finite(start), finite(end)]
    const range = first === undefined || last === undefined ? undefined : ([first, last] as const)
    for (const source of list(sources).map(fields)) {
      const { title, url } = fields(source.document ?? source.tool_output)
      emit({ type: 'source', id: filled(source.id), url: filled(url), title: filled(title), range })
    }
  }

  function finish({ finish_reason, usage, error }: JsonObject): void {
    const rawReason = filled(finish_reason)
    if (isObject(usage)) emit({ type: 'usage', ...readCohereUsage(usage) })
    if (rawReason !== undefined) {
      const reason = FINISH_REASONS.get(rawReason) ?? 'other'
      emit({ type: 'finish', reason, rawReason })
      const message = filled(error) ?? `Cohere ended the answer with ${rawReason}`
      if (reason === 'error') emit({ type: 'error', error: { message, type: rawReason, raw: error } })
    }
    done()
  }

  function readOther(event: JsonObject): void {
    const error = event.type === undefined ? readErrorObject(event) : undefined
    if (isWhole(event)) readWhole(event)
    else if (isFirstVersion(event)) refuse(event)
    else if (error !== undefined) emit({ type: 'error', error })
    else emit({ type: 'unknown', format: 'cohere', raw: event })
  }

  /** Of a server that does not stream. */
  function readWhole(answer: JsonObject): void {
    const { content, tool_plan, tool_calls, citations } = fields(answer.message)
    emit({ type: 'start', messageId: filled(answer.id) })
    readPlan(tool_plan)
    for (const [index, block] of list(content).entries()) readContent(`${index}`, fields(block))
    for (const [index, call] of list(tool_calls).entries()) {
      startCall(`${index}`, fields(call))
      endCall(`${index}`)
    }
    for (const citation of list(citations)) readCitation(fields(citation))
    finish(answer)
  }

  function refuse(event: JsonObject): void {
    over = true
    emit({ type: 'error', error: { message: FIRST_VERSION, type: 'unknown-format', raw: event } })
  }

  function done(): void {
    over = true
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const event = parseJson(frame.data)
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, event) })
      else if (isObject(event)) read(event)
      else if (frame.data.trim() === '[DONE]') done()
      else malformed(frame)
    },
    end() {},
  }
}

/** Tokens as the model saw them; where those are not told, as they are billed. */
function readCohereUsage(raw: JsonObject): Usage {
  const tokens = fields(raw.tokens ?? raw.billed_units)
  return {
    input: finite(tokens.input_tokens),
    output: finite(tokens.output_tokens),
    reasoning: finite(tokens.reasoning_tokens),
    cachedInput: finite(raw.cached_tokens),
    raw,
  }
}
