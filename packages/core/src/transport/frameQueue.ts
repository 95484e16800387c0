import type { StreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'

/** Frames from a source that pushes, for a reader that pulls. It grows while the reader is busy: the source knows no pause. */
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
      waiting.push(frame)
      wake()
    },
    end(error) {
      over ??= { error }
      wake()
    },
  }
}
