type Dispose = () => void

/** The outside world of a stream, under the test's hand: an `Environment` of `@rivulet/core`. */
export interface ManualEnvironment {
  /** The time in ms since 1970; only `advance()` moves it. */
  now(): number
  random(): number
  setTimer(callback: () => void, ms: number): Dispose
  requestFrame(callback: () => void): Dispose
  yieldToBrowser(): Promise<void>
  isOnline(): boolean
  isVisible(): boolean
  onOnlineChange(callback: (online: boolean) => void): Dispose
  onVisibilityChange(callback: (visible: boolean) => void): Dispose
  onFreeze(callback: (frozen: boolean) => void): Dispose
  reportError(error: unknown): void

  /**
   * Moves the time on by `ms` and runs what falls due, in order. Before, between and after, promises settle;
   * so `advance(0)` lets everything happen that waits for no time.
   */
  advance(ms: number): Promise<void>
  /** Runs the frames that were requested so far, at once, then lets promises settle. */
  frame(): Promise<void>
  setOnline(online: boolean): void
  setVisible(visible: boolean): void
  /** Freezes the page, or brings it back. */
  setFrozen(frozen: boolean): void
  /** What `random()` returns from now on: a number, or numbers in turn, the last one for good. */
  setRandom(values: number | readonly number[]): void
  /** What was given to `reportError`. */
  readonly errors: readonly unknown[]
  /** How many timers, frames and listeners wait: 0 when everything was cleaned up. */
  readonly timers: number
  readonly frames: number
  readonly listeners: number
}

/** How a manual environment begins. */
export interface ManualEnvironmentOptions {
  /** Ms since 1970. Default: 0. */
  readonly now?: number
  /** Default: `true`. */
  readonly online?: boolean
  /** Default: `true`. */
  readonly visible?: boolean
  /** Default: 0.5. */
  readonly random?: number | readonly number[]
}

/** An environment whose clock, frames, chance, network and tab do what the test says. */
export function manualEnvironment(options: ManualEnvironmentOptions = {}): ManualEnvironment {
  const clock = createClock(options.now ?? 0)
  const online = createSwitch(options.online ?? true)
  const visible = createSwitch(options.visible ?? true)
  const frozen = createSwitch(false)
  const frames = new Set<{ run: () => void }>()
  const errors: unknown[] = []
  let random = sequence(options.random ?? 0.5)

  return {
    now: clock.now,
    random: () => random(),
    setTimer: clock.setTimer,
    requestFrame: (run) => addTo(frames, { run }),
    // Other promises run, and no test has to pump.
    yieldToBrowser: () => Promise.resolve(),
    isOnline: online.get,
    isVisible: visible.get,
    onOnlineChange: online.onChange,
    onVisibilityChange: visible.onChange,
    onFreeze: frozen.onChange,
    reportError: (error) => void errors.push(error),

    advance: clock.advance,
    frame() {
      for (const frame of Array.from(frames)) if (frames.delete(frame)) frame.run()
      return promisesSettle()
    },
    setOnline: online.set,
    setVisible: visible.set,
    setFrozen: frozen.set,
    setRandom: (values) => void (random = sequence(values)),
    errors,
    get timers() {
      return clock.size()
    },
    get frames() {
      return frames.size
    },
    get listeners() {
      return online.size() + visible.size() + frozen.size()
    },
  }
}

interface Clock {
  readonly now: () => number
  readonly setTimer: (callback: () => void, ms: number) => Dispose
  readonly advance: (ms: number) => Promise<void>
  readonly size: () => number
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** The longest delay that browsers and Node know; a longer one fires at once there. */
const LONGEST_DELAY = 2 ** 31 - 1

function createClock(start: number): Clock {
  const timers = new Set<Timer>()
  let time = start

  const nextBy = (end: number): Timer | undefined => {
    const due = [...timers].filter((timer) => timer.at <= end)
    return due.length > 0 ? due.reduce((first, timer) => (timer.at < first.at ? timer : first)) : undefined
  }
  return {
    now: () => time,
    size: () => timers.size,
    setTimer(run, ms) {
      const delay = ms > 0 && ms <= LONGEST_DELAY ? ms : 0
      return addTo(timers, { at: time + delay, run })
    },
    async advance(ms) {
      const end = time + ms
      await promisesSettle()
      for (let timer = nextBy(end); timer; timer = nextBy(end)) {
        timers.delete(timer)
        time = Math.max(time, timer.at)
        timer.run()
        await promisesSettle()
      }
      time = end
    },
  }
}

interface Switch {
  readonly get: () => boolean
  readonly set: (value: boolean) => void
  readonly onChange: (listener: (value: boolean) => void) => Dispose
  readonly size: () => number
}

/** Something that is on or off, and tells when that changes. */
function createSwitch(value: boolean): Switch {
  const listeners = new Set<{ call: (value: boolean) => void }>()
  return {
    get: () => value,
    set(next) {
      if (next === value) return
      value = next
      for (const listener of Array.from(listeners)) if (listeners.has(listener)) listener.call(next)
    },
    onChange: (call) => addTo(listeners, { call }),
    size: () => listeners.size,
  }
}

function addTo<Entry>(entries: Set<Entry>, entry: Entry): Dispose {
  entries.add(entry)
  return () => void entries.delete(entry)
}

function sequence(values: number | readonly number[]): () => number {
  const rest = typeof values === 'number' ? [values] : [...values]
  if (rest.length === 0) throw new RangeError('random needs a number, or at least one in its sequence.')
  return () => (rest.length > 1 ? rest.shift() : rest[0]) as number
}

// Kept from before a test replaces the global timers by faked ones.
const { setTimeout } = globalThis

/** A task later, every promise that could settle has settled, however long its chain. */
function promisesSettle(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 0))
}
