import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { createChatAttachments } from './chatAttachments.ts'
import { createChatCalls } from './chatCalls.ts'
import { chatRequest } from './chatRequest.ts'
import { createMalformedReport } from './malformed.ts'
import { postJson } from './postJson.ts'
import type { AnswerDecoder, EncodedRequest, EncodeInput, Protocol } from './protocol.ts'
import { createReasoningRun } from './reasoningRun.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'
import { createThinkSplitter } from './thinkSplitter.ts'

/** What {@link openaiChat} can be told. */
export interface OpenaiChatOptions {
  /**
   * For servers that leave the model's `<think>…</think>` inside the text: what is between the tags becomes
   * reasoning. `'open'`: the answer begins inside of them, as with chat templates that swallow the first tag.
   * Default: `false`, the text as it comes.
   */
  readonly thinkTags?: boolean | 'open'
}

/**
 * OpenAI's Chat Completions (`POST …/chat/completions`) and all who speak them: Azure, OpenRouter, Groq, DeepSeek,
 * xAI, Mistral, Perplexity, vLLM, llama.cpp, LM Studio, Ollama's `/v1` …; legacy completions are read too. Reads the
 * first choice. Sends `{ messages, stream: true, stream_options: { include_usage: true }, ...body }`.
 */
export function openaiChat(options: OpenaiChatOptions = {}): Protocol {
  return {
    name: 'openaiChat',
    framing: 'auto',
    encode: encodeChat,
    decode: (emit) => decodeChat(emit, options),
  }
}

/** `choices`, or an error in the shape that most servers use. */
export function looksLikeOpenaiChat({ json }: Sign): boolean {
  return isObject(json) && (Array.isArray(json.choices) || isNativeLlama(json))
}

function encodeChat({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ ...chatRequest(messages), ...body })
}

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['stop', 'stop'],
  ['stop_sequence', 'stop'],
  ['end_turn', 'stop'],
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['word', 'stop'],
  ['length', 'length'],
  ['limit', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content_filter', 'content-filter'],
  ['error', 'error'],
  ['insufficient_system_resource', 'error'],
] as const)

