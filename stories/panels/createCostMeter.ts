/** What one stream has cost the page. */
export interface StreamCost {
  /** How often React has rendered something. */
  readonly commits: number
  /** Milliseconds that React has rendered, in all of them. */
  readonly rendering: number
  /** Milliseconds of the slowest one. */
  readonly slowest: number
  /** Milliseconds of the longest task; 0 where none took more than 50, since browsers report no shorter ones. */
  readonly longestTask: number
  /** Milliseconds from the first update to the last. */
  readonly duration: number
}

export interface CostMeter {
  /** A store is about to publish. */
  published(): void
  /** React has rendered for so many ms. */
  rendered(ms: number): void
  /** A task of so many ms, which began at `start`, in the time of `now`. */
  task(ms: number, start: number): void
}

interface CostMeterOptions {
  /** Milliseconds from any origin. */
  now(): number
  /** Called after each change of the figures. */
  onChange(cost: StreamCost): void
  /** Milliseconds without an update that part one stream from the next. Default: 2000. */
  quiet?: number
}

/** Milliseconds after an update in which a task is taken for its rendering; later ones are the story's own tests. */
const rendersWithin = 50

const nothing: StreamCost = { commits: 0, rendering: 0, slowest: 0, longestTask: 0, duration: 0 }

/**
 * Adds up what a stream costs. A stream begins when a store publishes, and what is rendered belongs to it until it has
 * been quiet for a while; so typing a question costs nothing, and the next answer begins anew.
 */
export function createCostMeter({ now, onChange, quiet = 2000 }: CostMeterOptions): CostMeter {
  let cost = nothing
  let began = 0
  let last = -Infinity

  const isStreaming = (): boolean => now() - last <= quiet
  const add = (change: Partial<StreamCost>): void => {
    cost = { ...cost, ...change, duration: last - began }
    onChange(cost)
  }
  return {
    published() {
      if (!isStreaming()) {
        cost = nothing
        began = now()
      }
      last = now()
    },
    rendered(ms) {
      if (!isStreaming()) return
      const { commits, rendering, slowest } = cost
      add({ commits: commits + 1, rendering: rendering + ms, slowest: Math.max(slowest, ms) })
    },
    task(ms, start) {
      // Browsers tell of a task after its end, and React renders in a task that follows on the store's.
      if (start + ms >= began && start <= last + rendersWithin)
        add({ longestTask: Math.max(cost.longestTask, ms) })
    },
  }
}
