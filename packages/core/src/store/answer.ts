import type { AttemptContext, Connection, ConnectionPolicy } from '../connection/createConnection.ts'
import { createConnection } from '../connection/createConnection.ts'
import type { Environment } from '../connection/environment.ts'
import { retriesLive } from '../connection/retry.ts'
import { autoDecoder } from '../decode/detect.ts'
import { ndjson } from '../decode/ndjson.ts'
import { sse } from '../decode/sse.ts'
import { text } from '../decode/text.ts'
import { StreamError, type StreamErrorKind } from '../errors.ts'
import type { CompletionEvent, ProviderError } from '../events.ts'
import type { CreateDecoder, Decoder, EmitFrame } from '../frame.ts'
import type { AnswerDecoder, Protocol, Resumption } from '../protocols/protocol.ts'
import type { TransportRequest, TransportResponse } from '../transport/transport.ts'
import type { MessageDraft } from './reduceMessage.ts'
import { createMessageDraft } from './reduceMessage.ts'
import { responseError } from './responseError.ts'
import type { CompletionMetrics } from './state.ts'

/** ms that the stream may go on after it has reported an error: usage and the end mark often follow. */
const errorGrace = 1_000

/** Failures of a connection, as opposed to those of an answer. */
export const lostKinds: ReadonlySet<StreamErrorKind> = new Set([
  'network',
  'interrupted',
  'stalled',
  'timeout',
])

/** How an answer ended. */
export type Outcome =
  | { readonly kind: 'finished' }
  /** By the application, or by the server on somebody's wish. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: StreamError }

export interface AnswerOptions {
  /** The assistant message's id. */
  id: string
  threadId: string
  /** Whether an answer whose connection is lost is picked up where its server keeps it. */
  resumes(): boolean
  environment: Environment
  protocol: Protocol
  /** Characters of the largest frame. */
  maxFrame: number | undefined
  policy(): ConnectionPolicy
  request(context: AttemptContext): Promise<Omit<TransportRequest, 'signal' | 'lastEventId'>>
  onEvent(event: CompletionEvent): void
  /** Something was skipped; the answer goes on. */
  onSkipped(error: StreamError): void
  /** The connection's state, or the message, has changed. */
  onConnection(): void
  onChange(): void
  /** Told once, before the connection's last state. */
  onOutcome(outcome: Outcome): void
}

/** One answer on its way: from the request to its last token. */
export interface Answer {
  readonly connection: Connection
  readonly draft: MessageDraft
  /** Whether any of it has arrived. */
  readonly begun: boolean
  readonly metrics: CompletionMetrics
  start(): void
  stop(): void
}