/** Reads one answer. */
export function decodeChat(emit: EmitEvent, options: OpenaiChatOptions = {}): AnswerDecoder {
  const reportMalformed = createMalformedReport(emit)
  const reasoning = createReasoningRun(emit)
  const calls = createChatCalls(emit)
  const attachments = createChatAttachments(emit, emitText)
  const { thinkTags = false } = options
  const splitter =
    thinkTags === false
      ? undefined
      : createThinkSplitter({ text: emitText, reasoning: reasoning.delta, open: thinkTags === 'open' })
  const readText = splitter === undefined ? emitText : splitter.write
  let over = false
  let started = false
  let finished = false
  /** Something of the answer is there. */
  let streamed = false

  function emitText(delta: string): void {
    reasoning.end()
    streamed = true
    emit({ type: 'text-delta', id: '0', delta })
  }

  function readData(frame: Extract<Frame, { data: string }>): void {
    const { data } = frame
    const chunk = parseJson(data)
    const isError = frame.kind === 'event' && frame.name === 'error'
    if (isObject(chunk) && !isError) readChunk(chunk)
    // Looked for last, since it is no JSON: to trim each chunk as well costs a twentieth of parsing it.
    else if (data.trim() === '[DONE]') done()
    else if (isError) emit({ type: 'error', error: streamError(data, chunk) })
    else reportMalformed(frame)
  }

  function readChunk(chunk: JsonObject): void {
    if (!started) start(chunk)
    const { choices, usage, error } = chunk
    if (error !== undefined && error !== null) emit({ type: 'error', error: streamError('', chunk) })
    if (Array.isArray(choices)) {
      // Other choices of an `n` above 1 are left out; some gateways leave the index out.
      for (const choice of choices) if (isObject(choice) && !choice.index) readChoice(choice)
    } else if (error === undefined) readOther(chunk)
    if (isObject(usage)) emitUsage(usage)
    else if (chunk.x_groq !== undefined) emitUsage(fields(chunk.x_groq).usage)
    if (chunk.search_results !== undefined || chunk.citations !== undefined) attachments.citations(chunk)
  }

  function start({ id, model }: JsonObject): void {
    // Azure's prelude has neither.
    if (!filled(id) && !filled(model)) return
    started = true
    calls.nameAfter(filled(id))
    emit({ type: 'start', messageId: filled(id), model: filled(model) })
  }

  function readChoice(choice: JsonObject): void {
    const { delta, message, finish_reason: reason } = choice
    if (isObject(delta)) readDelta(delta)
    else if (typeof choice.text === 'string' && choice.text !== '') readText(choice.text)
    // A whole answer. After deltas, a message only repeats them.
    else if (isObject(message) && !streamed) readDelta(message)
    if (choice.usage !== undefined) emitUsage(choice.usage)
    if (typeof reason === 'string' && reason !== '') finish(reason)
  }

  function readDelta(delta: JsonObject): void {
    const { content, refusal } = delta
    const thought = filled(delta.reasoning_content) ?? filled(delta.reasoning)
    if (thought !== undefined) reasoning.delta(thought)
    else if (delta.reasoning_details) list(delta.reasoning_details).forEach(readReasoningDetail)
    if (typeof content === 'string') {
      if (content !== '') readText(content)
    } else if (content) list(content).forEach(readContentPart)
    if (delta.tool_calls || delta.function_call) readCalls(delta)
    if (typeof refusal === 'string' && refusal !== '') emit({ type: 'refusal-delta', delta: refusal })
    attachments.read(delta)
  }

  /** The text of `reasoning.text` or `reasoning.summary`; `reasoning.encrypted` has none. */
  function readReasoningDetail(detail: unknown): void {
    const { text, summary } = fields(detail)
    const thought = filled(text) ?? filled(summary)
    if (thought !== undefined) reasoning.delta(thought)
  }

  /** Mistral: `text`, `thinking` with a list of its own, `reference`. */
  function readContentPart(part: unknown): void {
    const { type, text, thinking } = fields(part)
    if (type === 'thinking') {
      for (const piece of Array.isArray(thinking) ? thinking : [{ text: thinking }])
        readReasoningDetail(piece)
    } else if (typeof text === 'string' && text !== '') readText(text)
  }

  function readCalls({ tool_calls, function_call }: JsonObject): void {
    reasoning.end()
    streamed = true
    for (const call of list(tool_calls)) if (isObject(call)) calls.read(call)
    if (isObject(function_call)) calls.read({ index: 0, function: function_call })
  }

  /** What is no chunk with choices: llama.cpp's own `/completion`, old errors of vLLM, or something new. */
  function readOther(chunk: JsonObject): void {
    if (isNativeLlama(chunk)) {
      if (chunk.content !== '') readText(String(chunk.content))
      if (chunk.stop === true) finish(filled(chunk.stop_type) ?? 'stop')
    } else if (chunk.object === 'error') emit({ type: 'error', error: streamError('', chunk) })
    else if (!isObject(chunk.usage)) emit({ type: 'unknown', format: 'openaiChat', raw: chunk })
  }

  function finish(rawReason: string): void {
    splitter?.end()
    reasoning.end()
    attachments.end()
    finished = true
    emit({ type: 'finish', reason: FINISH_REASONS.get(rawReason) ?? 'other', rawReason })
  }

  function done(): void {
    splitter?.end()
    attachments.end()
    over = true
    emit({ type: 'done' })
  }

  function emitUsage(usage: unknown): void {
    if (isObject(usage)) emit({ type: 'usage', ...readChatUsage(usage) })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data) })
      else readData(frame)
      if (frame.kind === 'document' && finished && !over) done()
    },
    end() {
      splitter?.end()
      // GPUStack and Perplexity send no [DONE].
      if (finished && !over) done()
    },
  }
}

/** Tokens in the words of Chat Completions. */
function readChatUsage(raw: JsonObject): Usage {
  return {
    input: finite(raw.prompt_tokens),
    output: finite(raw.completion_tokens),
    total: finite(raw.total_tokens),
    reasoning: finite(fields(raw.completion_tokens_details).reasoning_tokens),
    cachedInput:
      finite(fields(raw.prompt_tokens_details).cached_tokens) ?? finite(raw.prompt_cache_hit_tokens),
    raw,
  }
}

/** llama.cpp's `/completion`: `{ content, stop }`. */
function isNativeLlama(chunk: JsonObject): boolean {
  return typeof chunk.content === 'string' && typeof chunk.stop === 'boolean'
}
