import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, idText, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { encodeAnthropic } from './anthropicRequest.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/**
 * Anthropic's Messages (`POST …/v1/messages`), at Anthropic and at Vertex, OpenRouter, DeepSeek, vLLM and others.
 * Sends `{ max_tokens: 4096, messages, system?, stream: true, ...body }` with the header `anthropic-version`.
 */
export function anthropic(): Protocol {
  return { name: 'anthropic', framing: 'auto', encode: encodeAnthropic, decode: decodeAnthropic }
}

const EVENT_TYPE = /^(message_(start|delta|stop)|content_block_(start|delta|stop)|ping)$/

/** Its event types, an error in its own envelope, or a whole message. */
export function looksLikeAnthropic({ json }: Sign): boolean {
  if (!isObject(json) || typeof json.type !== 'string') return false
  if (json.type === 'error') return isObject(json.error)
  return EVENT_TYPE.test(json.type) || (json.type === 'message' && Array.isArray(json.content))
}

const STOP_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
] as const)

/** A content block that is open. */
type Block =
  | { readonly kind: 'text' }
  | { readonly kind: 'thinking'; readonly id: string; signature: string; readonly redacted: boolean }
  | { readonly kind: 'tool'; readonly toolCallId: string; readonly input: JsonObject; streamed: boolean }
  | { readonly kind: 'other' }

