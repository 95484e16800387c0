import { createRing } from './ring.ts'

/** Ids that are remembered. */
export const DEFAULT_DEDUPE = 1_000

/** Tells events that were seen before by their ids. */
export interface Repeats {
  /** A new attempt begins. */
  reconnected(): void
  /** Takes note of an event's id; `true`: the event was seen before and is to be dropped. */
  seenBefore(id: string): boolean
}

/**
 * From a new attempt until the first id that is new, so that a server may send everything from the start. In between
 * an id costs no more than its place among the last `size`: nothing is looked up while events flow.
 */
export function replays(size: number): Repeats {
  const recent = createRing<string>(size)
  let newest: string | undefined
  let replayed: ReadonlySet<string> | undefined
  return {
    reconnected() {
      replayed = new Set(recent.toArray())
    },
    seenBefore(id) {
      if (replayed?.has(id)) return true
      replayed = undefined
      // Many events may share one id: those before it are not forgotten for that.
      if (id !== newest) recent.push((newest = id))
      return false
    },
  }
}

/** At any time, where two sources may tell the same. */
export function doubles(size: number): Repeats {
  const recent = createRing<string>(size)
  const known = new Set<string>()
  return {
    reconnected() {},
    seenBefore(id) {
      if (known.has(id)) return true
      known.add(id)
      const forgotten = recent.push(id)
      if (forgotten !== undefined) known.delete(forgotten)
      return false
    },
  }
}