/** Joins a connection, a protocol and a message; it does nothing until `start()`. */
export function createAnswer(options: AnswerOptions): Answer {
  const { environment, protocol } = options
  let draft = newDraft()
  let reader: AnswerDecoder | undefined
  let sentAt: number | undefined
  let firstByte: number | undefined
  let firstToken: number | undefined
  let finished: number | undefined
  let begun = false
  let isEmptyAnswer = false
  let outcome: Outcome | undefined
  let clearGrace = (): void => {}
  /** Where the answer was asked from, and the head of what came. */
  let api = ''
  let headers = new Headers()
  /** Where it goes on, and what it was lost by. */
  let resumption: Resumption | undefined
  let lost: StreamError | undefined

  const connection = createConnection({
    environment,
    policy() {
      const policy = options.policy()
      // To ask for what is kept costs nothing, unlike to ask for an answer.
      return { ...policy, retries: (error) => (resumption ? retriesLive(error) : policy.retries(error)) }
    },
    request,
    accept,
    onBytes: touch,
    onFrame(frame) {
      touch()
      reader?.frame(frame)
    },
    onEnd() {
      reader?.end()
      const isCut = !draft.done && !draft.aborted && draft.error === undefined
      return isCut && findResumption(truncated(begun)) ? 'reconnect' : 'close'
    },
    onFailure: (error) => void (lostKinds.has(error.kind) && findResumption(error)),
    onState(state) {
      if (state.status === 'closed') settle(state.by === 'client' ? { kind: 'stopped' } : read())
      else if (state.status === 'failed') settle({ kind: 'failed', error: lost ?? state.error })
      options.onConnection()
    },
  })

  return {
    connection,
    get draft() {
      return draft
    },
    get begun() {
      return begun
    },
    get metrics() {
      return measure()
    },
    start() {
      sentAt = environment.now()
      connection.open()
    },
    stop: () => connection.close(),
  }

  async function request(context: AttemptContext): Promise<Omit<TransportRequest, 'signal' | 'lastEventId'>> {
    const asked = await options.request(context)
    if (resumption === undefined) {
      api = asked.url
      return asked
    }
    const kept = new Headers(asked.headers)
    kept.delete('content-type')
    return { ...asked, method: 'GET', url: resumption.url, headers: kept, body: undefined }
  }

  function findResumption(cause: StreamError): boolean {
    if (!options.resumes()) return false
    resumption = reader?.resume?.({ api, id: options.threadId, headers }) ?? resumption
    if (resumption === undefined) return false
    lost ??= cause
    return true
  }

  async function accept(response: TransportResponse, emit: EmitFrame): Promise<Decoder | undefined> {
    const { status } = response
    isEmptyAnswer = status === 204
    if (isEmptyAnswer) return undefined
    if (status !== undefined && (status < 200 || status > 299))
      throw await responseError(response, environment)
    if (reader === undefined || resumption?.from !== 'here') {
      // Each response is an answer from its beginning.
      draft = newDraft()
      reader = protocol.decode(take)
      headers = response.headers
    }
    return createDecoder(response, protocol, options.maxFrame)(emit)
  }

  function newDraft(): MessageDraft {
    return createMessageDraft({ id: options.id, createdAt: environment.now(), environment })
  }

  function touch(): void {
    firstByte ??= environment.now()
  }

  function take(event: CompletionEvent): void {
    if (outcome !== undefined) return
    lost = undefined
    if (event.type === 'malformed') {
      options.onSkipped(new StreamError('protocol', event.message, { body: event.raw }))
      return
    }
    draft.apply(event)
    begun = true
    if (firstToken === undefined && draft.characters > 0) firstToken = environment.now()
    options.onEvent(event)
    options.onChange()
    if (event.type === 'error') clearGrace = environment.setTimer(() => connection.end(), errorGrace)
    else if (event.type === 'done' || event.type === 'abort') connection.end()
  }

  /** What a body that ended cleanly, or by its end mark, amounts to. */
  function read(): Outcome {
    if (draft.error !== undefined) return { kind: 'failed', error: providerError(draft.error) }
    if (draft.aborted) return { kind: 'stopped' }
    if (draft.done) return { kind: 'finished' }
    // Nothing is kept (any more) of what was lost.
    if (isEmptyAnswer) return lost ? { kind: 'failed', error: lost } : { kind: 'finished' }
    return { kind: 'failed', error: truncated(begun) }
  }

  function settle(end: Outcome): void {
    if (outcome !== undefined) return
    outcome = end
    clearGrace()
    finished = environment.now()
    draft.settle(end.kind === 'finished' ? 'done' : 'interrupted')
    options.onOutcome(end)
  }

  function measure(): CompletionMetrics {
    const { characters } = draft
    const tokens = draft.usage?.output
    const reconnects = Math.max(0, connection.attempts - 1)
    const end = finished ?? environment.now()
    const seconds = firstToken === undefined ? 0 : (end - firstToken) / 1000
    const rate = seconds > 0 ? (tokens ?? characters) / seconds : undefined
    return { sentAt, firstByte, firstToken, finished, characters, tokens, rate, reconnects }
  }
}

/** An explicit protocol beats what the response says of itself; a page or an error is seen all the same. */
function createDecoder(
  { headers }: TransportResponse,
  { framing }: Protocol,
  maxFrame: number | undefined,
): CreateDecoder {
  const contentType = headers.get('content-type')
  const media = /^(image|audio|video|font|model)\//i.exec(contentType ?? '')
  if (media)
    throw new StreamError('content-type', `Expected a stream of text, the server sent ${contentType}.`)
  const limit = maxFrame === undefined ? {} : { maxFrame }
  switch (framing) {
    case 'sse':
      return sse({ ...limit, lenient: true })
    case 'ndjson':
      return ndjson(limit)
    case 'text':
      return text()
    case 'auto':
      return autoDecoder({ contentType, headers }, limit)
  }
}

function providerError({ message, code, type, status, retryable, raw }: ProviderError): StreamError {
  const facts = { code, type, status, retryable: retryable ?? false, body: raw }
  // That nobody here can read the answer is no word of the provider's.
  return new StreamError(type === 'unknown-format' ? 'protocol' : 'provider', message, facts)
}

function truncated(begun: boolean): StreamError {
  const what = begun
    ? 'The answer ended before its end mark: a part of it is missing.'
    : 'The server ended its response without an answer.'
  return new StreamError('truncated', `${what} Most likely a proxy or the server gave up; ask again.`, {
    retryable: true,
  })
}
