import type { Message, MessagePart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import type { ModelTurn } from './modelTurns.ts'
import { inputObject, modelTurns, resultText, textOf } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** A message as Cohere takes it. */
type CohereMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | CohereContent[] }
  | { role: 'assistant'; content?: string; tool_plan?: string; tool_calls?: CohereToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string }

/** A piece of a user's message. */
type CohereContent = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

interface CohereToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** The request of `POST /v2/chat`. */
export function encodeCohere({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ messages: cohereMessages(messages), stream: true, ...body })
}

/** The thread: of a user's files the images, which are all that the API takes; calls with their results. */
function cohereMessages(messages: readonly Message[]): CohereMessage[] {
  return messages.flatMap((message): CohereMessage[] => {
    const { role, parts } = message
    if (role === 'system') return [{ role, content: messageText(message) }]
    return role === 'user'
      ? [{ role, content: userContent(message) }]
      : modelTurns(parts).flatMap(turnMessages)
  })
}

function userContent(message: Message): string | CohereContent[] {
  if (!message.parts.some(isImage)) return messageText(message)
  return message.parts.flatMap((part): CohereContent[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    return isImage(part) ? [{ type: 'image_url', image_url: { url: part.url } }] : []
  })
}

function isImage(part: MessagePart): part is Extract<MessagePart, { type: 'file' }> {
  return part.type === 'file' && part.mediaType.startsWith('image/')
}

function turnMessages({ said, calls }: ModelTurn): CohereMessage[] {
  const content = textOf(said)
  const plan = said
    .map((part) => (part.type === 'reasoning' && part.kind === 'plan' ? part.text : ''))
    .join('')
  if (content === '' && calls.length === 0) return []
  const answer: CohereMessage = {
    role: 'assistant',
    ...(content !== '' && { content }),
    // A plan belongs to calls: without them the API takes none.
    ...(plan !== '' && calls.length > 0 && { tool_plan: plan }),
    ...(calls.length > 0 && { tool_calls: calls.map(toolCall) }),
  }
  return [answer, ...calls.map(toolMessage)]
}

function toolCall(part: ToolPart): CohereToolCall {
  const { toolCallId: id, toolName: name } = part
  return { id, type: 'function', function: { name, arguments: JSON.stringify(inputObject(part)) } }
}

function toolMessage(part: ToolPart): CohereMessage {
  return { role: 'tool', tool_call_id: part.toolCallId, content: resultText(part) }
}
