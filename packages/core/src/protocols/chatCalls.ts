import type { EmitEvent } from '../events.ts'
import { fields, filled, isObject } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** The tool calls of one Chat Completions answer. */
export interface ChatCalls {
  /** The answer's id: calls without an id of their own are named after it. */
  nameAfter(answerId: string | undefined): void
  /** One entry of `delta.tool_calls`. */
  read(entry: JsonObject): void
}

interface Call {
  readonly toolCallId: string
  /** As the wire has it. */
  readonly id: string | undefined
  name: string
}

/** Begins without calls. */
export function createChatCalls(emit: EmitEvent): ChatCalls {
  const byIndex = new Map<number, Call>()
  let last: Call | undefined
  let count = 0
  let prefix = 'call'

  function begin(id: string | undefined, name: string): Call {
    const call = { toolCallId: id ?? `${prefix}-${count}`, id, name }
    count++
    emit({ type: 'tool-input-start', toolCallId: call.toolCallId, toolName: name })
    return call
  }

  /**
   * The call that an entry belongs to. Some servers leave the index out, or give all calls the same one: then a new
   * id with a name begins a call. (vLLM gives each piece of one call another id, but no name.)
   */
  function callOf(entry: JsonObject, name: string | undefined): Call {
    const { index } = entry
    const id = filled(entry.id)
    const known = typeof index === 'number' ? byIndex.get(index) : last
    const isNew = known === undefined || (id !== undefined && id !== known.id && name !== undefined)
    const call = isNew ? begin(id, name ?? '') : known
    if (typeof index === 'number') byIndex.set(index, call)
    last = call
    return call
  }

  return {
    nameAfter(answerId) {
      if (answerId !== undefined) prefix = answerId
    },
    read(entry) {
      const made = fields(entry.function)
      const name = filled(made.name)
      const call = callOf(entry, name)
      if (call.name === '' && name !== undefined) {
        call.name = name
        emit({ type: 'tool-input-start', toolCallId: call.toolCallId, toolName: name })
      }
      const delta = isObject(made.arguments) ? JSON.stringify(made.arguments) : made.arguments
      if (typeof delta === 'string' && delta !== '') {
        emit({ type: 'tool-input-delta', toolCallId: call.toolCallId, delta })
      }
    },
  }
}
