import type { ConnectionState } from '../connection/transition.ts'
import { StreamError, type StreamErrorDetails, type StreamErrorKind } from '../errors.ts'

/** An error as a plain object: what other tabs may know. No headers, no body and no cause: those may hold secrets. */
export interface PlainError {
  readonly kind: StreamErrorKind
  readonly message: string
  readonly details: Pick<
    StreamErrorDetails,
    'status' | 'code' | 'type' | 'requestId' | 'retryable' | 'retryAfter' | 'attempt'
  >
}

/** A connection's state as a plain object, fit for a BroadcastChannel. */
export interface PlainState {
  readonly state: Omit<ConnectionState, 'cause' | 'error'>
  readonly error?: PlainError
}

export function plainError(error: StreamError): PlainError {
  const { kind, message, status, code, type, requestId, retryable, retryAfter, attempt } = error
  return { kind, message, details: { status, code, type, requestId, retryable, retryAfter, attempt } }
}

export function reviveError({ kind, message, details }: PlainError): StreamError {
  return new StreamError(kind, message, details)
}

export function plainState(state: ConnectionState): PlainState {
  if (state.status === 'failed') {
    const { error, ...rest } = state
    return { state: rest, error: plainError(error) }
  }
  if (state.status === 'waiting' || state.status === 'offline') {
    const { cause, ...rest } = state
    return cause === undefined ? { state: rest } : { state: rest, error: plainError(cause) }
  }
  return { state }
}

export function reviveState({ state, error }: PlainState): ConnectionState {
  const revived = error && reviveError(error)
  const key = state.status === 'failed' ? 'error' : 'cause'
  const carries = state.status === 'failed' || state.status === 'waiting' || state.status === 'offline'
  return (carries ? { ...state, [key]: revived } : state) as ConnectionState
}
