import type { FilePart, Message, MessagePart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'

/** A message as OpenAI's Chat Completions take it. */
export type ChatMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | ChatContentPart[] }
  | { role: 'assistant'; content: string | null; refusal?: string; tool_calls?: ChatToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string }

/** A piece of a user's message. */
export type ChatContentPart =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string } }
  | { type: 'input_audio'; input_audio: { data: string; format: string } }
  | { type: 'file'; file: { filename: string; file_data: string } }

/** A tool call of an assistant's message. */
export interface ChatToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
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
  if (audio !== undefined && url.startsWith('data:')) {
    const format = audio === 'mpeg' ? 'mp3' : audio
    return { type: 'input_audio', input_audio: { data: url.slice(url.indexOf(',') + 1), format } }
  }
  return { type: 'file', file: { filename: filename ?? 'file', file_data: url } }
}

/** One for each model call: what was said and called, then the results. */
function assistantMessages(parts: readonly MessagePart[]): ChatMessage[] {
  const messages: ChatMessage[] = []
  let said = ''
  let refusal = ''
  let answered: ToolPart[] = []

  function flush(): void {
    if (said === '' && refusal === '' && answered.length === 0) return
    messages.push({
      role: 'assistant',
      content: said === '' ? null : said,
      ...(refusal !== '' && { refusal }),
      ...(answered.length > 0 && { tool_calls: answered.map(toolCall) }),
    })
    for (const part of answered)
      messages.push({ role: 'tool', tool_call_id: part.toolCallId, content: toolResult(part) })
    said = ''
    refusal = ''
    answered = []
  }

  for (const part of parts) {
    if (part.type === 'tool' && isAnswered(part)) answered.push(part)
    if (part.type !== 'text' && part.type !== 'refusal') continue
    if (answered.length > 0) flush()
    if (part.type === 'text') said += part.text
    else refusal += part.text
  }
  flush()
  return messages
}

/** The application's own calls that have a result, be it an error. */
export function isAnswered(part: ToolPart): boolean {
  return part.hosted !== true && (part.state === 'output-available' || part.state === 'output-error')
}

function toolCall(part: ToolPart): ChatToolCall {
  const { toolCallId: id, toolName: name, input = {} } = part
  return { id, type: 'function', function: { name, arguments: JSON.stringify(input) } }
}

/** A tool's result as text: JSON unless it is a text already. */
export function toolResult(part: ToolPart): string {
  if (part.state === 'output-error') return part.errorText ?? 'The tool failed'
  return typeof part.output === 'string' ? part.output : (JSON.stringify(part.output) ?? '')
}
