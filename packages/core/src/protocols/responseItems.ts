import type { EmitEvent } from '../events.ts'
import { fields, filled, finite, idText, isObject, list } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** The output items of one response: messages, reasonings, calls. */
export interface ResponseItems {
  /** `response.output_text.delta`, the event that comes most. */
  textDelta(event: JsonObject): void
  /** Any other event about an item. Returns whether it was one. */
  read(event: JsonObject, type: string): boolean
  /** The output of a whole answer that was not streamed. */
  readWhole(output: unknown): void
  /** The output as the end of a stream repeats it: gives out what the stream has left out. */
  mend(output: unknown): void
  /** Whether the application has been asked to do something. */
  readonly hasCalls: boolean
}

interface Call {
  readonly toolCallId: string
  readonly hosted: boolean
  /** Some of its input is given out. */
  streamed: boolean
  ended: boolean
}

const INPUT_EVENT =
  /^response\.(?:function_call_arguments|custom_tool_call_input|mcp_call_arguments|code_interpreter_call_code)\.(delta|done)$/

/** Begins without items. Items are told apart by their place in the output: their ids may change between events. */
export function createResponseItems(emit: EmitEvent): ResponseItems {
  const calls = new Map<unknown, Call>()
  const texts = new Set<string>()
  const refusals = new Set<unknown>()
  /** The ids of an item's reasonings; the last one is open. */
  const reasonings = new Map<unknown, string[]>()
  const complete = new Set<unknown>()
  let hasCalls = false

  function textDelta({ output_index, content_index, delta }: JsonObject): void {
    if (typeof delta !== 'string' || delta === '') return
    const id = placeOf(output_index, content_index)
    texts.add(id)
    emit({ type: 'text-delta', id, delta })
  }

  /** Text of which nothing came before; as a snapshot, so that a resumed stream does not double it. */
  function wholeText(id: string, text: unknown): void {
    if (!texts.has(id) && filled(text) !== undefined) emit({ type: 'text-snapshot', id, text: String(text) })
    texts.add(id)
  }

  function reasoningDelta(index: unknown, part: string, delta: unknown, kind: 'raw' | 'summary'): void {
    if (typeof delta !== 'string' || delta === '') return
    const ids = reasonings.get(index) ?? []
    const id = placeOf(index, part)
    if (ids.at(-1) !== id) {
      if (ids.length > 0) emit({ type: 'reasoning-end', id: ids.at(-1) ?? '' })
      reasonings.set(index, [...ids, id])
    }
    emit({ type: 'reasoning-delta', id, delta, kind })
  }

  function refusalDelta({ output_index }: JsonObject, delta: unknown): void {
    if (typeof delta !== 'string' || delta === '') return
    refusals.add(output_index)
    emit({ type: 'refusal-delta', delta })
  }

  function read(event: JsonObject, type: string): boolean {
    const { output_index: index, delta } = event
    switch (type) {
      case 'response.output_item.added':
        openCall(index, fields(event.item))
        return true
      case 'response.output_item.done':
        endItem(index, fields(event.item))
        return true
      case 'response.output_text.done':
        wholeText(placeOf(index, event.content_index), event.text)
        return true
      case 'response.output_text.annotation.added':
        emitSource(event.annotation)
        return true
      case 'response.refusal.delta':
        refusalDelta(event, delta)
        return true
      case 'response.refusal.done':
        if (!refusals.has(index)) refusalDelta(event, event.refusal)
        return true
      case 'response.reasoning_summary_text.delta':
        reasoningDelta(index, `s${idText(event.summary_index) ?? ''}`, delta, 'summary')
        return true
      case 'response.reasoning_text.delta':
        reasoningDelta(index, `r${idText(event.content_index) ?? ''}`, delta, 'raw')
        return true
      case 'response.reasoning_summary_text.done':
      case 'response.reasoning_text.done':
        return true
      case 'response.image_generation_call.partial_image':
        emitImage(event.partial_image_b64, event.output_format, true)
        return true
      default:
        return readInput(event, type)
    }
  }

  function readInput(event: JsonObject, type: string): boolean {
    const step = INPUT_EVENT.exec(type)?.[1]
    const call = calls.get(event.output_index)
    if (step === undefined || call === undefined) return step !== undefined
    if (step === 'delta') inputDelta(call, event.delta)
    else endInput(call, event.arguments ?? event.input ?? event.code)
    return true
  }

  function inputDelta(call: Call, delta: unknown): void {
    if (typeof delta !== 'string' || delta === '') return
    call.streamed = true
    emit({ type: 'tool-input-delta', toolCallId: call.toolCallId, delta })
  }

  function endInput(call: Call, whole: unknown): void {
    if (call.ended) return
    if (!call.streamed) inputDelta(call, whole)
    call.ended = true
    // A hosted call says what it does in fields of its own.
    const input = call.streamed || !isObject(whole) ? undefined : whole
    emit({ type: 'tool-input-end', toolCallId: call.toolCallId, ...(input && { input }) })
  }

  /** Begins the call that an item is; `undefined` where it is none. */
  function openCall(index: unknown, item: JsonObject): Call | undefined {
    const known = calls.get(index)
    const type = filled(item.type) ?? ''
    const own = type === 'function_call' || type === 'custom_tool_call'
    if (known !== undefined || !(own || type.endsWith('_call') || type === 'mcp_approval_request'))
      return known
    const toolCallId =
      filled(own ? item.call_id : item.id) ?? filled(item.id) ?? `call-${idText(index) ?? ''}`
    const call: Call = { toolCallId, hosted: !own, streamed: false, ended: false }
    calls.set(index, call)
    hasCalls ||= own
    emit({
      type: 'tool-input-start',
      toolCallId,
      toolName: filled(item.name) ?? type.replace(/_call$/, ''),
      ...(!own && { hosted: true }),
      ...(/^(custom_tool|code_interpreter)_call$/.test(type) && { encoding: 'text' }),
    })
    return call
  }

  function endItem(index: unknown, item: JsonObject): void {
    if (complete.has(index)) return
    complete.add(index)
    if (item.type === 'message') return endMessage(index, item)
    if (item.type === 'reasoning') return endReasoning(index, item)
    const call = openCall(index, item)
    if (call === undefined) return
    endInput(call, inputOf(item))
    if (item.type === 'mcp_approval_request') {
      emit({ type: 'tool-approval', toolCallId: call.toolCallId, approvalId: call.toolCallId })
    } else if (call.hosted) readResult(call.toolCallId, item)
  }

  function endMessage(index: unknown, item: JsonObject): void {
    for (const [at, content] of list(item.content).entries()) {
      const { type, text, refusal, annotations } = fields(content)
      const id = placeOf(index, at)
      if (type === 'refusal' && !refusals.has(index)) refusalDelta({ output_index: index }, refusal)
      // Bedrock counts the contents of a message otherwise in its deltas than in the message.
      const streamed = [...texts].some((known) => known.startsWith(`${idText(index) ?? ''}.`))
      if (type === 'output_text' && !streamed) wholeText(id, text)
      for (const annotation of list(annotations)) emitSource(annotation)
    }
    for (const id of texts) if (id.startsWith(`${idText(index) ?? ''}.`)) emit({ type: 'text-end', id })
  }

  function endReasoning(index: unknown, item: JsonObject): void {
    if (!reasonings.has(index)) {
      const summary = list(item.summary)
      for (const [at, part] of summary.entries())
        reasoningDelta(index, `s${at}`, fields(part).text, 'summary')
      for (const [at, part] of (summary.length > 0 ? [] : list(item.content)).entries()) {
        reasoningDelta(index, `r${at}`, fields(part).text, 'raw')
      }
    }
    const id = reasonings.get(index)?.at(-1)
    const { id: itemId, encrypted_content } = item
    const signature = filled(encrypted_content) && {
      protocol: 'openaiResponses',
      value: { id: itemId, encrypted_content },
    }
    if (signature) {
      emit({
        type: 'reasoning-end',
        id: id ?? idText(index) ?? '',
        ...(id === undefined && { redacted: true }),
        signature,
      })
    } else if (id !== undefined) emit({ type: 'reasoning-end', id })
  }

  function readResult(toolCallId: string, item: JsonObject): void {
    const { error, status } = item
    const message = filled(error) ?? filled(fields(error).message)
    if (message !== undefined || status === 'failed') {
      return emit({ type: 'tool-error', toolCallId, message: message ?? 'The tool failed', phase: 'output' })
    }
    emitImage(item.result, item.output_format, false)
    emit({ type: 'tool-output', toolCallId, output: item.output ?? item.outputs ?? item.results ?? null })
  }

  function emitImage(base64: unknown, format: unknown, partial: boolean): void {
    if (typeof base64 !== 'string' || base64 === '') return
    emit({ type: 'file', mediaType: `image/${filled(format) ?? 'png'}`, base64, ...(partial && { partial }) })
  }

  function emitSource(annotation: unknown): void {
    const { url, title, filename, file_id, start_index, end_index } = fields(annotation)
    const found = { url: filled(url), title: filled(title), filename: filled(filename), id: filled(file_id) }
    if (found.url === undefined && found.filename === undefined && found.id === undefined) return
    const [start, end] = [finite(start_index), finite(end_index)]
    const range = start === undefined || end === undefined ? undefined : ([start, end] as const)
    emit({ type: 'source', ...found, range })
  }

  return {
    textDelta,
    read,
    readWhole(output) {
      for (const [index, item] of list(output).entries()) endItem(index, fields(item))
    },
    mend(output) {
      // Of reasoning and hosted tools a resumed stream cannot tell what was given out before.
      for (const [index, item] of list(output).entries()) {
        const { type } = fields(item)
        if (type === 'message' || type === 'function_call' || type === 'custom_tool_call')
          endItem(index, fields(item))
      }
    },
    get hasCalls() {
      return hasCalls
    },
  }
}

/** What a call is to do, in the field that its kind has. */
function inputOf({ arguments: args, input, code, action, operation, queries }: JsonObject): unknown {
  return args ?? input ?? code ?? action ?? operation ?? (Array.isArray(queries) ? { queries } : undefined)
}

function placeOf(index: unknown, within: unknown): string {
  return `${idText(index) ?? ''}.${idText(within) ?? ''}`
}
