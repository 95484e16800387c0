import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, idText, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { Signature } from '../message.ts'
import { addressBelow } from './addressBelow.ts'
import { encodeAiSdk } from './aiSdkRequest.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/**
 * The UI message stream of Vercel's AI SDK, versions 5 to 7 (`toUIMessageStreamResponse()`). Usage is what the route
 * puts into `messageMetadata.usage`. Sends what `useChat` sends: `{ id, messages, trigger, ...body }`.
 */
export function aiSdk(): Protocol {
  return { name: 'aiSdk', framing: 'auto', encode: encodeAiSdk, decode: decodeAiSdk }
}

const CHUNK_TYPE =
  /^(start|finish|abort|(start|finish|reset)-step|(text|reasoning)-(start|delta|end)|tool-(input|output|approval)-[a-z]+|source-(url|document)|(reasoning-)?file|message-metadata|data-.*)$/

/** A chunk's type, or a line of the data stream that versions 3 and 4 spoke. */
export function looksLikeAiSdk({ kind, data, json }: Sign): boolean {
  if (kind === 'text') return isDataStream(data)
  if (!isObject(json) || typeof json.type !== 'string') return false
  return json.type === 'error' ? typeof json.errorText === 'string' : CHUNK_TYPE.test(json.type)
}

/** Characters of a bare text by which the old data stream is told. */
const DATA_STREAM_SIGN = 3

