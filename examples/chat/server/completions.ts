import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { answer, SEARCH_MODEL } from './answer.ts'
import type { Channel } from './channel.ts'
import type { Faults } from './faults.ts'
import { readJson, sendJson, startEventStream } from './http.ts'
import {
  chunkEvent,
  completionObject,
  deltaOf,
  DONE,
  parseChatRequest,
  tokensOf,
  usageEvent,
  type AnswerHead,
  type ChatRequest,
  type Piece,
  type Usage,
} from './openai.ts'
import type { Library } from './search.ts'
import { proxy, type Upstream } from './upstream.ts'

export interface CompletionSources {
  /** The documentation to answer from. */
  library(): Promise<Library>
  /** Answers in the place of the documentation. */
  upstream: Upstream | undefined
  faults: Faults
  /** ms before the next piece of an answer is sent. */
  pause(): number
}

/** `POST /v1/chat/completions`, in OpenAI's format. */
export async function complete(
  request: IncomingMessage,
  response: ServerResponse,
  sources: CompletionSources,
): Promise<void> {
  const chat = parseChatRequest(await readJson(request))
  sources.faults.admit('completion')
  if (sources.upstream) return proxy(chat, response, sources.upstream, sources.faults)
  const pieces = answer(chat.messages, await sources.library(), `http://${request.headers.host}`)
  const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: SEARCH_MODEL }
  if (!chat.stream) return sendWhole(response, chat, head, [...pieces])
  startEventStream(response, { 'x-request-id': head.id })
  const channel = sources.faults.channel('completion', response)
  await stream(channel, chat, head, pieces, sources.pause)
}

function sendWhole(response: ServerResponse, chat: ChatRequest, head: AnswerHead, pieces: Piece[]): void {
  sendJson(response, 200, completionObject(head, pieces, usageOf(chat, pieces)), { 'x-request-id': head.id })
}

async function stream(
  channel: Channel,
  chat: ChatRequest,
  head: AnswerHead,
  pieces: Iterable<Piece>,
  pause: () => number,
): Promise<void> {
  const sent: Piece[] = []
  await channel.send(chunkEvent(head, { role: 'assistant', content: '' }))
  for (const piece of pieces) {
    await delay(pause(), undefined, { signal: channel.signal }).catch(() => {})
    await channel.send(chunkEvent(head, deltaOf(piece)))
    if (channel.signal.aborted) return
    sent.push(piece)
  }
  await channel.send(chunkEvent(head, {}, 'stop'))
  if (chat.includeUsage) await channel.send(usageEvent(head, usageOf(chat, sent)))
  await channel.send(DONE)
  channel.end()
}

/** A token is a piece as this server cuts them: no model has counted. */
function usageOf(chat: ChatRequest, pieces: readonly Piece[]): Usage {
  const prompt = chat.messages.reduce((sum, message) => sum + tokensOf(message.text).length, 0)
  const reasoning = pieces.filter((piece) => piece.type === 'reasoning').length
  const output = reasoning + pieces.filter((piece) => piece.type === 'content').length
  return {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    completion_tokens_details: { reasoning_tokens: reasoning },
  }
}

/** The pace of a small model: 40 to 80 tokens a second, and now and then a moment's thought. */
export function naturalPause(random: () => number = Math.random): number {
  const pause = 1000 / (40 + 40 * random())
  return random() < 0.02 ? pause * 8 : pause
}
