import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { addressBelow } from './addressBelow.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import { createResponseItems } from './responseItems.ts'
import { encodeResponses } from './responsesRequest.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/**
 * OpenAI's Responses (`POST …/v1/responses`), at OpenAI and Azure, xAI, OpenRouter, Bedrock Mantle, vLLM and others.
 * Sends `{ input, stream: true, ...body }`.
 */
export function openaiResponses(): Protocol {
  return { name: 'openaiResponses', framing: 'auto', encode: encodeResponses, decode: decodeResponses }
}

/** Its event types, or a whole response. Its own errors have a `sequence_number`. */
export function looksLikeOpenaiResponses({ json }: Sign): boolean {
  if (!isObject(json)) return false
  const type = filled(json.type) ?? ''
  return type.startsWith('response.') || (type === 'error' && 'sequence_number' in json) || isResponse(json)
}

function isResponse(json: JsonObject): boolean {
  return json.object === 'response' && Array.isArray(json.output)
}

const INCOMPLETE_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['max_output_tokens', 'length'],
  ['max_tokens', 'length'],
  ['content_filter', 'content-filter'],
] as const)

/** Progress of what `output_item` and its deltas tell anyway. */
const PROGRESS =
  /^response\.(content_part|reasoning_summary_part|reasoning_part)\.|^response\.\w+_call\.(in_progress|searching|interpreting|generating|completed|failed)$|^response\.mcp_list_tools\.|^(keepalive|ping)$/

/** Reads one answer. */
export function decodeResponses(emit: EmitEvent): AnswerDecoder {
  const reportMalformed = createMalformedReport(emit)
  const items = createResponseItems(emit)
  let started = false
  let failed = false
  let over = false
  /** What a run in the background is picked up by. */
  let runId: string | undefined
  let sequence: number | undefined

  function read(event: JsonObject, name: string): void {
    sequence = finite(event.sequence_number) ?? sequence
    const type = filled(event.type) ?? name
    if (type === 'response.output_text.delta') return items.textDelta(event)
    if (isResponse(event)) {
      items.readWhole(event.output)
      return end(event, `response.${filled(event.status) ?? 'completed'}`)
    }
    if (type.startsWith('response.') && isObject(event.response)) return readResponse(event.response, type)
    if (type === 'error') fail(event)
    else if (!items.read(event, type) && !PROGRESS.test(type)) {
      emit({ type: 'unknown', format: 'openaiResponses', raw: event })
    }
  }

  /** `created`, `queued`, `in_progress`, and the ends. A resumed stream may begin with any of them. */
  function readResponse(response: JsonObject, type: string): void {
    if (/\.(completed|incomplete|failed|cancelled)$/.test(type)) end(response, type)
    else start(response)
  }

  function start({ id, model, background }: JsonObject): void {
    if (background === true) runId = filled(id)
    if (started) return
    started = true
    emit({ type: 'start', messageId: filled(id), model: filled(model) })
  }

  function end(response: JsonObject, type: string): void {
    start(response)
    items.mend(response.output)
    if (isObject(response.usage)) emit({ type: 'usage', ...readResponsesUsage(response.usage) })
    if (type.endsWith('.cancelled')) emit({ type: 'abort', reason: 'cancelled' })
    else if (type.endsWith('.failed')) {
      // An `error` event often told the same before.
      if (!failed) fail(response)
      emit({ type: 'finish', reason: 'error', rawReason: 'failed' })
    } else finish(response, type)
    over = true
    emit({ type: 'done' })
  }

  function finish(response: JsonObject, type: string): void {
    const incomplete = filled(fields(response.incomplete_details).reason)
    if (type.endsWith('.incomplete') || incomplete !== undefined) {
      const reason = INCOMPLETE_REASONS.get(incomplete ?? '') ?? 'other'
      return emit({ type: 'finish', reason, rawReason: incomplete ?? 'incomplete' })
    }
    // The wire has no word for it.
    emit({ type: 'finish', reason: items.hasCalls ? 'tool-calls' : 'stop', rawReason: 'completed' })
  }

  function fail(event: JsonObject): void {
    failed = true
    emit({ type: 'error', error: streamError('', event) })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const event = parseJson(frame.data)
      const name = frame.kind === 'event' ? frame.name : frame.kind
      if (isObject(event) && frame.kind === 'document' && !isResponse(event)) fail(event)
      else if (isObject(event) && frame.kind !== 'error') read(event, name)
      else if (name === 'error') emit({ type: 'error', error: streamError(frame.data, event) })
      else if (frame.data.trim() !== '[DONE]') {
        reportMalformed(frame)
      }
    },
    /** The terminal `response.*` event alone says that all is there. */
    end() {},
    /** Only a run with `background: true` goes on without its reader. */
    resume({ api }) {
      if (runId === undefined || sequence === undefined) return undefined
      const query = { stream: 'true', starting_after: String(sequence) }
      return { url: addressBelow(api, encodeURIComponent(runId), query), from: 'here' }
    },
  }
}

function readResponsesUsage(raw: JsonObject): Usage {
  return {
    input: finite(raw.input_tokens),
    output: finite(raw.output_tokens),
    total: finite(raw.total_tokens),
    reasoning: finite(fields(raw.output_tokens_details).reasoning_tokens),
    cachedInput: finite(fields(raw.input_tokens_details).cached_tokens),
    raw,
  }
}
