import { useSyncExternalStore } from 'react'
import type { CostReport, SpokenReport } from './panelEvents.ts'

/** What the preview has told so far. Kept outside the panels, since one that is not shown is not there. */
interface Reports<Value> {
  get(): Value
  set(value: Value): void
  subscribe(listener: () => void): () => void
}

function createReports<Value>(value: Value): Reports<Value> {
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The cost of the last stream; `undefined` before the first. */
export const costReport: Reports<CostReport | undefined> = createReports<CostReport | undefined>(undefined)

/** What was announced, oldest first. */
export const spokenReports: Reports<readonly SpokenReport[]> = createReports<readonly SpokenReport[]>([])

/** The newest of them. */
export function useReports<Value>({ get, subscribe }: Reports<Value>): Value {
  return useSyncExternalStore(subscribe, get)
}
