import { StreamError } from '../errors.ts'
import type { Decoder, EmitFrame, Frame } from '../frame.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'
import { runAttempt } from './attempt.ts'
import type { Dispose, Environment } from './environment.ts'
import type { RetryOptions } from './retry.ts'
import { nextRetry } from './retry.ts'
import type { SilenceOptions } from './silence.ts'
import { createHeartbeat, isHeartbeatName } from './silence.ts'
import type { ConnectionEffect, ConnectionEvent, ConnectionState } from './transition.ts'
import { idle, transition } from './transition.ts'

/** What a function for url, headers or body is told of the attempt that it serves. */
export interface AttemptContext {
  /** The first is 1; counts on while no byte arrives. */
  readonly attempt: number
  /** Where to go on; `''`: from the start. */
  readonly lastEventId: string
  /** The last request was answered with 401: a fresh token is due. */
  readonly unauthorized: boolean
  readonly signal: AbortSignal
}

/** How a connection behaves; read anew for every attempt. */
export interface ConnectionPolicy {
  transport: Transport
  retry: RetryOptions
  /** Whether a failure is worth another attempt, where `retry.when` says nothing. */
  retries(error: StreamError): boolean
  silence: SilenceOptions
  /** ms to the response, or `false`. */
  timeout: number | false
  /** `'pause'` lets go while the tab is hidden. */
  whenHidden: 'stay' | 'pause'
  /** Whether an attempt may be replaced by another without harm: not that of a completion. */
  repeatable: boolean
  /** Whether a 401 is worth asking the header function once more. */
  refreshes: boolean
}

export interface ConnectionOptions {
  environment: Environment
  policy(): ConnectionPolicy
  /** Evaluates url, headers and body for one attempt. */
  request(context: AttemptContext): Promise<Omit<TransportRequest, 'signal' | 'lastEventId'>>
  /** Looks at the head; `undefined` where there is nothing to read (204). Throws a `StreamError` where it is no stream. */
  accept(response: TransportResponse, emit: EmitFrame): Decoder | undefined | Promise<Decoder | undefined>
  onFrame(frame: Frame): void
  onBytes(count: number): void
  /** A clean end of the body: is it the end? */
  onEnd(): 'reconnect' | 'close'
  /** Every failed attempt, whether or not another follows. */
  onFailure(error: StreamError): void
  onState(state: ConnectionState): void
  /** Where to start. */
  lastEventId?: string | undefined
}

/** The life of a stream over many attempts. */
export interface Connection {
  readonly state: ConnectionState
  /** The last id that was committed by a blank line; `''` before the first. */
  readonly lastEventId: string
  /** Attempts sent since it was made. */
  readonly attempts: number
  open(): void
  /** Ends it, as the application's wish. */
  close(): void
  /** Ends it, as the stream's wish: a terminal event came. */
  end(): void
  /** Ends it with an error that the frames told. */
  fail(error: StreamError): void
  /** A new attempt now. */
  reconnect(): void
  /** Lets go of everything and is as new, but for the last id. */
  reset(): void
}

