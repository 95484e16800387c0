import type { StoreApi } from 'zustand/vanilla'
import type { Environment } from '../connection/environment.ts'
import type { RetryOptions } from '../connection/retry.ts'
import type { SilenceOptions } from '../connection/silence.ts'
import type { StreamError } from '../errors.ts'
import type { CompletionEvent, FinishReason, Usage } from '../events.ts'
import type { FilePart, Message } from '../message.ts'
import type { EncodeInput, Protocol } from '../protocols/protocol.ts'
import type { Transport } from '../transport/transport.ts'
import type { Throttle } from './commit.ts'
import type { Address, PerAttempt } from './request.ts'
import type { CompletionState } from './state.ts'

/** What is sent: text, or text with files. */
export interface MessageInput {
  text: string
  /** With `data:` addresses, or addresses that the server can read. */
  files?: readonly Omit<FilePart, 'type'>[]
  metadata?: unknown
  /** Replaces this message and everything after it. */
  messageId?: string
}

/** What one send adds to the request. */
export interface SendOptions {
  headers?: HeadersInit
  body?: Readonly<Record<string, unknown>>
}

/** What `onFinish` is told. */
export interface FinishInfo {
  /** The answer; `undefined` where none of it arrived. */
  readonly message: Message | undefined
  readonly messages: readonly Message[]
  readonly finishReason: FinishReason | undefined
  readonly usage: Usage | undefined
  /** Stopped by the user. */
  readonly isAbort: boolean
  /** The connection was lost. */
  readonly isDisconnect: boolean
  readonly isError: boolean
}

/** Options of {@link createCompletionStore}; what is read again for every send may be changed by `setOptions`. */
export interface CompletionOptions {
  /** Default: `'/api/chat'`. */
  api?: PerAttempt<Address>
  /** Default: encodes as OpenAI chat, and recognises the answer's format by itself. */
  protocol?: Protocol
  /** Default: generated. Read once. */
  id?: string
  /** The thread to begin with. Read once. */
  messages?: readonly Message[]
  headers?: PerAttempt<HeadersInit | undefined>
  /** Fields of the request's JSON body beside those of the protocol. */
  body?: PerAttempt<Readonly<Record<string, unknown>> | undefined>
  credentials?: PerAttempt<RequestCredentials | undefined>
  fetch?: typeof fetch
  /** Full control over the request: method, headers and body of its result replace those of the protocol. */
  prepareRequest?: (input: Omit<EncodeInput, 'body'>) => RequestInit | Promise<RequestInit>
  /**
   * Sends the header `Idempotency-Key`, the same for every attempt at one send, for backends that know it: `true`
   * makes a random one. Browsers themselves send a request twice when a kept-alive socket turns out to be dead.
   * Default: `false`.
   */
  idempotencyKey?: boolean | (() => string)
  /** How often the store publishes. Default: once a frame. */
  throttle?: Throttle
  /**
   * Picks an answer up whose connection is lost, where its server keeps it: OpenAI Responses with
   * `background: true`, LangGraph, a route of the AI SDK with a stream to resume. Default: `false`.
   */
  resume?: boolean
  /** What a send does while an answer is streaming. Default: `'queue'`. A queue pauses on stop and on error. */
  whenBusy?: 'queue' | 'interrupt' | 'reject'
  /** What the last component does to a running answer as it leaves. Default: `'abort'`. */
  onUnmount?: 'abort' | 'detach'
  /** Default: five attempts, and only after 408, 425, 429 or 503. */
  retry?: RetryOptions
  /** Default: `{ warn: 15_000, fail: 300_000 }`. */
  silence?: SilenceOptions
  /** ms to the response. Default: 300,000. */
  timeout?: number | false
  /** The largest frame, in characters; a larger one fails with `overflow`. Default: see `sse`. */
  maxFrame?: number
  /** Default: `fetchTransport({ fetch })`. */
  transport?: Transport
  /** Default: the real world. Read once. */
  environment?: Environment
  onFinish?: (info: FinishInfo) => void
  /** The answer's error, and each frame that was skipped. */
  onError?: (error: StreamError) => void
  /** A `data` event, also a transient one that no message keeps. */
  onData?: (event: Extract<CompletionEvent, { type: 'data' }>) => void
  onEvent?: (event: CompletionEvent) => void
}

/** A thread outside React: a zustand vanilla store and its actions. */
export interface CompletionStore extends StoreApi<CompletionState> {
  /**
   * Adds a user message and asks for an answer. Resolves when that has ended, however it did: look at the state.
   * @throws {StreamError} `unsupported`: nothing to send, or an unknown `messageId`; while busy with `whenBusy: 'reject'`.
   */
  sendMessage(input: string | MessageInput, options?: SendOptions): Promise<void>
  /**
   * Single shot: empties the thread, asks, and resolves with the text; with what has arrived where it was stopped.
   * @throws {StreamError} whatever the answer failed with.
   */
  complete(prompt: string, options?: SendOptions): Promise<string>
  /** Keeps what has arrived. */
  stop(): void
  /** Asks again for the last answer, or for the one with `messageId`; what follows it is dropped. */
  regenerate(options?: SendOptions & { messageId?: string }): Promise<void>
  /** Back to the thread it began with. */
  reset(): void
  clearError(): void
  /** Replaces the thread; a running answer goes on at its end. */
  setMessages(messages: readonly Message[] | ((messages: readonly Message[]) => readonly Message[])): void
  /** Keeps it alive for as long as anybody holds it; the last release does what `onUnmount` says. */
  retain(): () => void
  setOptions(options: CompletionOptions): void
}
