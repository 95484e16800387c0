import type { EmitEvent } from '../events.ts'
import { fields, filled, idText, isObject, list } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { langGraphReason } from './langGraphRun.ts'
import type { LangGraphRun } from './langGraphRun.ts'

/** Messages as LangChain serialises them: whole ones, each time as far as they are, and chunks. */
export interface LangGraphMessages {
  /** A message as far as it is; `isWhole`: nothing more comes of it. */
  readWhole(message: JsonObject, isWhole: boolean): void
  /** What is to be added to the message with its id. */
  readChunk(message: JsonObject): void
}

/** A model's message that is being written. */
interface Draft {
  readonly id: string
  reasoning: string
  reasons: boolean
  /** Ids of its calls, by their index. */
  readonly calls: Map<string, string>
  /** The arguments of calls that come whole, as far as they are. */
  readonly inputs: Map<string, unknown>
  ended: boolean
}

/** Whether this is a model's message, or a piece of one. */
export function isAnswer({ type, role }: JsonObject): boolean {
  return type === 'ai' || type === 'AIMessageChunk' || type === 'AIMessage' || role === 'assistant'
}

/** Whether this is a tool's message. */
export function isResult({ type }: JsonObject): boolean {
  return type === 'tool' || type === 'ToolMessage' || type === 'ToolMessageChunk'
}

/** Begins without messages. */
export function createLangGraphMessages(emit: EmitEvent, run: LangGraphRun): LangGraphMessages {
  const drafts = new Map<string, Draft>()

  function draftOf(message: JsonObject): Draft {
    const id = idText(message.id) ?? ''
    const known = drafts.get(id)
    if (known !== undefined) return known
    const draft: Draft = {
      id,
      reasoning: '',
      reasons: false,
      calls: new Map(),
      inputs: new Map(),
      ended: false,
    }
    drafts.set(id, draft)
    return draft
  }

  function readWhole(message: JsonObject, isWhole: boolean): void {
    const draft = draftOf(message)
    const { id } = draft
    if (draft.ended) return
    run.open(id, modelOf(message))
    const reasoning = reasoningOf(message)
    if (reasoning.startsWith(draft.reasoning)) addReasoning(draft, reasoning.slice(draft.reasoning.length))
    const text = textOf(message.content)
    if (text !== '') {
      endReasoning(draft)
      emit({ type: 'text-snapshot', id, text })
    }
    readWholeCalls(draft, message)
    run.count(id, message.usage_metadata)
    const reason = reasonOf(message)
    if (isWhole || reason !== undefined) end(draft, reason)
  }

  function readWholeCalls(draft: Draft, message: JsonObject): void {
    for (const [index, call] of list(message.tool_calls).map(fields).entries()) {
      endReasoning(draft)
      const toolCallId = filled(call.id) ?? `${draft.id}-${index}`
      if (!run.hasCall(toolCallId)) run.startCall(toolCallId, filled(call.name) ?? '')
      draft.calls.set(`${index}`, toolCallId)
      draft.inputs.set(toolCallId, call.args)
      emit({ type: 'tool-input-patch', toolCallId, path: [], value: call.args })
    }
  }

  function readChunk(message: JsonObject): void {
    const draft = draftOf(message)
    const { id } = draft
    if (draft.ended) return run.count(id, message.usage_metadata, 'added')
    run.open(id, modelOf(message))
    addReasoning(draft, reasoningOf(message))
    const delta = textOf(message.content)
    if (delta !== '') {
      endReasoning(draft)
      emit({ type: 'text-delta', id, delta })
    }
    const chunks = list(message.tool_call_chunks)
    for (const call of chunks) readCallChunk(draft, fields(call))
    if (chunks.length === 0) readWholeCalls(draft, message)
    run.count(id, message.usage_metadata, 'added')
    const reason = reasonOf(message)
    if (reason !== undefined || message.chunk_position === 'last') end(draft, reason)
  }

  /** The first chunk of a call has its id and name, all have its index. */
  function readCallChunk(draft: Draft, call: JsonObject): void {
    endReasoning(draft)
    const index = idText(call.index) ?? `${Math.max(0, draft.calls.size - (call.id == null ? 1 : 0))}`
    const known = draft.calls.get(index)
    const toolCallId = known ?? filled(call.id) ?? `${draft.id}-${index}`
    draft.calls.set(index, toolCallId)
    if (known === undefined) run.startCall(toolCallId, filled(call.name) ?? '')
    const delta = filled(call.args)
    if (delta !== undefined) emit({ type: 'tool-input-delta', toolCallId, delta })
  }

  function addReasoning(draft: Draft, delta: string): void {
    if (delta === '') return
    draft.reasons = true
    draft.reasoning += delta
    emit({ type: 'reasoning-delta', id: draft.id, delta })
  }

  function endReasoning(draft: Draft): void {
    if (draft.reasons) emit({ type: 'reasoning-end', id: draft.id })
    draft.reasons = false
  }

  function end(draft: Draft, reason: string | undefined): void {
    draft.ended = true
    endReasoning(draft)
    emit({ type: 'text-end', id: draft.id })
    // A call that ran into a limit has no end.
    if (reason === undefined || langGraphReason(reason) !== 'length')
      for (const toolCallId of draft.calls.values())
        emit({ type: 'tool-input-end', toolCallId, input: draft.inputs.get(toolCallId) })
    run.close(draft.id, reason)
  }

  return { readWhole, readChunk }
}

function modelOf({ response_metadata }: JsonObject): string | undefined {
  const { model_name, model } = fields(response_metadata)
  return filled(model_name) ?? filled(model)
}

function reasonOf({ response_metadata }: JsonObject): string | undefined {
  const { stop_reason, finish_reason, done_reason } = fields(response_metadata)
  return filled(stop_reason) ?? filled(finish_reason) ?? filled(done_reason)
}

/** A string, or a list of strings and blocks. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return list(content)
    .map((block) => {
      if (typeof block === 'string') return block
      const { type, text } = fields(block)
      return type === 'text' || type === 'text_delta' || type === 'output_text' ? (filled(text) ?? '') : ''
    })
    .join('')
}

/** Reasoning as LangChain's standard blocks have it, and as Anthropic, OpenAI and DeepSeek send it. */
function reasoningOf({ content, additional_kwargs }: JsonObject): string {
  const aside = filled(fields(additional_kwargs).reasoning_content) ?? ''
  return list(content)
    .filter(isObject)
    .map(({ reasoning, thinking, summary }) => {
      const pieces = list(summary).map((piece) => filled(fields(piece).text) ?? '')
      return filled(reasoning) ?? filled(thinking) ?? pieces.join('')
    })
    .reduce((whole, piece) => whole + piece, aside)
}
