import { HttpError } from './http.ts'

/** The part of OpenAI's chat completion request that this server looks at; all else is passed on to the upstream. */
export interface ChatRequest {
  messages: ChatMessage[]
  stream: boolean
  includeUsage: boolean
  /** The whole body, as it came. */
  body: Record<string, unknown>
}

export interface ChatMessage {
  role: string
  /** The text of the message, its parts joined. */
  text: string
}

/** A piece of an answer before it has a wire format. */
export type Piece =
  | { type: 'reasoning' | 'content'; text: string }
  | { type: 'source'; url: string; title: string; start: number; end: number }

export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  completion_tokens_details: { reasoning_tokens: number }
}

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function']

/** @throws {HttpError} 400, naming the field at fault. */
export function parseChatRequest(value: unknown): ChatRequest {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new HttpError(400, 'The body must be a JSON object.')
  const body = value as Record<string, unknown>
  const { messages, stream = false, stream_options: options } = body
  if (!Array.isArray(messages) || messages.length === 0)
    throw new HttpError(400, '"messages" must be a list with at least one message.', { param: 'messages' })
  if (typeof stream !== 'boolean')
    throw new HttpError(400, '"stream" must be true or false.', { param: 'stream' })
  const includeUsage = (options as { include_usage?: unknown } | null | undefined)?.include_usage === true
  return { messages: messages.map(parseMessage), stream, includeUsage, body }
}

function parseMessage(value: unknown, index: number): ChatMessage {
  const { role, content } = { ...(value as { role?: unknown; content?: unknown } | null) }
  const param = `messages[${index}]`
  if (typeof role !== 'string' || !ROLES.includes(role))
    throw new HttpError(400, `"${param}.role" must be one of ${ROLES.join(', ')}.`, {
      param: `${param}.role`,
    })
  if (typeof content === 'string') return { role, text: content }
  // A message that only calls tools has no content.
  if (content === null || (content === undefined && role === 'assistant')) return { role, text: '' }
  if (Array.isArray(content)) return { role, text: content.map(textOfPart).join('\n') }
  throw new HttpError(400, `"${param}.content" must be a text or a list of parts.`, {
    param: `${param}.content`,
  })
}

function textOfPart(part: unknown): string {
  const { text } = { ...(part as { text?: unknown } | null) }
  return typeof text === 'string' ? text : ''
}

/** What all chunks of one answer have in common. */
export interface AnswerHead {
  id: string
  created: number
  model: string
}

/** One server-sent event with a `chat.completion.chunk`. */
export function chunkEvent(head: AnswerHead, delta: object, finishReason: string | null = null): string {
  return event({ ...chunk(head), choices: [{ index: 0, delta, finish_reason: finishReason }] })
}

/** The last chunk, which has the usage and no choice. */
export function usageEvent(head: AnswerHead, usage: Usage): string {
  return event({ ...chunk(head), choices: [], usage })
}

export const DONE = 'data: [DONE]\n\n'

const chunk = (head: AnswerHead): object => ({ ...head, object: 'chat.completion.chunk' })
const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`

export function deltaOf(piece: Piece): object {
  switch (piece.type) {
    case 'content':
      return { content: piece.text }
    case 'reasoning':
      return { reasoning_content: piece.text }
    case 'source':
      return { annotations: [annotationOf(piece)] }
  }
}

function annotationOf({ url, title, start, end }: Piece & { type: 'source' }): object {
  return { type: 'url_citation', url_citation: { url, title, start_index: start, end_index: end } }
}

/** The whole answer as one `chat.completion`. */
export function completionObject(head: AnswerHead, pieces: readonly Piece[], usage: Usage): object {
  const text = (type: 'content' | 'reasoning'): string =>
    pieces.map((piece) => (piece.type === type ? piece.text : '')).join('')
  const message = {
    role: 'assistant',
    content: text('content'),
    reasoning_content: text('reasoning'),
    annotations: pieces.filter((piece) => piece.type === 'source').map(annotationOf),
  }
  return {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage,
  }
}

/** Cuts a text into what a model's tokens look like: short words, pieces of long ones, punctuation. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}\p{M}]{1,7}|\s*[^\s\p{L}\p{N}\p{M}]{1,3}|\s+$/gu) ?? []
}
