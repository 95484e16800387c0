import { fields, filled } from '../json.ts'
import type { FilePart, Message, MessagePart, ReasoningPart, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import { base64Of, modelTurns, resultText } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** An item of the input of OpenAI's Responses. */
type ResponseInputItem =
  | { role: 'system' | 'assistant'; content: string }
  | { role: 'user'; content: string | ResponseInputContent[] }
  | {
      type: 'reasoning'
      id: string
      summary: { type: 'summary_text'; text: string }[]
      encrypted_content: string
    }
  | { type: 'function_call'; call_id: string; name: string; arguments: string }
  | { type: 'function_call_output'; call_id: string; output: string }
  | { type: 'custom_tool_call'; call_id: string; name: string; input: string }
  | { type: 'custom_tool_call_output'; call_id: string; output: string }

/** A piece of a user's message. */
type ResponseInputContent =
  | { type: 'input_text'; text: string }
  | { type: 'input_image'; image_url: string; detail: 'auto' }
  | { type: 'input_file'; filename?: string; file_data?: string; file_url?: string }

/** What a Responses endpoint is asked. */
interface ResponsesRequest {
  input: ResponseInputItem[]
  stream: true
}

/** The request of `POST /v1/responses`. */
export function encodeResponses({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ ...responsesRequest(messages), ...body })
}

/** The request's body, without what the application adds. */
export function responsesRequest(messages: readonly Message[]): ResponsesRequest {
  return { input: responseInput(messages), stream: true }
}

/** The thread; encrypted reasoning goes back where the response had it (`include: ['reasoning.encrypted_content']`). */
function responseInput(messages: readonly Message[]): ResponseInputItem[] {
  return messages.flatMap((message): ResponseInputItem[] => {
    if (message.role === 'system') return [{ role: 'system', content: messageText(message) }]
    return message.role === 'user' ? [userItem(message)] : assistantItems(message.parts)
  })
}

function userItem(message: Message): ResponseInputItem {
  if (!message.parts.some((part) => part.type === 'file'))
    return { role: 'user', content: messageText(message) }
  const content = message.parts.flatMap((part): ResponseInputContent[] => {
    if (part.type === 'file') return [fileContent(part)]
    return part.type === 'text' ? [{ type: 'input_text', text: part.text }] : []
  })
  return { role: 'user', content }
}

function fileContent({ mediaType, url, filename }: FilePart): ResponseInputContent {
  if (mediaType.startsWith('image/')) return { type: 'input_image', image_url: url, detail: 'auto' }
  if (base64Of(url) === undefined) return { type: 'input_file', file_url: url }
  return { type: 'input_file', filename: filename ?? 'file', file_data: url }
}

function assistantItems(parts: readonly MessagePart[]): ResponseInputItem[] {
  return modelTurns(parts).flatMap(({ said, calls }) => [
    ...saidItems(said),
    ...calls.map(callItem),
    ...calls.map(resultItem),
  ])
}

/** The summaries of one reasoning are parts of their own; the last has the signature of them all. */
function saidItems(said: readonly MessagePart[]): ResponseInputItem[] {
  const items: ResponseInputItem[] = []
  let summary: string[] = []
  let text = ''
  const flushText = (): void => {
    if (text !== '') items.push({ role: 'assistant', content: text })
    text = ''
  }
  for (const part of said) {
    if (part.type === 'text' || part.type === 'refusal') text += part.text
    if (part.type !== 'reasoning') continue
    if (part.text !== '' && part.kind === 'summary') summary.push(part.text)
    const item = reasoningItem(part, summary)
    if (item === undefined) continue
    flushText()
    items.push(item)
    summary = []
  }
  flushText()
  return items
}

function reasoningItem(
  { signature }: ReasoningPart,
  summary: readonly string[],
): ResponseInputItem | undefined {
  if (signature?.protocol !== 'openaiResponses') return undefined
  const { id, encrypted_content } = fields(signature.value)
  return {
    type: 'reasoning',
    id: filled(id) ?? '',
    summary: summary.map((text) => ({ type: 'summary_text', text })),
    encrypted_content: filled(encrypted_content) ?? '',
  }
}

/** A call whose input is a text, and no JSON, was one of a custom tool. */
function isCustom({ input, inputText }: ToolPart): boolean {
  return typeof input === 'string' && input === inputText
}

function callItem(part: ToolPart): ResponseInputItem {
  const { toolCallId: call_id, toolName: name, input = {}, inputText } = part
  if (isCustom(part)) return { type: 'custom_tool_call', call_id, name, input: inputText }
  return { type: 'function_call', call_id, name, arguments: JSON.stringify(input) }
}

function resultItem(part: ToolPart): ResponseInputItem {
  const type = isCustom(part) ? 'custom_tool_call_output' : 'function_call_output'
  return { type, call_id: part.toolCallId, output: resultText(part) }
}
