import type { JsonObject } from '../json.ts'
import type { Message, MessagePart } from '../message.ts'
import { messageText } from '../message.ts'
import { base64Of, inputObject, modelTurns, resultText, textOf } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** A message as Ollama takes it. */
interface OllamaMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string
  /** Base64, without the `data:` address around it. */
  images?: string[]
  thinking?: string
  tool_calls?: { function: { name: string; arguments: JsonObject } }[]
  tool_name?: string
}

/** What `/api/chat` is asked. */
interface OllamaChatRequest {
  messages: OllamaMessage[]
  stream: true
}

/** What `/api/generate` is asked. */
interface OllamaGenerateRequest {
  prompt: string
  system?: string
  images?: string[]
  stream: true
}

/** The request of `POST /api/chat`. */
export function encodeOllamaChat({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ ...ollamaChatRequest(messages), ...body })
}

/** The request of `POST /api/generate`. */
export function encodeOllamaGenerate({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ ...ollamaGenerateRequest(messages), ...body })
}

/** The body of a chat, without what the application adds. */
export function ollamaChatRequest(messages: readonly Message[]): OllamaChatRequest {
  return { messages: ollamaMessages(messages), stream: true }
}

/** The body without what the application adds: the last message of the user is the prompt. */
export function ollamaGenerateRequest(messages: readonly Message[]): OllamaGenerateRequest {
  const asked = messages.filter((message) => message.role === 'user').at(-1)
  const system = messages.filter((message) => message.role === 'system').map(messageText)
  const images = asked === undefined ? [] : imagesOf(asked)
  return {
    prompt: asked === undefined ? '' : messageText(asked),
    ...(system.length > 0 && { system: system.join('\n\n') }),
    ...(images.length > 0 && { images }),
    stream: true,
  }
}

/** The thread; images are sent where they are at hand as base64, other files are left out. */
function ollamaMessages(messages: readonly Message[]): OllamaMessage[] {
  return messages.flatMap((message): OllamaMessage[] => {
    if (message.role === 'assistant') return assistantMessages(message.parts)
    const images = imagesOf(message)
    return [{ role: message.role, content: messageText(message), ...(images.length > 0 && { images }) }]
  })
}

function imagesOf({ parts }: Message): string[] {
  return parts.flatMap((part) => {
    const data = part.type === 'file' && part.mediaType.startsWith('image/') ? base64Of(part.url) : undefined
    return data === undefined ? [] : [data]
  })
}

/** Models that think before they call tools want to see what they thought. */
function assistantMessages(parts: readonly MessagePart[]): OllamaMessage[] {
  return modelTurns(parts).flatMap(({ said, calls }): OllamaMessage[] => {
    const content = textOf(said)
    if (calls.length === 0) return content === '' ? [] : [{ role: 'assistant', content }]
    const thinking = said.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
    const tool_calls = calls.map((part) => ({
      function: { name: part.toolName, arguments: inputObject(part) },
    }))
    return [
      { role: 'assistant', content, ...(thinking !== '' && { thinking }), tool_calls },
      ...calls.map((part) => ({
        role: 'tool' as const,
        content: resultText(part),
        tool_name: part.toolName,
      })),
    ]
  })
}