/** Performs the effects of {@link transition}; it does nothing until `open()`. */
export function createConnection(options: ConnectionOptions): Connection {
  const { environment } = options
  const heartbeat = createHeartbeat()
  let state: ConnectionState = idle
  let lastEventId = options.lastEventId ?? ''
  let serverBase: number | undefined
  let attempts = 0
  let controller: AbortController | undefined
  let clearRetry: Dispose | undefined
  let unsubscribe: Dispose | undefined

  return {
    get state() {
      return state
    },
    get lastEventId() {
      return lastEventId
    },
    get attempts() {
      return attempts
    },
    open() {
      dispatch({ type: 'open', hidden: options.policy().whenHidden === 'pause' && !environment.isVisible() })
    },
    close: () => dispatch({ type: 'close' }),
    end: () => dispatch({ type: 'ended' }),
    fail: (error) => dispatch({ type: 'failed', error }),
    reconnect: () => dispatch({ type: 'reconnect' }),
    reset: () => dispatch({ type: 'reset' }),
  }

  function dispatch(event: ConnectionEvent): void {
    const [next, effects] = transition(state, event)
    if (next === state) return
    state = next
    listen()
    for (const effect of effects) perform(effect)
    // An effect may have led further at once: the newest state is told last, by the call that made it.
    if (state === next) options.onState(next)
  }

  function perform(effect: ConnectionEffect): void {
    switch (effect.type) {
      case 'connect':
        return start(effect.attempt)
      case 'abort':
        controller?.abort()
        controller = undefined
        return
      case 'wait':
        clearRetry = environment.setTimer(
          () => dispatch({ type: 'due' }),
          Math.max(0, effect.until - environment.now()),
        )
        return
      case 'unwait':
        clearRetry?.()
        clearRetry = undefined
    }
  }

  /** Listens to the outside world while there is something to do with what it says. */
  function listen(): void {
    const over = state.status === 'idle' || state.status === 'closed' || state.status === 'failed'
    if (over) {
      unsubscribe?.()
      unsubscribe = undefined
    } else unsubscribe ??= subscribe()
  }

  function subscribe(): Dispose {
    const online = environment.onOnlineChange((isOnline) => {
      if (!isOnline) dispatch({ type: 'offline', at: environment.now() })
      else if (state.status === 'offline' || options.policy().repeatable) dispatch({ type: 'online' })
    })
    const visible = environment.onVisibilityChange((isVisible) => {
      if (isVisible) dispatch({ type: 'visible' })
      else if (options.policy().whenHidden === 'pause') dispatch({ type: 'hidden' })
    })
    // What cannot be repeated is left alone: the browser may yet let it live.
    const frozen = environment.onFreeze((isFrozen) => {
      const waitsToBeShown = options.policy().whenHidden === 'pause' && !environment.isVisible()
      if (!isFrozen && !waitsToBeShown) dispatch({ type: 'visible' })
      else if (isFrozen && options.policy().repeatable) dispatch({ type: 'hidden' })
    })
    return () => {
      online()
      visible()
      frozen()
    }
  }

  function start(attempt: number): void {
    const policy = options.policy()
    const own = new AbortController()
    const { signal } = own
    controller = own
    let received = false
    let unauthorized = false

    const run = (): void => {
      void runAttempt({
        environment,
        signal,
        timeout: policy.timeout,
        silence: policy.silence,
        heartbeat,
        send: async () => {
          const request = await options.request({ attempt, lastEventId, unauthorized, signal })
          signal.throwIfAborted()
          attempts += 1
          return policy.transport.connect({ ...request, lastEventId, signal })
        },
        accept: async (response, emit) => options.accept(response, emit),
        onResponse: () => dispatch({ type: 'response', at: environment.now() }),
        onBytes: (count) => {
          received = true
          options.onBytes(count)
        },
        onFrame: (frame) => {
          received = true
          take(frame)
        },
        onSilence: (since) => dispatch({ type: 'silence', since }),
        onActivity: () => {
          // The network said that it was gone, or the silence was too long: neither is so.
          if (state.status === 'stalled') dispatch({ type: 'activity', at: environment.now() })
        },
        onEnd: (empty) => {
          if (empty || options.onEnd() === 'close') dispatch({ type: 'ended' })
          else lose(endedError(), undefined)
        },
        onFailure: (error) => {
          if (error.status === 401 && !unauthorized && policy.refreshes) {
            unauthorized = true
            run()
          } else {
            const told = withAttempt(error, attempt)
            options.onFailure(told)
            if (!signal.aborted) lose(told, told)
          }
        },
      })
    }

    /** Decides between another attempt and giving up. */
    const lose = (error: StreamError, cause: StreamError | undefined): void => {
      const next = received ? 1 : attempt + 1
      const delay = nextRetry({
        error,
        attempt: next,
        options: policy.retry,
        retries: cause === undefined ? () => true : policy.retries,
        serverBase,
        random: environment.random(),
      })
      if (delay === undefined) {
        if (cause === undefined) options.onFailure(error)
        dispatch({ type: 'failed', error })
      } else if (!environment.isOnline()) dispatch({ type: 'parked', cause })
      else dispatch({ type: 'lost', attempt: next, retryAt: environment.now() + delay, cause })
    }

    run()
  }

  function take(frame: Frame): void {
    switch (frame.kind) {
      case 'retry':
        serverBase = frame.ms
        return
      case 'comment':
        heartbeat.beat()
        return
      case 'id':
        lastEventId = frame.id
        return
      case 'event':
        // HTML: "Set the last event ID string of the event source to the value of the last event ID buffer",
        // at the blank line and before the event is dispatched.
        if (frame.id !== undefined) lastEventId = frame.id
        if (isHeartbeatName(frame.name)) heartbeat.beat()
        break
      default:
    }
    options.onFrame(frame)
  }
}

function endedError(): StreamError {
  return new StreamError('interrupted', 'The server ended the stream.', { retryable: true })
}

function withAttempt(error: StreamError, attempt: number): StreamError {
  const { kind, message, status, headers, body, code, type, requestId, retryable, retryAfter, cause } = error
  const details = { status, headers, body, code, type, requestId, retryable, retryAfter, cause, attempt }
  return new StreamError(kind, message, details)
}
