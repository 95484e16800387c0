// The order is the one in which data moves: bytes, frames, events, state.

export { type StreamErrorDetails, type StreamErrorKind, StreamError, isStreamError } from './errors.ts'

// 1 · one attempt
export type {
  Transport,
  TransportAbilities,
  TransportBody,
  TransportRequest,
  TransportResponse,
} from './transport/transport.ts'
export { type FetchTransportOptions, fetchTransport } from './transport/fetchTransport.ts'
export { type NativeTransportOptions, nativeTransport } from './transport/nativeTransport.ts'

// 2 · bytes → frames
export type { CreateDecoder, Decoder, EmitFrame, Frame } from './frame.ts'
export type { FrameLimit } from './decode/limits.ts'
export { type SseOptions, sse } from './decode/sse.ts'
export { ndjson } from './decode/ndjson.ts'

// 3 · the life over many attempts
export type { ConnectionState, ConnectionStatus } from './connection/transition.ts'
export type { AttemptContext } from './connection/createConnection.ts'
export type { RetryOptions } from './connection/retry.ts'
export type { SilenceOptions } from './connection/silence.ts'
export { type Dispose, type Environment, realEnvironment } from './connection/environment.ts'

// 4 · frames → completion events
export type {
  AnswerDecoder,
  EncodedRequest,
  EncodeInput,
  Framing,
  Protocol,
  ResumeInput,
  Resumption,
} from './protocols/protocol.ts'
export type { CompletionEvent, EmitEvent, FinishReason, ProviderError, Usage } from './events.ts'
export { auto } from './protocols/detect.ts'
export { type OpenaiChatOptions, openaiChat } from './protocols/openaiChat.ts'
export { openaiResponses } from './protocols/openaiResponses.ts'
export { anthropic } from './protocols/anthropic.ts'
export { gemini } from './protocols/gemini.ts'
export { type OllamaOptions, ollama } from './protocols/ollama.ts'
export { aiSdk } from './protocols/aiSdk.ts'
export { agUi } from './protocols/agUi.ts'
export { cohere } from './protocols/cohere.ts'
export { type LangGraphOptions, langGraph } from './protocols/langGraph.ts'
export { type TgiOptions, tgi } from './protocols/tgi.ts'
export { text } from './protocols/text.ts'
export { type SseTextOptions, sseText } from './protocols/sseText.ts'

// 5 · events → state
export {
  type DataPart,
  type FilePart,
  type Message,
  type MessagePart,
  type MessageRole,
  type ReasoningPart,
  type RefusalPart,
  type Signature,
  type SourcePart,
  type TextPart,
  type TextState,
  type ToolPart,
  type ToolState,
  messageText,
} from './message.ts'
export { type MessageDraft, type MessageDraftOptions, createMessageDraft } from './store/reduceMessage.ts'
export type {
  CompletionMetrics,
  CompletionState,
  CompletionStatus,
  EventCounters,
  EventSourceState,
  StreamEvent,
} from './store/state.ts'
export type { Address, PerAttempt, RequestBody, RequestOptions } from './store/request.ts'
export type { Throttle } from './store/commit.ts'
export type { SchemaIssue, SchemaOutput, SchemaResult, StandardSchema } from './standardSchema.ts'
export type {
  EventSchemas,
  EventSourceOptions,
  EventSourceStore,
  ParseOption,
  SchemaEvent,
} from './store/eventSourceOptions.ts'
export { createEventSourceStore } from './store/createEventSourceStore.ts'
export type {
  CompletionOptions,
  CompletionStore,
  FinishInfo,
  MessageInput,
  SendOptions,
} from './store/completionOptions.ts'
export { createCompletionStore } from './store/createCompletionStore.ts'
