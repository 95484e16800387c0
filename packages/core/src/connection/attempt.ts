import { StreamError, isStreamError } from '../errors.ts'
import type { Decoder, EmitFrame, Frame } from '../frame.ts'
import type { TransportResponse } from '../transport/transport.ts'
import type { Dispose, Environment } from './environment.ts'
import type { Heartbeat, SilenceOptions } from './silence.ts'
import { silenceLimits } from './silence.ts'

/** Bytes that are decoded at once; a larger piece is cut, so that the browser gets its turn in between. */
const sliceSize = 32_768

/** ms of decoding without a break; more would be felt as a dropped frame. */
const busyLimit = 16

/** What one attempt needs, and whom it tells. */
export interface AttemptOptions {
  environment: Environment
  signal: AbortSignal
  /** Sends the request, once. */
  send(): Promise<TransportResponse>
  /** Looks at the head; `undefined` where no body is to be read. Throws a `StreamError` where it is no stream. */
  accept(response: TransportResponse, emit: EmitFrame): Promise<Decoder | undefined>
  /** ms to the response; `false`: any time. */
  timeout: number | false
  silence: SilenceOptions
  heartbeat: Heartbeat
  onResponse(): void
  onBytes(count: number): void
  onFrame(frame: Frame): void
  onSilence(since: number): void
  /** Bytes came. */
  onActivity(): void
  /** The body ended cleanly; `empty`: there was none to read. */
  onEnd(empty: boolean): void
  /** Told at most once; also where the transport does not react to its signal. */
  onFailure(error: StreamError): void
}

/** Runs one attempt to its end. Nothing is told after the signal was aborted. */
export async function runAttempt(options: AttemptOptions): Promise<void> {
  const { signal } = options
  const watch = createWatch(options)
  // A flag: to ask the signal for every piece and frame costs more than all else that is done with one here.
  let over = signal.aborted
  const stop = (): void => {
    over = true
    watch.stop()
  }
  signal.addEventListener('abort', stop)
  try {
    watch.awaitResponse()
    const response = await options.send()
    if (signal.aborted) return
    const emit: EmitFrame = (frame) => {
      if (!over) options.onFrame(frame)
    }
    const decoder = await options.accept(response, emit)
    if (signal.aborted) return
    watch.response()
    options.onResponse()
    if (decoder !== undefined) await readBody(response, decoder, emit, () => over, options, watch)
    if (signal.aborted) return
    watch.stop()
    options.onEnd(decoder === undefined)
  } catch (error) {
    if (!signal.aborted) options.onFailure(toStreamError(error))
  } finally {
    watch.stop()
    signal.removeEventListener('abort', stop)
  }
}

async function readBody(
  { body }: TransportResponse,
  decoder: Decoder,
  emit: EmitFrame,
  isOver: () => boolean,
  options: AttemptOptions,
  watch: Watch,
): Promise<void> {
  const { environment } = options
  const breathe = createBreather(environment)
  if (body.kind === 'frames') {
    for await (const batch of body.batches) {
      if (isOver()) return
      watch.bytes()
      for (const frame of batch) {
        emit(frame)
        if (breathe.due()) await breathe.pause()
        if (isOver()) return
      }
    }
    return
  }
  for await (const chunk of body.chunks) {
    if (isOver()) return
    watch.bytes()
    options.onBytes(chunk.byteLength)
    breathe.begin()
    for (let at = 0; at < chunk.byteLength; at += sliceSize) {
      // Most pieces are one event long; a view of such a piece would cost as much as to decode it.
      decoder.decode(chunk.byteLength <= sliceSize ? chunk : chunk.subarray(at, at + sliceSize))
      if (isOver()) return
      if (breathe.due()) await breathe.pause()
      if (isOver()) return
    }
  }
  decoder.end()
}

interface Breather {
  begin(): void
  due(): boolean
  pause(): Promise<void>
}

/** Keeps count of the time without a break. Pieces that follow each other within a ms are one burst. */
function createBreather(environment: Environment): Breather {
  let since = environment.now()
  let last = since
  return {
    begin() {
      const now = environment.now()
      if (now - last > 1) since = now
      last = now
    },
    due() {
      last = environment.now()
      return last - since > busyLimit
    },
    async pause() {
      await environment.yieldToBrowser()
      since = last = environment.now()
    },
  }
}

interface Watch {
  awaitResponse(): void
  response(): void
  bytes(): void
  stop(): void
}

/** Sees to it that neither a response nor a byte is awaited for ever. */
function createWatch(options: AttemptOptions): Watch {
  const { environment, heartbeat } = options
  let cancel: Dispose | undefined
  let lastByte = 0
  let stalled = false
  let watching = false

  const clear = (): void => {
    cancel?.()
    cancel = undefined
  }

  const fail = (error: StreamError): void => {
    clear()
    options.onFailure(error)
  }

  const check = (): void => {
    cancel = undefined
    const limits = watching ? silenceLimits(options.silence, heartbeat) : undefined
    if (limits === undefined) return
    const quiet = environment.now() - lastByte
    if (quiet >= limits.fail) return fail(silenceError(quiet))
    if (quiet >= limits.warn && !stalled) {
      stalled = true
      options.onSilence(lastByte)
    }
    const next = Math.min(limits.fail, stalled ? Infinity : limits.warn)
    if (watching && next !== Infinity) cancel = environment.setTimer(check, next - quiet)
  }

  return {
    awaitResponse() {
      const { timeout } = options
      if (timeout === false) return
      cancel = environment.setTimer(() => fail(timeoutError(timeout)), timeout)
    },
    response() {
      clear()
      watching = true
      lastByte = environment.now()
      heartbeat.pause()
      heartbeat.bytes(lastByte)
      check()
    },
    bytes() {
      lastByte = environment.now()
      heartbeat.bytes(lastByte)
      if (stalled) {
        stalled = false
        clear()
      }
      options.onActivity()
      // The timer that is set finds out by itself that bytes have come: nothing is set anew for each chunk.
      if (cancel === undefined) check()
    },
    stop() {
      watching = false
      clear()
    },
  }
}

function timeoutError(ms: number): StreamError {
  return new StreamError(
    'timeout',
    `No response within ${ms} ms. The server may be down, or need a longer timeout.`,
    {
      retryable: true,
    },
  )
}

function silenceError(ms: number): StreamError {
  return new StreamError(
    'stalled',
    `The stream was silent for ${ms} ms. The connection is most likely dead.`,
    {
      retryable: true,
    },
  )
}

/**
 * What was thrown below or by a request function, as the one error class. The words of an exception that is not ours
 * may hold secrets (an address with a token in it): they stay in `cause`.
 */
function toStreamError(error: unknown): StreamError {
  if (isStreamError(error)) return error
  const name = error instanceof Error ? error.name : 'something that is no Error'
  return new StreamError(
    'network',
    `The request could not be made: one of its functions, or the transport, threw ${name}. See \`cause\`.`,
    { cause: error },
  )
}
