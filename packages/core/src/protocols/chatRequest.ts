import type { FilePart, Message, MessagePart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import { base64Of, modelTurns, resultText, textOf } from './modelTurns.ts'

/** A message as OpenAI's Chat Completions take it. */
export type ChatMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | ChatContentPart[] }
  | { role: 'assistant'; content: string | null; refusal?: string; tool_calls?: ChatToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string }

/** A piece of a user's message. */
type ChatContentPart =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string } }
  | { type: 'input_audio'; input_audio: { data: string; format: 'wav' | 'mp3' } }
  | { type: 'file'; file: { filename: string; file_data: string } }

/** A tool call of an assistant's message. */
interface ChatToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** What a Chat Completions endpoint is asked. */
interface ChatRequest {
  messages: ChatMessage[]
  stream: true
  stream_options: { include_usage: true }
}

/** The request's body, without what the application adds. */
export function chatRequest(messages: readonly Message[]): ChatRequest {
  return { messages: chatMessages(messages), stream: true, stream_options: { include_usage: true } }
}

/**
 * The thread for a Chat Completions endpoint: files and images as content parts; a tool call together with its
 * result, which the endpoint demands: calls that nobody answered, and reasoning, are left out.
 */
export function chatMessages(messages: readonly Message[]): ChatMessage[] {
  return messages.flatMap((message) => {
    if (message.role === 'system') return [{ role: 'system' as const, content: messageText(message) }]
    return message.role === 'user' ? [userMessage(message)] : assistantMessages(message.parts)
  })
}

function userMessage(message: Message): ChatMessage {
  if (!message.parts.some((part) => part.type === 'file'))
    return { role: 'user', content: messageText(message) }
  const content: ChatContentPart[] = []
  for (const part of message.parts) {
    if (part.type === 'text') content.push({ type: 'text', text: part.text })
    if (part.type === 'file') content.push(contentOf(part))
  }
  return { role: 'user', content }
}

function contentOf({ mediaType, url, filename }: FilePart): ChatContentPart {
  if (mediaType.startsWith('image/')) return { type: 'image_url', image_url: { url } }
  const audio = /^audio\/(?:x-)?(wav|mp3|mpeg)$/.exec(mediaType)?.[1]
  const data = base64Of(url)
  if (audio !== undefined && data !== undefined) {
    return { type: 'input_audio', input_audio: { data, format: audio === 'wav' ? 'wav' : 'mp3' } }
  }
  return { type: 'file', file: { filename: filename ?? 'file', file_data: url } }
}

function assistantMessages(parts: readonly MessagePart[]): ChatMessage[] {
  return modelTurns(parts).flatMap(({ said, calls }): ChatMessage[] => {
    const text = textOf(said)
    const refusal = said.map((part) => (part.type === 'refusal' ? part.text : '')).join('')
    if (text === '' && refusal === '' && calls.length === 0) return []
    const message: ChatMessage = {
      role: 'assistant',
      content: text === '' ? null : text,
      ...(refusal !== '' && { refusal }),
      ...(calls.length > 0 && { tool_calls: calls.map(toolCall) }),
    }
    return [message, ...calls.map(toolMessage)]
  })
}

function toolCall({ toolCallId: id, toolName: name, input = {} }: ToolPart): ChatToolCall {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(input) } }
}

function toolMessage(part: ToolPart): ChatMessage {
  return { role: 'tool', tool_call_id: part.toolCallId, content: resultText(part) }
}
