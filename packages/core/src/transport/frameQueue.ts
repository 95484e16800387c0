import { StreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'

/** What a transport can be told whose source pushes. */
export interface WaitingLimit {
  /**
   * Frames that may wait while the application is busy: there is no way to let the server wait. More end the stream,
   * after those that came, with an error of kind `overflow`. Default: 100,000.
   */
  maxWaiting?: number
}

/** Frames from a source that pushes, for a reader that pulls. */
export interface FrameQueue {
  push(frame: Frame): void
  /** No more frames; those that wait are still delivered, then the iteration ends, or throws `error`. */
  end(error?: StreamError): void
  /** Everything that came since the last batch, at once. To be iterated once. */
  readonly batches: AsyncIterable<readonly Frame[]>
}

/**
 * Makes the queue of one body. An abort of `signal` drops what waits and throws `stopped(reason)`; `release` is
 * called when the iteration is over or was left, and on an abort.
 */
export function frameQueue(
  signal: AbortSignal,
  stopped: (reason: unknown) => StreamError,
  release: () => void,
  { maxWaiting = 100_000 }: WaitingLimit,
): FrameQueue {
  let waiting: Frame[] = []
  let over: { error: StreamError | undefined } | undefined
  let wake = (): void => {}

  const abort = (): void => {
    release()
    wake()
  }
  signal.addEventListener('abort', abort)

  async function* iterate(): AsyncGenerator<readonly Frame[]> {
    try {
      for (;;) {
        if (signal.aborted) throw stopped(signal.reason)
        if (waiting.length > 0) {
          const batch = waiting
          waiting = []
          yield batch
        } else if (over) {
          if (over.error) throw over.error
          return
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      over ??= { error: undefined }
      waiting = []
      signal.removeEventListener('abort', abort)
      release()
    }
  }

  return {
    batches: iterate(),
    push(frame) {
      if (over || signal.aborted) return
      if (waiting.length < maxWaiting) waiting.push(frame)
      else {
        over = { error: tooMany(maxWaiting) }
        release()
      }
      wake()
    },
    end(error) {
      over ??= { error }
      wake()
    },
  }
}

function tooMany(maxWaiting: number): StreamError {
  return new StreamError(
    'overflow',
    `More than ${maxWaiting.toLocaleString('en')} events wait to be handled: the server sends faster than the ` +
      'application reads. fetchTransport() lets the server wait; else raise `maxWaiting`.',
  )
}
