import type { Usage } from '../events.ts'

/** Adds up the tokens of several model calls. */
export interface UsageSum {
  /** Within one call, the last value of each field counts. */
  report(usage: Usage): void
  /** What comes now belongs to another model call. */
  nextCall(): void
  /** The sum; the same object until it changes. */
  value(): Usage | undefined
}

const FIELDS = ['input', 'output', 'total', 'reasoning', 'cachedInput'] as const

/** Begins a sum. */
export function createUsageSum(): UsageSum {
  let earlier: Usage | undefined
  let running: Usage | undefined
  let sum: Usage | undefined

  return {
    report(usage) {
      const { raw } = usage
      const next: Usage = { ...running, raw }
      for (const field of FIELDS) if (usage[field] !== undefined) next[field] = usage[field]
      running = next
      sum = undefined
    },
    nextCall() {
      earlier = add(earlier, running)
      running = undefined
    },
    value() {
      return (sum ??= add(earlier, running))
    },
  }
}

function add(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const sum: Usage = { raw: b.raw }
  for (const field of FIELDS) {
    if (a[field] !== undefined || b[field] !== undefined) sum[field] = (a[field] ?? 0) + (b[field] ?? 0)
  }
  return sum
}
