import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { createGeminiParts } from './geminiParts.ts'
import { encodeGemini } from './geminiRequest.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/**
 * Google's Gemini (`POST …/models/{model}:streamGenerateContent?alt=sse`), at the Gemini API and at Vertex; without
 * `alt=sse` the answer is a JSON array, which is read item by item. Sends `{ contents, systemInstruction?, ...body }`.
 */
export function gemini(): Protocol {
  return { name: 'gemini', framing: 'auto', encode: encodeGemini, decode: decodeGemini }
}

/** A chunk of an answer, or an array of them. */
export function looksLikeGemini({ json }: Sign): boolean {
  const chunk = Array.isArray(json) ? json[0] : json
  return (
    isObject(chunk) &&
    (Array.isArray(chunk.candidates) || 'promptFeedback' in chunk || 'usageMetadata' in chunk)
  )
}

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content-filter'],
  ['RECITATION', 'content-filter'],
  ['BLOCKLIST', 'content-filter'],
  ['PROHIBITED_CONTENT', 'content-filter'],
  ['SPII', 'content-filter'],
  ['IMAGE_SAFETY', 'content-filter'],
  ['IMAGE_PROHIBITED_CONTENT', 'content-filter'],
  ['IMAGE_RECITATION', 'content-filter'],
  ['MALFORMED_FUNCTION_CALL', 'error'],
  ['UNEXPECTED_TOOL_CALL', 'error'],
  ['TOO_MANY_TOOL_CALLS', 'error'],
] as const)

/** Reads one answer. */
export function decodeGemini(emit: EmitEvent): AnswerDecoder {
  const reportMalformed = createMalformedReport(emit)
  const parts = createGeminiParts(emit)
  let started = false
  let finishedBy: string | undefined
  let over = false

  function read(chunk: JsonObject): void {
    if (chunk.error !== undefined && chunk.error !== null) {
      return emit({ type: 'error', error: streamError('', chunk) })
    }
    const { candidates, promptFeedback, usageMetadata } = chunk
    if (!Array.isArray(candidates) && promptFeedback === undefined && usageMetadata === undefined) {
      return emit({ type: 'unknown', format: 'gemini', raw: chunk })
    }
    if (!started) start(chunk)
    for (const candidate of list(candidates))
      if (isObject(candidate) && !candidate.index) readCandidate(candidate)
    readUsage(fields(usageMetadata))
    // A blocked prompt has no candidates.
    const blockReason = filled(fields(promptFeedback).blockReason)
    if (blockReason !== undefined) finish(blockReason, 'content-filter')
  }

  function start({ responseId, modelVersion }: JsonObject): void {
    started = true
    parts.nameAfter(filled(responseId))
    emit({ type: 'start', messageId: filled(responseId), model: filled(modelVersion) })
  }

  function readCandidate(candidate: JsonObject): void {
    for (const part of list(fields(candidate.content).parts)) parts.read(fields(part))
    parts.readSources(candidate)
    const rawReason = filled(candidate.finishReason)
    if (rawReason === undefined || rawReason === 'FINISH_REASON_UNSPECIFIED') return
    const reason = FINISH_REASONS.get(rawReason) ?? 'other'
    finish(rawReason, reason === 'stop' && parts.hasCalls ? 'tool-calls' : reason)
  }

  /** Older models repeat it in every chunk. */
  function finish(rawReason: string, reason: FinishReason): void {
    parts.end({ isCut: reason === 'length' || reason === 'error' })
    if (finishedBy !== rawReason) emit({ type: 'finish', reason, rawReason })
    finishedBy = rawReason
  }

  function readUsage(raw: JsonObject): void {
    if (finite(raw.promptTokenCount) !== undefined || finite(raw.totalTokenCount) !== undefined) {
      emit({ type: 'usage', ...readGeminiUsage(raw) })
    }
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const json = parseJson(frame.data)
      const isError = frame.kind === 'error' || (frame.kind === 'event' && frame.name === 'error')
      if (isError) emit({ type: 'error', error: streamError(frame.data, json) })
      else if (isObject(json)) read(json)
      else if (Array.isArray(json)) for (const chunk of json) read(fields(chunk))
      else if (frame.data.trim() !== '[DONE]') {
        reportMalformed(frame)
      }
    },
    /** There is no end mark: a finish reason and the clean end of the body are it. */
    end() {
      if (finishedBy === undefined || over) return
      over = true
      emit({ type: 'done' })
    },
  }
}

/** Thoughts and the prompts of tools are counted beside the rest. */
function readGeminiUsage(raw: JsonObject): Usage {
  const prompt = finite(raw.promptTokenCount)
  const written = finite(raw.candidatesTokenCount)
  const reasoning = finite(raw.thoughtsTokenCount)
  return {
    input: prompt === undefined ? undefined : prompt + (finite(raw.toolUsePromptTokenCount) ?? 0),
    output: written === undefined && reasoning === undefined ? undefined : (written ?? 0) + (reasoning ?? 0),
    total: finite(raw.totalTokenCount),
    reasoning,
    cachedInput: finite(raw.cachedContentTokenCount),
    raw,
  }
}
