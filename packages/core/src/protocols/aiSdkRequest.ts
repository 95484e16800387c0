import { isObject } from '../json.ts'
import type { Message, MessagePart, Signature, SourcePart, ToolPart } from '../message.ts'
import { inputObject } from './modelTurns.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** What a route of the AI SDK is asked. */
interface AiSdkRequest {
  id: string
  messages: UiMessage[]
  trigger: 'submit-message' | 'regenerate-message'
}

/** A message as the AI SDK's routes take it. */
interface UiMessage {
  id: string
  role: 'system' | 'user' | 'assistant'
  metadata?: unknown
  parts: UiPart[]
}

/** A piece of a message. */
type UiPart =
  | { type: 'step-start' }
  | { type: 'text' | 'reasoning'; text: string; state: 'done'; providerMetadata?: ProviderMetadata }
  | { type: 'file'; mediaType: string; url: string; filename?: string }
  | { type: 'source-url'; sourceId: string; url: string; title?: string }
  | { type: 'source-document'; sourceId: string; mediaType: string; title: string; filename?: string }
  | { type: `data-${string}`; id?: string; data: unknown }
  | (UiCall & { state: 'output-available'; input: unknown; output: unknown })
  | (UiCall & { state: 'output-error'; input: unknown; errorText: string })

interface UiCall {
  type: `tool-${string}`
  toolCallId: string
  providerExecuted?: boolean
  callProviderMetadata?: ProviderMetadata
}

/** What the server's provider said beside a part, by the provider's name. */
type ProviderMetadata = Record<string, { [key: string]: JsonValue | undefined }>

type JsonValue = null | string | number | boolean | JsonValue[] | { [key: string]: JsonValue | undefined }

/** The request of `useChat`: `{ id, messages, trigger, ...body }`. */
export function encodeAiSdk(input: EncodeInput): EncodedRequest {
  return postJson({ ...aiSdkRequest(input), ...input.body })
}

/** The request's body, without what the application adds. */
export function aiSdkRequest({ id, messages, trigger }: Omit<EncodeInput, 'body'>): AiSdkRequest {
  return {
    id,
    messages: uiMessages(messages),
    trigger: trigger === 'regenerate' ? 'regenerate-message' : 'submit-message',
  }
}

/** The thread in the AI SDK's words: files, sources and data go along; calls that nobody answered do not. */
function uiMessages(messages: readonly Message[]): UiMessage[] {
  return messages.map(({ id, role, parts, metadata }) => ({
    id,
    role,
    ...(metadata !== undefined && { metadata }),
    parts: role === 'assistant' ? answerParts(parts) : parts.flatMap(uiPart),
  }))
}

/** The server parts an answer into model calls at `step-start`: what is said after results belongs to the next. */
function answerParts(parts: readonly MessagePart[]): UiPart[] {
  const sent: UiPart[] = []
  let called = true
  for (const part of parts) {
    const [next] = uiPart(part)
    if (next === undefined) continue
    const isCall = part.type === 'tool'
    if (called && !(isCall && sent.length > 0)) sent.push({ type: 'step-start' })
    called = isCall ? part.hosted !== true : false
    sent.push(next)
  }
  return sent
}

function uiPart(part: MessagePart): UiPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning': {
      const { type, text, signature } = part
      return text === '' && signature === undefined
        ? []
        : [{ type, text, state: 'done', ...withMetadata('providerMetadata', signature) }]
    }
    case 'refusal':
      return [{ type: 'text', text: part.text, state: 'done' }]
    case 'tool':
      return toolPart(part)
    case 'source':
      return sourcePart(part)
    case 'file': {
      const { type, mediaType, url, filename } = part
      return [{ type, mediaType, url, ...(filename !== undefined && { filename }) }]
    }
    case 'data':
      return [{ type: `data-${part.name}`, ...(part.id !== undefined && { id: part.id }), data: part.data }]
  }
}

function toolPart(part: ToolPart): UiPart[] {
  const { toolCallId, state, output, errorText = 'The tool failed', signature, hosted } = part
  const call = {
    type: `tool-${part.toolName}` as const,
    toolCallId,
    input: inputObject(part),
    ...(hosted && { providerExecuted: true }),
    ...withMetadata('callProviderMetadata', signature),
  }
  if (state === 'output-available') return [{ ...call, state, output }]
  return state === 'output-error' ? [{ ...call, state, errorText }] : []
}

function sourcePart({ id, url, title, mediaType, filename }: SourcePart): UiPart[] {
  if (url !== undefined)
    return [{ type: 'source-url', sourceId: id ?? url, url, ...(title !== undefined && { title }) }]
  if (title === undefined || mediaType === undefined) return []
  const sourceId = id ?? title
  return [
    { type: 'source-document', sourceId, mediaType, title, ...(filename !== undefined && { filename }) },
  ]
}

function withMetadata<Key extends string>(
  key: Key,
  signature: Signature | undefined,
): { [K in Key]?: ProviderMetadata } {
  if (signature?.protocol !== 'aiSdk' || !isObject(signature.value)) return {}
  return { [key]: signature.value } as { [K in Key]?: ProviderMetadata }
}
