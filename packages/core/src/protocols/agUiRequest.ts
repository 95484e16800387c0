import { fields, filled } from '../json.ts'
import type { FilePart, Message, MessagePart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import type { ModelTurn } from './modelTurns.ts'
import { base64Of, inputObject, modelTurns, resultText, textOf } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** A message as AG-UI's agents take it. */
type AgUiMessage =
  | { id: string; role: 'system'; content: string }
  | { id: string; role: 'user'; content: string | AgUiContent[] }
  | { id: string; role: 'reasoning'; content: string; encryptedValue: string }
  | { id: string; role: 'assistant'; content?: string; toolCalls?: AgUiToolCall[] }
  | { id: string; role: 'tool'; toolCallId: string; content: string; error?: string }

/** A piece of a user's message. */
type AgUiContent =
  | { type: 'text'; text: string }
  | { type: 'image' | 'audio' | 'video' | 'document'; source: AgUiSource }

type AgUiSource =
  | { type: 'data'; value: string; mimeType: string }
  | { type: 'url'; value: string; mimeType: string }

interface AgUiToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** What an agent is run with. */
export interface AgUiRequest {
  threadId: string
  runId: string
  state: unknown
  messages: AgUiMessage[]
  tools: []
  context: []
  forwardedProps: object
}

/** The request of a run; the application's `tools`, `context`, `resume` … are fields of its body. */
export function encodeAgUi(input: EncodeInput): EncodedRequest {
  return postJson({ ...agUiRequest(input, randomId()), ...input.body })
}

/** The run: the whole thread, and the state as the agent has left it. */
export function agUiRequest(
  { id, messages }: Pick<EncodeInput, 'id' | 'messages'>,
  runId: string,
): AgUiRequest {
  const parts = messages.flatMap((message) => message.parts)
  const state = parts.filter((part) => part.type === 'data' && part.name === 'state').at(-1)
  return {
    threadId: id,
    runId,
    state: state?.type === 'data' ? state.data : {},
    messages: messages.flatMap(agUiMessages),
    tools: [],
    context: [],
    forwardedProps: {},
  }
}

/** Agents reject the id of a run that they know. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function agUiMessages(message: Message): AgUiMessage[] {
  const { id, role, parts } = message
  if (role === 'system') return [{ id, role, content: messageText(message) }]
  if (role === 'user') return [{ id, role, content: userContent(message) }]
  return modelTurns(parts).flatMap((turn, at) => turnMessages(turn, at === 0 ? id : `${id}-${at}`))
}

function userContent(message: Message): string | AgUiContent[] {
  if (!message.parts.some((part) => part.type === 'file')) return messageText(message)
  return message.parts.flatMap((part): AgUiContent[] => {
    if (part.type === 'file') return [fileContent(part)]
    return part.type === 'text' ? [{ type: 'text', text: part.text }] : []
  })
}

function fileContent({ mediaType: mimeType, url }: FilePart): AgUiContent {
  const [kind] = mimeType.split('/')
  const type = kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document'
  const data = base64Of(url)
  const source: AgUiSource =
    data === undefined ? { type: 'url', value: url, mimeType } : { type: 'data', value: data, mimeType }
  return { type, source }
}

/** One for what was said and called, under the id that the agent gave it: by that it knows its own messages again. */
function turnMessages({ said, calls }: ModelTurn, ownId: string): AgUiMessage[] {
  const content = textOf(said)
  const told = [...said, ...calls].map((part) => filled(signed(part).messageId))
  const id = told.find((messageId) => messageId !== undefined) ?? ownId
  const isEmpty = content === '' && calls.length === 0
  const answer: AgUiMessage = {
    id,
    role: 'assistant',
    ...(content !== '' && { content }),
    ...(calls.length > 0 && { toolCalls: calls.map(toolCall) }),
  }
  return [...said.flatMap(reasoningMessage), ...(isEmpty ? [] : [answer]), ...calls.map(toolMessage)]
}

/** Reasoning goes back only where the agent needs it: with the value that it encrypted. */
function reasoningMessage(part: MessagePart): AgUiMessage[] {
  if (part.type !== 'reasoning') return []
  const encryptedValue = filled(signed(part).encryptedValue)
  if (encryptedValue === undefined) return []
  return [
    {
      id: filled(signed(part).reasoningId) ?? part.id,
      role: 'reasoning',
      content: part.text,
      encryptedValue,
    },
  ]
}

function toolCall(part: ToolPart): AgUiToolCall {
  const { toolCallId: id, toolName: name } = part
  return { id, type: 'function', function: { name, arguments: JSON.stringify(inputObject(part)) } }
}

function toolMessage(part: ToolPart): AgUiMessage {
  const { toolCallId, state } = part
  const content = resultText(part)
  return {
    id: toolCallId,
    role: 'tool',
    toolCallId,
    content,
    ...(state === 'output-error' && { error: content }),
  }
}

function signed(part: MessagePart): ReturnType<typeof fields> {
  const signature = 'signature' in part ? part.signature : undefined
  return fields(signature?.protocol === 'agUi' ? signature.value : undefined)
}
