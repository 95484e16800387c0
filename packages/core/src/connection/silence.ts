/**
 * When quiet is too quiet, in ms without a byte: `warn` shows `stalled`, `fail` gives the attempt up.
 * `'auto'`: learnt from the server's heartbeat; a server that never beats is never doubted. `false`: never.
 */
export type SilenceOptions = 'auto' | false | { warn?: number; fail?: number }

export interface SilenceLimits {
  warn: number
  fail: number
}

/** A heartbeat faster than this proves nothing about a busy network: nothing is given up sooner. */
const leastFail = 15_000

/** Learns how long a server is quiet at most, in ms; lives as long as the connection, over all attempts. */
export interface Heartbeat {
  /** Bytes came. */
  bytes(at: number): void
  /** What came was a sign of life and nothing else: a comment, an event named `ping`. */
  beat(): void
  /** A new attempt begins: the time between two attempts is no silence. */
  pause(): void
  /** After two beats: twice the longest gap seen warns, three times gives up (never under 15 s). */
  limits(): SilenceLimits | undefined
}

export function createHeartbeat(): Heartbeat {
  let last: number | undefined
  let longest = 0
  let beats = 0
  return {
    bytes(at) {
      if (last !== undefined) longest = Math.max(longest, at - last)
      last = at
    },
    beat() {
      beats += 1
    },
    pause() {
      last = undefined
    },
    limits() {
      if (beats < 2 || longest === 0) return undefined
      const fail = Math.max(leastFail, 3 * longest)
      return { warn: (fail * 2) / 3, fail }
    },
  }
}

const heartbeatNames = /^(ping|heartbeat|keep-?alive)$/i

/** Whether an event's name says that it is a sign of life only. */
export function isHeartbeatName(name: string): boolean {
  // The name of most events, told before the expression is asked.
  return name !== 'message' && heartbeatNames.test(name)
}

/** The limits that hold now; `undefined`: none. */
export function silenceLimits(options: SilenceOptions, heartbeat: Heartbeat): SilenceLimits | undefined {
  if (options === false) return undefined
  if (options === 'auto') return heartbeat.limits()
  return { warn: options.warn ?? Infinity, fail: options.fail ?? Infinity }
}
