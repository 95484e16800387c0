import type { FilePart, Message, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import type { ModelTurn } from './modelTurns.ts'
import { base64Of, inputObject, modelTurns, resultText, textOf } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** A message as LangGraph's servers take it. */
type LangGraphMessage =
  | { type: 'system'; content: string }
  | { type: 'human'; id: string; content: string | LangGraphContent[] }
  | { type: 'ai'; content: string; tool_calls?: { id: string; name: string; args: object }[] }
  | { type: 'tool'; tool_call_id: string; content: string; status: 'success' | 'error' }

/** A piece of a user's message: LangChain's standard content blocks. */
type LangGraphContent =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string } }
  | { type: 'file'; mime_type: string; url: string }
  | { type: 'file'; mime_type: string; base64: string }

/** The request of a run; `all`: with the whole thread, which a server without threads needs. */
export function encodeLangGraph({ messages, body }: EncodeInput, all: boolean): EncodedRequest {
  return postJson({
    input: { messages: all ? messages.flatMap(langGraphMessages) : newMessages(messages) },
    stream_mode: ['messages-tuple', 'values', 'custom'],
    ...body,
  })
}

/** What the server's thread does not have yet: the messages after the last answer, or the results of its last calls. */
function newMessages(messages: readonly Message[]): LangGraphMessage[] {
  const roles = messages.map((message) => message.role)
  const last = messages.at(-1)
  if (last?.role !== 'assistant')
    return messages.slice(roles.lastIndexOf('assistant') + 1).flatMap(langGraphMessages)
  return modelTurns(last.parts).at(-1)?.calls.map(toolMessage) ?? []
}

/** A message as LangChain has it: of an answer one for each model call, and one for each result. */
function langGraphMessages(message: Message): LangGraphMessage[] {
  const { id, role, parts } = message
  if (role === 'system') return [{ type: role, content: messageText(message) }]
  if (role === 'user') return [{ type: 'human', id, content: userContent(message) }]
  return modelTurns(parts).flatMap(turnMessages)
}

function userContent(message: Message): string | LangGraphContent[] {
  if (!message.parts.some((part) => part.type === 'file')) return messageText(message)
  return message.parts.flatMap((part): LangGraphContent[] => {
    if (part.type === 'file') return [fileContent(part)]
    return part.type === 'text' ? [{ type: 'text', text: part.text }] : []
  })
}

function fileContent({ mediaType: mime_type, url }: FilePart): LangGraphContent {
  if (mime_type.startsWith('image/')) return { type: 'image_url', image_url: { url } }
  const base64 = base64Of(url)
  return base64 === undefined ? { type: 'file', mime_type, url } : { type: 'file', mime_type, base64 }
}

function turnMessages({ said, calls }: ModelTurn): LangGraphMessage[] {
  const content = textOf(said)
  if (content === '' && calls.length === 0) return []
  const tool_calls = calls.map((part) => ({
    id: part.toolCallId,
    name: part.toolName,
    args: inputObject(part),
  }))
  return [{ type: 'ai', content, ...(calls.length > 0 && { tool_calls }) }, ...calls.map(toolMessage)]
}

function toolMessage(part: ToolPart): LangGraphMessage {
  const status = part.state === 'output-error' ? 'error' : 'success'
  return { type: 'tool', tool_call_id: part.toolCallId, content: resultText(part), status }
}
