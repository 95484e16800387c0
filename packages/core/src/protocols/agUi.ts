import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { createAgUiPieces } from './agUiPieces.ts'
import { encodeAgUi } from './agUiRequest.ts'
import { createAgUiState, emitInterrupts } from './agUiState.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/**
 * AG-UI, as server-sent events or as NDJSON. The agent's state is the data part named `state`: snapshots and patches
 * are applied to it, and it is sent back. What sub-agents say is passed on and not shown. Sends
 * `{ threadId, runId, state, messages, tools: [], context: [], forwardedProps: {}, ...body }`.
 */
export function agUi(): Protocol {
  return { name: 'agUi', framing: 'auto', encode: encodeAgUi, decode: decodeAgUi }
}

const EVENT_TYPE =
  /^(RAW|CUSTOM|(RUN|STEP|TEXT_MESSAGE|TOOL_CALL|REASONING|THINKING|STATE|MESSAGES|ACTIVITY|SUBAGENT)_[A-Z_]+)$/

/** Its event types, in capitals. */
export function looksLikeAgUi({ json }: Sign): boolean {
  return isObject(json) && typeof json.type === 'string' && EVENT_TYPE.test(json.type)
}

/** The standard has no reasons; these are TanStack's. */
const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool-calls'],
  ['content_filter', 'content-filter'],
] as const)

/** Reads one answer. */
export function decodeAgUi(emit: EmitEvent): AnswerDecoder {
  const malformed = createMalformedReport(emit)
  const pieces = createAgUiPieces(emit)
  const state = createAgUiState(emit)
  let streamed = false
  let finished = false
  let over = false

  function read(event: JsonObject, raw: string): void {
    const type = filled(event.type) ?? ''
    pieces.settle(type)
    if (filled(event.subagentRunId) !== undefined) return pass(event)
    if (isPiece(type)) goOn()
    if (!pieces.read(type, event) && !state.read(type, event, raw)) readRun(type, event)
  }

  /** A server that runs its agent step by step says after each that the run has finished: what follows is the next. */
  function goOn(): void {
    streamed = true
    if (finished) emit({ type: 'step-start' })
    finished = false
  }

  function readRun(type: string, event: JsonObject): void {
    switch (type) {
      case 'RUN_STARTED':
        return start(event)
      case 'RUN_FINISHED':
        return finishRun(event)
      case 'RUN_ERROR':
        readUsage(event.usage)
        return fail(event)
      case 'MESSAGES_SNAPSHOT':
        // The ids in it need not be those of the stream: what was streamed would be doubled.
        if (!streamed) pieces.readThread(list(event.messages))
        return
      case 'REASONING_START':
      case 'REASONING_END':
      case 'THINKING_START':
      case 'THINKING_END':
        return
      default:
        if (type === '' && event.error != null) fail(event)
        else pass(event)
    }
  }

  function start({ threadId, runId, model, metadata }: JsonObject): void {
    finished = false
    const answered = filled(model) ?? filled(fields(fields(metadata).tanstack).model)
    emit({ type: 'start', model: answered, metadata: { threadId, runId } })
  }

  function finishRun({ outcome, usage, finishReason, metadata }: JsonObject): void {
    finished = true
    readUsage(usage)
    const { type, interrupts } = fields(outcome)
    if (type === 'interrupt') emitInterrupts(emit, interrupts)
    if (type === 'cancelled') emit({ type: 'abort', reason: type })
    const rawReason = filled(finishReason) ?? filled(fields(fields(metadata).tanstack).finishReason)
    if (rawReason === undefined) return
    emit({ type: 'finish', reason: FINISH_REASONS.get(rawReason) ?? 'other', rawReason })
  }

  function fail(event: JsonObject): void {
    finished = true
    emit({ type: 'error', error: streamError('', event.type === 'RUN_ERROR' ? ownError(event) : event) })
  }

  function readUsage(usage: unknown): void {
    const calls = (isObject(usage) ? [usage] : list(usage)).map(fields)
    if (calls.length > 0) emit({ type: 'usage', ...readAgUiUsage(calls, usage) })
  }

  function pass(event: JsonObject): void {
    emit({ type: 'unknown', format: 'agUi', raw: event })
  }

  function done(): void {
    pieces.settle()
    over = true
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const event = parseJson(frame.data)
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, event) })
      else if (isObject(event)) read(event, frame.data)
      else if (frame.data.trim() === '[DONE]') done()
      else malformed(frame)
    },
    end() {
      if (over) return
      pieces.settle()
      if (finished) done()
    },
  }
}

function isPiece(type: string): boolean {
  return /^(TEXT_MESSAGE|TOOL_CALL|REASONING_MESSAGE|THINKING_TEXT_MESSAGE)_/.test(type)
}

/** Without the type, which is the event's and not the error's. */
function ownError({ message, code }: JsonObject): JsonObject {
  return { message: filled(message) ?? 'The run failed', code }
}

/** The sum over a run's model calls; older servers send one call, in other words. */
function readAgUiUsage(calls: readonly JsonObject[], raw: unknown): Usage {
  const sum = (...names: string[]): number | undefined => {
    const figures = calls.map((call) =>
      names.map((name) => finite(call[name])).find((figure) => figure !== undefined),
    )
    return figures.reduce(
      (total, figure) => (figure === undefined ? total : (total ?? 0) + figure),
      undefined,
    )
  }
  return {
    input: sum('inputTokens', 'promptTokens'),
    output: sum('outputTokens', 'completionTokens'),
    total: sum('totalTokens'),
    reasoning: sum('reasoningTokens'),
    cachedInput: sum('cachedInputTokens'),
    raw,
  }
}