/** Reads one answer. */
export function decodeAnthropic(emit: EmitEvent): AnswerDecoder {
  const reportMalformed = createMalformedReport(emit)
  const blocks = new Map<unknown, Block>()
  let usage: JsonObject = {}
  /** Citations cut an answer into many text blocks: those in a row are one text. */
  let textRun = 0
  let textOpen = false
  let finished = false
  let over = false

  function read(event: JsonObject, name: string): void {
    const type = filled(event.type) ?? name
    switch (type) {
      case 'content_block_delta':
        return readDelta(event)
      case 'content_block_start':
        return startBlock(event.index, fields(event.content_block))
      case 'content_block_stop':
        return stopBlock(event.index)
      case 'message_start':
        return startMessage(fields(event.message))
      case 'message_delta':
        readUsage(event.usage)
        return finish(fields(event.delta).stop_reason)
      case 'message_stop':
        return done()
      case 'message':
        return readMessage(event)
      case 'error':
        return emit({ type: 'error', error: streamError('', event) })
      case 'ping':
        return
      default:
        emit({ type: 'unknown', format: 'anthropic', raw: event })
    }
  }

  function startMessage({ id, model, usage: first }: JsonObject): void {
    emit({ type: 'start', messageId: filled(id), model: filled(model) })
    readUsage(first)
  }

  function startBlock(index: unknown, block: JsonObject): void {
    if (block.type !== 'text') endText()
    blocks.set(index, openBlock(index, block))
  }

  function openBlock(index: unknown, block: JsonObject): Block {
    const type = filled(block.type) ?? ''
    if (type === 'text') {
      if (filled(block.text) !== undefined) emitText(String(block.text))
      for (const citation of list(block.citations)) emitSource(citation)
      return { kind: 'text' }
    }
    if (type === 'thinking' || type === 'redacted_thinking') return openThinking(idText(index) ?? '', block)
    if (type === 'tool_use' || type.endsWith('_tool_use')) return openTool(block, type !== 'tool_use')
    if (type.endsWith('_tool_result')) readResult(block)
    else emit({ type: 'unknown', format: 'anthropic', raw: block })
    return { kind: 'other' }
  }

  function openThinking(id: string, { thinking, signature, data }: JsonObject): Block {
    if (filled(thinking) !== undefined) emit({ type: 'reasoning-delta', id, delta: String(thinking) })
    const redacted = filled(data)
    return {
      kind: 'thinking',
      id,
      signature: redacted ?? filled(signature) ?? '',
      redacted: redacted !== undefined,
    }
  }

  function openTool({ id, name, input }: JsonObject, hosted: boolean): Block {
    const toolCallId = filled(id) ?? `call-${blocks.size}`
    emit({ type: 'tool-input-start', toolCallId, toolName: filled(name) ?? '', ...(hosted && { hosted }) })
    return { kind: 'tool', toolCallId, input: fields(input), streamed: false }
  }

  /** Of a tool that Anthropic runs itself: the result comes whole. */
  function readResult({ tool_use_id, content, is_error }: JsonObject): void {
    const toolCallId = filled(tool_use_id)
    if (toolCallId === undefined) return
    const errorCode = filled(fields(content).error_code)
    if (errorCode === undefined && is_error !== true)
      emit({ type: 'tool-output', toolCallId, output: content })
    else {
      const message = errorCode ?? filled(fields(list(content)[0]).text) ?? 'The tool failed'
      emit({ type: 'tool-error', toolCallId, message, phase: 'output' })
    }
  }

  function readDelta({ index, delta: raw }: JsonObject): void {
    const delta = fields(raw)
    const block = blocks.get(index)
    switch (delta.type) {
      case 'text_delta':
        if (filled(delta.text) !== undefined) emitText(String(delta.text))
        return
      case 'thinking_delta':
        if (filled(delta.thinking) === undefined) return
        return emit({ type: 'reasoning-delta', id: idText(index) ?? '', delta: String(delta.thinking) })
      case 'signature_delta':
        if (block?.kind === 'thinking') block.signature += filled(delta.signature) ?? ''
        return
      case 'input_json_delta':
        if (block?.kind !== 'tool' || filled(delta.partial_json) === undefined) return
        block.streamed = true
        return emit({
          type: 'tool-input-delta',
          toolCallId: block.toolCallId,
          delta: String(delta.partial_json),
        })
      case 'citations_delta':
        return emitSource(delta.citation)
      default:
        emit({ type: 'unknown', format: 'anthropic', raw: delta })
    }
  }

  function stopBlock(index: unknown): void {
    const block = blocks.get(index)
    blocks.delete(index)
    if (block?.kind === 'tool') {
      const { toolCallId, input, streamed } = block
      const isWhole = !streamed && Object.keys(input).length > 0
      emit({ type: 'tool-input-end', toolCallId, ...(isWhole && { input }) })
    }
    if (block?.kind === 'thinking') {
      const { id, signature: value, redacted } = block
      const signature = value === '' ? undefined : { protocol: 'anthropic', value }
      emit({ type: 'reasoning-end', id, ...(redacted && { redacted }), ...(signature && { signature }) })
    }
  }

  function emitText(delta: string): void {
    textOpen = true
    emit({ type: 'text-delta', id: String(textRun), delta })
  }

  function endText(): void {
    if (textOpen) emit({ type: 'text-end', id: String(textRun++) })
    textOpen = false
  }

  function emitSource(citation: unknown): void {
    const { url, source, title, document_title } = fields(citation)
    const found = { url: filled(url) ?? filled(source), title: filled(title) ?? filled(document_title) }
    if (found.url !== undefined || found.title !== undefined) emit({ type: 'source', ...found })
  }

  /** Cumulative: later figures replace earlier ones, and a field that is missing keeps its figure. */
  function readUsage(told: unknown): void {
    if (!isObject(told)) return
    usage = { ...usage, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) }
    emit({ type: 'usage', ...readAnthropicUsage(usage) })
  }

  function finish(reason: unknown): void {
    const rawReason = filled(reason)
    if (rawReason === undefined) return
    finished = true
    endText()
    emit({ type: 'finish', reason: STOP_REASONS.get(rawReason) ?? 'other', rawReason })
  }

  /** A whole answer, of a server that does not stream. */
  function readMessage(message: JsonObject): void {
    startMessage(message)
    for (const [index, block] of list(message.content).entries()) {
      startBlock(index, fields(block))
      stopBlock(index)
    }
    finish(message.stop_reason)
    done()
  }

  function done(): void {
    if (over) return
    over = true
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const event = parseJson(frame.data)
      const name = frame.kind === 'event' ? frame.name : frame.kind
      if (isObject(event) && frame.kind !== 'error') read(event, name)
      else if (name === 'error') emit({ type: 'error', error: streamError(frame.data, event) })
      else if (frame.data.trim() === '[DONE]') done()
      else reportMalformed(frame)
    },
    end() {
      // Everything of the answer comes before its stop reason: a gateway that leaves out the last event harms nothing.
      if (finished) done()
    },
  }
}

function readAnthropicUsage(raw: JsonObject): Usage {
  const cachedInput = finite(raw.cache_read_input_tokens)
  const written = finite(raw.cache_creation_input_tokens)
  const fresh = finite(raw.input_tokens)
  return {
    input: fresh === undefined ? undefined : fresh + (cachedInput ?? 0) + (written ?? 0),
    output: finite(raw.output_tokens),
    cachedInput,
    raw,
  }
}
