import type { Dispose, Environment } from '../connection/environment.ts'

/** How often a store publishes: once an animation frame, or once in so many ms. */
export type Throttle = 'frame' | number

/** Publishes a store's draft: at once where it matters, else at most once a frame. */
export interface Committer {
  /** Something changed. The first change after a quiet frame is published at once, what follows with the next frame. */
  request(): void
  /** Publishes now, together with all that was held back. */
  flush(): void
  /** Forgets what was held back. */
  cancel(): void
}

export function createCommitter(
  environment: Environment,
  throttle: () => Throttle,
  publish: () => void,
): Committer {
  let pending: Dispose | undefined
  let dirty = false

  return {
    request() {
      if (pending !== undefined) dirty = true
      else commit()
    },
    flush() {
      dirty = false
      publish()
    },
    cancel() {
      pending?.()
      pending = undefined
      dirty = false
    },
  }

  function commit(): void {
    const every = throttle()
    pending =
      every === 'frame' ? environment.requestFrame(frame) : environment.setTimer(frame, Math.max(0, every))
    dirty = false
    publish()
  }

  function frame(): void {
    pending = undefined
    if (dirty) commit()
  }
}
