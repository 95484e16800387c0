import { isObject } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { FilePart, Message, MessagePart, Signature, ToolPart } from '../message.ts'
import { messageText } from '../message.ts'
import { base64Of, inputObject, modelTurns } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** One turn of a thread, as Gemini takes it. */
interface GeminiContent {
  role: 'user' | 'model'
  parts: GeminiPart[]
}

/** A piece of a turn. */
interface GeminiPart {
  text?: string
  inlineData?: { mimeType: string; data: string }
  fileData?: { mimeType: string; fileUri: string }
  functionCall?: { name: string; args: JsonObject }
  functionResponse?: { name: string; response: JsonObject }
  thoughtSignature?: string
}

/** What Gemini is asked. */
interface GeminiRequest {
  systemInstruction?: { parts: GeminiPart[] }
  contents: GeminiContent[]
}

/** The request of `:streamGenerateContent`; the model and `alt=sse` stand in the address. */
export function encodeGemini({ messages, body }: EncodeInput): EncodedRequest {
  return postJson({ ...geminiRequest(messages), ...body })
}

/** The request's body, without what the application adds. */
export function geminiRequest(messages: readonly Message[]): GeminiRequest {
  const system = messages
    .filter((message) => message.role === 'system')
    .map((message) => ({ text: messageText(message) }))
  return {
    ...(system.length > 0 && { systemInstruction: { parts: system } }),
    contents: geminiContents(messages),
  }
}

/** The thread but for its system messages; signatures go back with the texts and calls that they came with. */
function geminiContents(messages: readonly Message[]): GeminiContent[] {
  return messages.flatMap((message): GeminiContent[] => {
    if (message.role === 'system') return []
    return message.role === 'user' ? [userContent(message)] : modelContents(message.parts)
  })
}

function userContent({ parts }: Message): GeminiContent {
  return {
    role: 'user',
    parts: parts.flatMap((part): GeminiPart[] => {
      if (part.type === 'file') return [filePart(part)]
      return part.type === 'text' ? [{ text: part.text }] : []
    }),
  }
}

function filePart({ mediaType: mimeType, url }: FilePart): GeminiPart {
  const data = base64Of(url)
  return data === undefined ? { fileData: { mimeType, fileUri: url } } : { inlineData: { mimeType, data } }
}

function modelContents(parts: readonly MessagePart[]): GeminiContent[] {
  return modelTurns(parts).flatMap(({ said, calls }): GeminiContent[] => {
    const sent = [...said.flatMap(saidPart), ...calls.map(callPart)]
    if (sent.length === 0) return []
    const results = calls.map(resultPart)
    return [
      { role: 'model', parts: sent },
      ...(results.length > 0 ? [{ role: 'user' as const, parts: results }] : []),
    ]
  })
}

function saidPart(part: MessagePart): GeminiPart[] {
  return part.type === 'text' && part.text !== '' ? [{ text: part.text, ...signed(part.signature) }] : []
}

function callPart(part: ToolPart): GeminiPart {
  const functionCall = { name: part.toolName, args: inputObject(part) }
  return { functionCall, ...signed(part.signature) }
}

function resultPart(part: ToolPart): GeminiPart {
  return { functionResponse: { name: part.toolName, response: responseOf(part) } }
}

/** The API takes an object; `output` and `error` are the names that it knows. */
function responseOf(part: ToolPart): JsonObject {
  if (part.state === 'output-error') return { error: part.errorText ?? 'The tool failed' }
  return isObject(part.output) ? part.output : { output: part.output }
}

function signed(signature: Signature | undefined): Pick<GeminiPart, 'thoughtSignature'> {
  const { protocol, value } = signature ?? {}
  return protocol === 'gemini' && typeof value === 'string' ? { thoughtSignature: value } : {}
}
