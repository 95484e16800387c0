import { filled } from '../json.ts'
import type { FilePart, Message, MessagePart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import { base64Of, inputObject, modelTurns, resultText } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** A message as Anthropic takes it. */
interface AnthropicMessage {
  role: 'user' | 'assistant'
  content: string | AnthropicBlock[]
}

/** A block of a message's content. */
type AnthropicBlock =
  | { type: 'text'; text: string }
  | { type: 'image'; source: AddressSource | { type: 'base64'; media_type: ImageType; data: string } }
  | { type: 'document'; source: AddressSource | DocumentSource; title?: string }
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'tool_use'; id: string; name: string; input: object }
  | { type: 'tool_result'; tool_use_id: string; content: string; is_error?: boolean }

interface AddressSource {
  type: 'url'
  url: string
}

type DocumentSource =
  | { type: 'base64'; media_type: 'application/pdf'; data: string }
  | { type: 'text'; media_type: 'text/plain'; data: string }

/** The API refuses other types, and says so. */
type ImageType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'

/** What the Messages API is asked. */
interface AnthropicRequest {
  max_tokens: number
  system?: string
  messages: AnthropicMessage[]
  stream: true
}

/** Without `max_tokens` the API takes no request; the application's own wins. */
const MAX_TOKENS = 4096

/** The request of `POST /v1/messages`. */
export function encodeAnthropic({ messages, body }: EncodeInput): EncodedRequest {
  const request = postJson({ ...anthropicRequest(messages), ...body })
  return { ...request, headers: { ...request.headers, 'anthropic-version': '2023-06-01' } }
}

/** The request's body, without what the application adds. */
export function anthropicRequest(messages: readonly Message[]): AnthropicRequest {
  const system = messages.filter((message) => message.role === 'system').map(messageText)
  return {
    max_tokens: MAX_TOKENS,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    messages: anthropicMessages(messages),
    stream: true,
  }
}

/** The thread but for its system messages; thinking goes back where Anthropic has signed it. */
function anthropicMessages(messages: readonly Message[]): AnthropicMessage[] {
  return messages.flatMap((message): AnthropicMessage[] => {
    if (message.role === 'system') return []
    return message.role === 'user' ? [userMessage(message)] : assistantMessages(message.parts)
  })
}

function userMessage(message: Message): AnthropicMessage {
  if (!message.parts.some((part) => part.type === 'file'))
    return { role: 'user', content: messageText(message) }
  const content = message.parts.flatMap((part): AnthropicBlock[] => {
    if (part.type === 'file') return [fileBlock(part)]
    return part.type === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : []
  })
  return { role: 'user', content }
}

function fileBlock({ mediaType, url, filename }: FilePart): AnthropicBlock {
  const data = base64Of(url)
  if (mediaType.startsWith('image/')) {
    const media_type = mediaType as ImageType
    return {
      type: 'image',
      source: data === undefined ? { type: 'url', url } : { type: 'base64', media_type, data },
    }
  }
  const source = data === undefined ? { type: 'url' as const, url } : documentSource(mediaType, data)
  return { type: 'document', source, ...(filename !== undefined && { title: filename }) }
}

/** A PDF is sent as it is, all else as the text that it has to be. */
function documentSource(mediaType: string, data: string): DocumentSource {
  if (mediaType === 'application/pdf') return { type: 'base64', media_type: mediaType, data }
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
  return { type: 'text', media_type: 'text/plain', data: new TextDecoder().decode(bytes) }
}

function assistantMessages(parts: readonly MessagePart[]): AnthropicMessage[] {
  return modelTurns(parts).flatMap(({ said, calls }): AnthropicMessage[] => {
    const content = [...said.flatMap(saidBlock), ...calls.map(callBlock)]
    if (content.length === 0) return []
    const results = calls.map(resultBlock)
    return [
      { role: 'assistant', content },
      ...(results.length > 0 ? [{ role: 'user' as const, content: results }] : []),
    ]
  })
}

function saidBlock(part: MessagePart): AnthropicBlock[] {
  if (part.type === 'text') return part.text === '' ? [] : [{ type: 'text', text: part.text }]
  if (part.type !== 'reasoning' || part.signature?.protocol !== 'anthropic') return []
  const signature = filled(part.signature.value)
  if (signature === undefined) return []
  if (part.redacted) return [{ type: 'redacted_thinking', data: signature }]
  return [{ type: 'thinking', thinking: part.text, signature }]
}

function callBlock(part: ToolPart): AnthropicBlock {
  return { type: 'tool_use', id: part.toolCallId, name: part.toolName, input: inputObject(part) }
}

function resultBlock(part: ToolPart): AnthropicBlock {
  const isError = part.state === 'output-error'
  const result = { type: 'tool_result' as const, tool_use_id: part.toolCallId, content: resultText(part) }
  return isError ? { ...result, is_error: true } : result
}
