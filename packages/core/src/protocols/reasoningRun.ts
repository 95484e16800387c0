import type { EmitEvent } from '../events.ts'

/** Reasoning of a format that marks neither its beginning nor its end: each run of deltas is a part of its own. */
export interface ReasoningRun {
  delta(delta: string): void
  /** Something else has begun. */
  end(): void
}

/** Begins before the first run. */
export function createReasoningRun(emit: EmitEvent): ReasoningRun {
  let run = 0
  let open = false
  return {
    delta(delta) {
      open = true
      emit({ type: 'reasoning-delta', id: `${run}`, delta })
    },
    end() {
      if (!open) return
      open = false
      emit({ type: 'reasoning-end', id: `${run++}` })
    },
  }
}
