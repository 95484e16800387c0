import type { EmitEvent, FinishReason, Usage } from '../events.ts'
import { fields, filled, finite, idText, list } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** What the forms of LangGraph's stream have in common: messages, calls and figures of one run. */
export interface LangGraphRun {
  /** The server's id of the run, once it is told. */
  id: string | undefined
  /** Something of a model's message has come. */
  open(messageId: string, model?: string): void
  /** The message is whole. `reason`: why the model stopped, in its provider's words, where it is told. */
  close(messageId: string, reason?: string): void
  /** All messages so far are whole: the graph has taken its next step. */
  closeAll(): void
  /** Tokens of a message; `added`: to those that were told before, as chunks do. */
  count(messageId: string, usage: unknown, added?: 'added'): void
  startCall(toolCallId: string, toolName: string, hosted?: boolean): void
  hasCall(toolCallId: string): boolean
  /** A tool's message, or any other output; the first counts. */
  answerCall(toolCallId: string, output: unknown): void
  /** What the graph asks the user: kept as a data part named `interrupt`. */
  interrupt(interrupts: unknown): void
  /** The end; `reason`: where no model told one. */
  finish(reason?: string): void
  /** Whether the last of the messages that have begun is whole. */
  readonly isWhole: boolean
}

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['completed', 'stop'],
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['tool_calls', 'tool-calls'],
  ['tool_use', 'tool-calls'],
  ['content_filter', 'content-filter'],
  ['refusal', 'content-filter'],
  ['safety', 'content-filter'],
] as const)

/** The neutral word for what a model's provider says; LangChain passes each provider's own on. */
export function langGraphReason(rawReason: string): FinishReason {
  return FINISH_REASONS.get(rawReason.toLowerCase()) ?? 'other'
}

/** Begins without messages. */
export function createLangGraphRun(emit: EmitEvent): LangGraphRun {
  const begun = new Set<string>()
  const open = new Set<string>()
  const usages = new Map<string, Usage>()
  const calls = new Set<string>()
  const answered = new Set<string>()
  let lastReason: string | undefined
  let touched = false

  function startCall(toolCallId: string, toolName: string, hosted = false): void {
    calls.add(toolCallId)
    emit({ type: 'tool-input-start', toolCallId, toolName, ...(hosted && { hosted }) })
  }

  const run: LangGraphRun = {
    id: undefined,
    open(messageId, model) {
      touched = true
      if (begun.has(messageId)) return
      const metadata = run.id && { runId: run.id }
      if (begun.size === 0) emit({ type: 'start', messageId, model, ...(metadata && { metadata }) })
      begun.add(messageId)
      open.add(messageId)
      lastReason = undefined
    },
    close(messageId, reason) {
      open.delete(messageId)
      lastReason = reason ?? lastReason
    },
    closeAll() {
      touched = true
      open.clear()
    },
    count(messageId, told, added) {
      const usage = readUsage(fields(told))
      if (usage === undefined) return
      const before = added && usages.get(messageId)
      usages.set(messageId, before ? sum([before, usage]) : usage)
      // Messages of parallel nodes interleave: their sum is told, not one after the other.
      emit({ type: 'usage', ...sum([...usages.values()]) })
    },
    startCall,
    hasCall: (toolCallId) => calls.has(toolCallId),
    answerCall(toolCallId, output) {
      if (answered.has(toolCallId)) return
      answered.add(toolCallId)
      const { status, content, name } = fields(output)
      if (!calls.has(toolCallId)) startCall(toolCallId, filled(name) ?? '')
      if (status === 'error') {
        const message = filled(content) ?? 'The tool failed'
        emit({ type: 'tool-error', toolCallId, message, phase: 'output' })
      } else emit({ type: 'tool-output', toolCallId, output: content === undefined ? output : content })
    },
    interrupt(interrupts) {
      for (const interrupt of list(interrupts).map(fields)) {
        const id = idText(interrupt.id) ?? idText(interrupt.interrupt_id) ?? '0'
        emit({ type: 'data', name: 'interrupt', id, data: interrupt.value ?? interrupt.payload })
      }
    },
    finish(reason) {
      const rawReason = lastReason ?? reason
      if (rawReason !== undefined) emit({ type: 'finish', reason: langGraphReason(rawReason), rawReason })
      emit({ type: 'done' })
    },
    get isWhole() {
      return touched && open.size === 0
    },
  }
  return run
}

/** LangChain's `usage_metadata`. */
function readUsage(raw: JsonObject): Usage | undefined {
  const input = finite(raw.input_tokens)
  const output = finite(raw.output_tokens)
  if (input === undefined && output === undefined) return undefined
  return {
    input,
    output,
    total: finite(raw.total_tokens),
    reasoning: finite(fields(raw.output_token_details).reasoning),
    cachedInput: finite(fields(raw.input_token_details).cache_read),
    raw,
  }
}

function sum(usages: readonly Usage[]): Usage {
  const total: Usage = { raw: usages.at(-1)?.raw }
  for (const field of ['input', 'output', 'total', 'reasoning', 'cachedInput'] as const) {
    for (const usage of usages)
      if (usage[field] !== undefined) total[field] = (total[field] ?? 0) + usage[field]
  }
  return total
}
