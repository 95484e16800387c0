/** A text, or the visible part of the model's thinking. `interrupted`: cut off by a stop, an error or a lost connection. */
export type TextState = 'streaming' | 'done' | 'interrupted'

/**
 * What a provider signed a part with: opaque, and sent back unchanged with the part, since some take up their own
 * reasoning or tool calls only so.
 */
export interface Signature {
  /** The name of the protocol that can read it: no other sends it. */
  readonly protocol: string
  readonly value: unknown
}

export interface TextPart {
  readonly type: 'text'
  readonly id: string
  readonly text: string
  readonly state: TextState
  readonly signature?: Signature
}

export interface ReasoningPart {
  readonly type: 'reasoning'
  readonly id: string
  readonly text: string
  readonly state: TextState
  /** The provider kept the text to itself. */
  readonly redacted?: boolean
  readonly kind?: 'raw' | 'summary' | 'plan'
  readonly signature?: Signature
  /** ms since 1970. */
  readonly startedAt: number
  /** ms since 1970, when it was done. */
  readonly endedAt?: number
}

export interface RefusalPart {
  readonly type: 'refusal'
  readonly text: string
}

export type ToolState =
  | 'input-streaming'
  | 'input-available'
  /** The arguments were cut off inside their JSON. */
  | 'input-truncated'
  | 'approval-requested'
  | 'output-available'
  | 'output-error'

export interface ToolPart {
  readonly type: 'tool'
  readonly toolCallId: string
  readonly toolName: string
  /** The provider runs it itself; the answer goes on without the application. */
  readonly hosted?: boolean
  readonly state: ToolState
  /** The arguments as they were streamed. */
  readonly inputText: string
  /** The arguments: while they stream, the best partial value. */
  readonly input?: unknown
  readonly output?: unknown
  /** More output is to come. */
  readonly preliminary?: boolean
  readonly errorText?: string
  readonly approvalId?: string
  readonly signature?: Signature
}

export interface SourcePart {
  readonly type: 'source'
  readonly id?: string
  readonly url?: string
  readonly title?: string
  readonly mediaType?: string
  readonly filename?: string
}

export interface FilePart {
  readonly type: 'file'
  readonly mediaType: string
  /** An address, often a `data:` one. */
  readonly url: string
  readonly filename?: string
}

export interface DataPart {
  readonly type: 'data'
  readonly name: string
  readonly id?: string
  readonly data: unknown
}

/** One piece of a message. A finished part keeps its identity through all later updates. */
export type MessagePart = TextPart | ReasoningPart | RefusalPart | ToolPart | SourcePart | FilePart | DataPart

export type MessageRole = 'system' | 'user' | 'assistant'

/** One turn of a thread. A finished message keeps its identity through all later updates. */
export interface Message {
  readonly id: string
  readonly role: MessageRole
  readonly parts: readonly MessagePart[]
  readonly metadata?: unknown
  /** ms since 1970. */
  readonly createdAt: number
}

/** The text of a message: its text parts in order, with nothing between them. */
export function messageText(message: Message): string {
  let text = ''
  for (const part of message.parts) if (part.type === 'text') text += part.text
  return text
}
