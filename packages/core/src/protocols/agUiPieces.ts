import type { EmitEvent } from '../events.ts'
import { fields, filled, idText, list } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { Signature } from '../message.ts'

/** The texts, reasonings and tool calls of one AG-UI run. */
export interface AgUiPieces {
  /** Reads an event; `false` where it is about something else. */
  read(type: string, event: JsonObject): boolean
  /** The messages at the end of a whole thread: the answer of an agent that does not stream. */
  readThread(messages: readonly unknown[]): void
  /** An event of this type has come: ends what had to wait for it. */
  settle(type?: string): void
}

/** What has no end of its own, or may be followed by its signature: the next event of another type ends it. */
interface Pending {
  readonly type: string
  readonly id: string
  end(): void
}

/** Events that may come between the chunks of one message. */
const PASSING = /^(RAW|CUSTOM|STATE_|ACTIVITY_)/

/** Begins without any. */
export function createAgUiPieces(emit: EmitEvent): AgUiPieces {
  /** Messages of users and the like, which are no part of the answer. */
  const others = new Set<string>()
  /** The message that a call belongs to, by the call's id. */
  const parents = new Map<string, string | undefined>()
  const encryptedValues = new Map<string, string>()
  let pending: Pending | undefined
  let lastCall = ''

  function read(type: string, event: JsonObject): boolean {
    const id = idText(event.messageId) ?? ''
    switch (type) {
      case 'TEXT_MESSAGE_START':
        startText(id, event)
        break
      case 'TEXT_MESSAGE_CONTENT':
        addText(id, event)
        break
      case 'TEXT_MESSAGE_END':
        endText(id)
        break
      case 'TEXT_MESSAGE_CHUNK':
        readChunk(type, event, filled(event.messageId), startText, addText, endText)
        break
      case 'REASONING_MESSAGE_START':
      case 'THINKING_TEXT_MESSAGE_START':
        break
      case 'REASONING_MESSAGE_CONTENT':
      case 'THINKING_TEXT_MESSAGE_CONTENT':
        addReasoning(id, event)
        break
      case 'REASONING_MESSAGE_END':
      case 'THINKING_TEXT_MESSAGE_END':
        pending = { type: 'REASONING_ENCRYPTED_VALUE', id, end: () => endReasoning(id) }
        break
      case 'REASONING_MESSAGE_CHUNK':
        readChunk(type, event, filled(event.messageId), () => {}, addReasoning, endReasoning)
        break
      case 'REASONING_ENCRYPTED_VALUE':
        encryptedValues.set(idText(event.entityId) ?? '', filled(event.encryptedValue) ?? '')
        break
      case 'TOOL_CALL_START':
        startTool(filled(event.toolCallId) ?? `call-${parents.size}`, event)
        break
      case 'TOOL_CALL_ARGS':
        addInput(filled(event.toolCallId) ?? lastCall, event)
        break
      case 'TOOL_CALL_END':
        endTool(filled(event.toolCallId) ?? lastCall)
        break
      case 'TOOL_CALL_CHUNK':
        readChunk(type, event, filled(event.toolCallId), startTool, addInput, endTool)
        break
      case 'TOOL_CALL_RESULT':
        answerTool(filled(event.toolCallId) ?? lastCall, event)
        break
      default:
        return false
    }
    return true
  }

  /** All in one: the first chunk has the id, the others belong to it. */
  function readChunk(
    type: string,
    event: JsonObject,
    ownId: string | undefined,
    start: (id: string, event: JsonObject) => void,
    add: (id: string, event: JsonObject) => void,
    end: (id: string) => void,
  ): void {
    const id = ownId ?? pending?.id ?? ''
    if (pending?.id !== id) {
      settle()
      start(id, event)
    }
    add(id, event)
    pending = { type, id, end: () => end(id) }
  }

  function settle(type?: string): void {
    if (pending === undefined || pending.type === type || PASSING.test(type ?? '')) return
    const { end } = pending
    pending = undefined
    end()
  }

  function startText(id: string, { role }: JsonObject): void {
    if (role != null && role !== 'assistant') others.add(id)
  }

  function addText(id: string, { delta }: JsonObject): void {
    if (filled(delta) !== undefined && !others.has(id)) emit({ type: 'text-delta', id, delta: String(delta) })
  }

  function endText(id: string): void {
    if (!others.has(id)) emit({ type: 'text-end', id, signature: sign({ messageId: filled(id) }) })
  }

  function addReasoning(id: string, { delta }: JsonObject): void {
    if (filled(delta) !== undefined) emit({ type: 'reasoning-delta', id, delta: String(delta) })
  }

  function endReasoning(id: string): void {
    const encryptedValue = encryptedValues.get(id)
    const signature = encryptedValue === undefined ? undefined : sign({ reasoningId: id, encryptedValue })
    emit({ type: 'reasoning-end', id, ...(signature && { signature }) })
  }

  function startTool(toolCallId: string, { toolCallName, parentMessageId }: JsonObject): void {
    lastCall = toolCallId
    parents.set(toolCallId, filled(parentMessageId))
    emit({ type: 'tool-input-start', toolCallId, toolName: filled(toolCallName) ?? '' })
  }

  function addInput(toolCallId: string, { delta }: JsonObject): void {
    if (filled(delta) !== undefined) emit({ type: 'tool-input-delta', toolCallId, delta: String(delta) })
  }

  function endTool(toolCallId: string): void {
    const messageId = parents.get(toolCallId)
    const signature = sign({ messageId, encryptedValue: encryptedValues.get(toolCallId) })
    emit({ type: 'tool-input-end', toolCallId, signature })
  }

  function answerTool(toolCallId: string, { content }: JsonObject): void {
    emit({ type: 'tool-output', toolCallId, output: content })
  }

  function readThread(messages: readonly unknown[]): void {
    const roles = messages.map((message) => fields(message).role)
    const last = Math.max(roles.lastIndexOf('user'), roles.lastIndexOf('tool'))
    for (const message of messages.slice(last + 1)) readAssistant(fields(message))
  }

  function readAssistant({ id: ownId, role, content, toolCalls }: JsonObject): void {
    const id = idText(ownId) ?? ''
    const text = filled(content)
    if (role !== 'assistant') return
    if (text !== undefined) emit({ type: 'text-snapshot', id, text })
    if (text !== undefined) endText(id)
    for (const call of list(toolCalls).map(fields)) {
      const made = fields(call.function)
      const toolCallId = filled(call.id) ?? `call-${parents.size}`
      if (parents.has(toolCallId)) continue
      startTool(toolCallId, { toolCallName: made.name, parentMessageId: id })
      addInput(toolCallId, { delta: made.arguments })
      endTool(toolCallId)
    }
  }

  return { read, readThread, settle }
}

/** What the agent must be told again about a part. */
function sign(value: object): Signature {
  return { protocol: 'agUi', value }
}
