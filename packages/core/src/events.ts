import type { Signature } from './message.ts'

/** Why an answer ended, in neutral words; the provider's own word is beside it as `rawReason`. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other' | 'unknown'

/** Tokens, as the provider counted them. */
export interface Usage {
  /** All of the prompt, with what was read from or written to a cache. */
  input?: number
  /** All that the model wrote, with its reasoning. */
  output?: number
  total?: number
  /** Part of `output` that was spent on reasoning. */
  reasoning?: number
  /** Part of `input` that was read from a cache. */
  cachedInput?: number
  /** The provider's own object. */
  raw: unknown
}

/** An error that the stream reported. */
export interface ProviderError {
  message: string
  code?: string | number
  type?: string
  status?: number
  retryable?: boolean
  raw?: unknown
}

/** The neutral vocabulary that every protocol is turned into. */
export type CompletionEvent =
  | { type: 'start'; messageId?: string; model?: string; metadata?: unknown }
  | { type: 'step-start'; id?: string }
  | { type: 'step-end'; id?: string }
  /** Drops all parts of the running step: the server begins it anew. */
  | { type: 'step-reset' }
  /** Opens the part where its id is new. */
  | { type: 'text-delta'; id: string; delta: string }
  | { type: 'text-end'; id: string; signature?: Signature }
  /** Replaces the text so far: formats that send the whole message each time. */
  | { type: 'text-snapshot'; id: string; text: string }
  | { type: 'reasoning-delta'; id: string; delta: string; kind?: 'raw' | 'summary' | 'plan' }
  | { type: 'reasoning-end'; id: string; redacted?: boolean; signature?: Signature }
  | { type: 'refusal-delta'; delta: string }
  | {
      type: 'tool-input-start'
      toolCallId: string
      toolName: string
      /** The provider runs it itself. */
      hosted?: boolean
      encoding?: 'json' | 'text'
    }
  | { type: 'tool-input-delta'; toolCallId: string; delta: string }
  | {
      type: 'tool-input-patch'
      toolCallId: string
      path: readonly (string | number)[]
      value: unknown
      append?: boolean
    }
  /** `input`: parsed by the server; without it the text is parsed. */
  | { type: 'tool-input-end'; toolCallId: string; input?: unknown; signature?: Signature }
  | { type: 'tool-output'; toolCallId: string; output: unknown; preliminary?: boolean }
  | { type: 'tool-error'; toolCallId: string; message: string; phase: 'input' | 'output' | 'denied' }
  | { type: 'tool-approval'; toolCallId: string; approvalId: string; schema?: unknown }
  | {
      type: 'source'
      id?: string
      url?: string
      title?: string
      mediaType?: string
      filename?: string
      range?: readonly [start: number, end: number]
    }
  | { type: 'file'; mediaType: string; url?: string; base64?: string; partial?: boolean; reasoning?: boolean }
  /** The same name and id replaces; `transient` is not kept in the message. */
  | { type: 'data'; name: string; id?: string; data: unknown; transient?: boolean }
  | ({ type: 'usage' } & Usage)
  /** Not the end: usage may follow. */
  | { type: 'finish'; reason: FinishReason; rawReason?: string }
  | { type: 'error'; error: ProviderError }
  | { type: 'abort'; reason?: string }
  | { type: 'metadata'; value: unknown }
  /** A frame that is not JSON where JSON was due, or not of the format's shape: reported once and skipped. */
  | { type: 'malformed'; message: string; raw: string }
  /** An event that this version does not know. */
  | { type: 'unknown'; format: string; raw: unknown }
  /** The format's terminal mark. A clean end of the body without it is a truncated answer. */
  | { type: 'done' }

/** Receives completion events in order. */
export type EmitEvent = (event: CompletionEvent) => void