/** The data stream of versions 3 and 4: a line is a code of one character, a colon and JSON. */
function isDataStream(text: string): boolean {
  return /^[\da-k]:["[{]/.test(text)
}

/** Whether the next characters may still make a text the old data stream. */
export function isDataStreamBeginning(text: string): boolean {
  return /^[\da-k]:?$/.test(text)
}

const OLD_FORMAT =
  'The answer is the data stream of AI SDK 3 or 4, which is not read here. Update the server to ai@5 or later (toUIMessageStreamResponse), or let it send bare text (toTextStreamResponse) and use text().'
const BARE_TEXT =
  'The answer is bare text and no UI message stream. Use text(), or answer with toUIMessageStreamResponse.'

const FINISH_REASONS: ReadonlySet<string> = new Set<FinishReason>([
  'stop',
  'length',
  'tool-calls',
  'content-filter',
  'error',
  'other',
  'unknown',
])

/** Reads one answer. */
export function decodeAiSdk(emit: EmitEvent): AnswerDecoder {
  const malformed = createMalformedReport(emit)
  /** The step's calls that have begun. */
  const calls = new Set<string>()
  /** What providers said beside the step's parts, by kind and id. */
  const signatures = new Map<string, Signature>()
  let usage: Usage | undefined
  let head = ''
  let finished = false
  let over = false

  function read(chunk: JsonObject): void {
    const type = filled(chunk.type) ?? ''
    if (type.startsWith('tool-')) return readTool(type, chunk)
    if (type.startsWith('data-')) return readData(type.slice('data-'.length), chunk)
    if (type.startsWith('text-') || type.startsWith('reasoning-')) return readProse(type, chunk)
    switch (type) {
      case 'start':
        readMetadata(chunk.messageMetadata)
        return emit({ type: 'start', messageId: filled(chunk.messageId) })
      case 'start-step':
        forgetStep()
        return emit({ type: 'step-start' })
      case 'finish-step':
        return emit({ type: 'step-end' })
      case 'reset-step':
        forgetStep()
        return emit({ type: 'step-reset' })
      case 'source-url':
      case 'source-document':
        return readSource(chunk, filled(chunk.sourceId))
      case 'file':
        return readFile(chunk)
      case 'message-metadata':
        return readMetadata(chunk.messageMetadata)
      case 'finish':
        readMetadata(chunk.messageMetadata)
        return finish(chunk.finishReason)
      case 'abort':
        return emit({ type: 'abort', reason: filled(chunk.reason) })
      case 'error':
        return fail(filled(chunk.errorText), chunk)
      default:
        if (type === '' && chunk.error != null) return fail(undefined, chunk)
        emit({ type: 'unknown', format: 'aiSdk', raw: chunk })
    }
  }

  function readProse(type: string, chunk: JsonObject): void {
    const id = idText(chunk.id) ?? '0'
    const kind = type.startsWith('text') ? 'text' : 'reasoning'
    const key = `${kind} ${id}`
    if (isObject(chunk.providerMetadata))
      signatures.set(key, { protocol: 'aiSdk', value: chunk.providerMetadata })
    const signature = signatures.get(key)
    switch (type) {
      case 'text-start':
      case 'reasoning-start':
        return
      case 'text-delta':
      case 'reasoning-delta':
        if (filled(chunk.delta) !== undefined) emit({ type, id, delta: String(chunk.delta) })
        return
      case 'text-end':
        for (const citation of list(chunk.citations)) readCitation(fields(citation))
        return emit({ type, id, ...(signature && { signature }) })
      case 'reasoning-end':
        return emit({ type, id, ...(signature && { signature }) })
      case 'reasoning-file':
        return readFile(chunk, true)
      default:
        emit({ type: 'unknown', format: 'aiSdk', raw: chunk })
    }
  }

  function readTool(type: string, chunk: JsonObject): void {
    const toolCallId = filled(chunk.toolCallId)
    const message = filled(chunk.errorText) ?? 'The tool failed'
    if (toolCallId === undefined) return emit({ type: 'unknown', format: 'aiSdk', raw: chunk })
    switch (type) {
      case 'tool-input-start':
        return startTool(toolCallId, chunk)
      case 'tool-input-delta':
        if (filled(chunk.inputTextDelta) === undefined) return
        return emit({ type, toolCallId, delta: String(chunk.inputTextDelta) })
      case 'tool-input-available':
        return endInput(toolCallId, chunk)
      case 'tool-input-error':
        endInput(toolCallId, chunk)
        return emit({ type: 'tool-error', toolCallId, message, phase: 'input' })
      case 'tool-output-available':
        return emit({
          type: 'tool-output',
          toolCallId,
          output: chunk.output,
          ...(chunk.preliminary === true && { preliminary: true }),
        })
      case 'tool-output-error':
        return emit({ type: 'tool-error', toolCallId, message, phase: 'output' })
      case 'tool-output-denied':
        return emit({ type: 'tool-error', toolCallId, message: 'The call was denied', phase: 'denied' })
      case 'tool-approval-request':
        return emit({ type: 'tool-approval', toolCallId, approvalId: filled(chunk.approvalId) ?? toolCallId })
      default:
        emit({ type: 'unknown', format: 'aiSdk', raw: chunk })
    }
  }

  function startTool(toolCallId: string, chunk: JsonObject): void {
    calls.add(toolCallId)
    emit({
      type: 'tool-input-start',
      toolCallId,
      toolName: filled(chunk.toolName) ?? '',
      ...(chunk.providerExecuted === true && { hosted: true }),
      ...(chunk.inputEncoding === 'text' && { encoding: 'text' }),
    })
  }

  /** A call may come whole, without a start. */
  function endInput(toolCallId: string, chunk: JsonObject): void {
    if (!calls.has(toolCallId)) startTool(toolCallId, chunk)
    const signature = isObject(chunk.providerMetadata) && { protocol: 'aiSdk', value: chunk.providerMetadata }
    emit({ type: 'tool-input-end', toolCallId, input: chunk.input, ...(signature && { signature }) })
  }

  function forgetStep(): void {
    calls.clear()
    signatures.clear()
  }

  function readSource(source: JsonObject, id: string | undefined, range?: readonly [number, number]): void {
    const { url, title, mediaType, filename } = source
    emit({
      type: 'source',
      id,
      url: filled(url),
      title: filled(title),
      mediaType: filled(mediaType),
      filename: filled(filename),
      ...(range && { range }),
    })
  }

  function readCitation({ source, startIndex, endIndex }: JsonObject): void {
    const start = finite(startIndex)
    const end = finite(endIndex)
    const range = start === undefined || end === undefined ? undefined : ([start, end] as const)
    readSource(fields(source), filled(fields(source).id), range)
  }

  function readFile(chunk: JsonObject, reasoning = false): void {
    const url = filled(chunk.url)
    if (url === undefined) return
    const mediaType = filled(chunk.mediaType) ?? 'application/octet-stream'
    emit({ type: 'file', mediaType, url, ...(reasoning && { reasoning }) })
  }

  function readData(name: string, { id, data, transient }: JsonObject): void {
    emit({ type: 'data', name, id: filled(id), data, ...(transient === true && { transient }) })
  }

  function readMetadata(value: unknown): void {
    if (value == null) return
    emit({ type: 'metadata', value })
    const { usage: told, totalUsage } = fields(value)
    usage = readAiSdkUsage(fields(told ?? totalUsage)) ?? usage
  }

  function finish(reason: unknown): void {
    const rawReason = filled(reason)
    finished = true
    // Early versions 5 say none.
    if (rawReason !== undefined) emit({ type: 'finish', reason: finishReason(rawReason), rawReason })
  }

  function fail(message: string | undefined, chunk: JsonObject): void {
    emit({ type: 'error', error: message === undefined ? streamError('', chunk) : { message, raw: chunk } })
  }

  /** Other than the stream that was asked for; at most a few characters are held back. */
  function readText(text: string): void {
    head += text
    if (head.length >= DATA_STREAM_SIGN) refuse()
  }

  function refuse(): void {
    over = true
    const message = isDataStream(head) ? OLD_FORMAT : BARE_TEXT
    emit({ type: 'error', error: { message, type: 'unknown-format', raw: head } })
  }

  function done(): void {
    over = true
    // The metadata's figures are the whole message's: told before the end they would be added up, step by step.
    if (usage !== undefined) emit({ type: 'usage', ...usage })
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      if (frame.kind === 'text') return readText(frame.data)
      const chunk = parseJson(frame.data)
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, chunk) })
      else if (isObject(chunk)) read(chunk)
      else if (frame.data.trim() === '[DONE]') done()
      else malformed(frame)
    },
    end() {
      if (over) return
      if (head !== '') refuse()
      else if (finished) done()
    },
    /** The route that the AI SDK's documentation has for it; 204 where no answer is under way. */
    resume: ({ api, id }) => ({ url: addressBelow(api, `${encodeURIComponent(id)}/stream`), from: 'start' }),
  }
}

function finishReason(raw: string): FinishReason {
  return FINISH_REASONS.has(raw) ? (raw as FinishReason) : 'other'
}

/** The AI SDK's figures; `undefined` where there is none. */
function readAiSdkUsage(raw: JsonObject): Usage | undefined {
  const input = finite(raw.inputTokens)
  const output = finite(raw.outputTokens)
  if (input === undefined && output === undefined) return undefined
  return {
    input,
    output,
    total: finite(raw.totalTokens),
    reasoning: finite(fields(raw.outputTokenDetails).reasoningTokens) ?? finite(raw.reasoningTokens),
    cachedInput: finite(fields(raw.inputTokenDetails).cacheReadTokens) ?? finite(raw.cachedInputTokens),
    raw,
  }
}
