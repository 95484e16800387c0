import { useEffect, useSyncExternalStore } from 'react'
import type { StreamingMarkdown } from './StreamingMarkdown.tsx'

type Renderer = typeof StreamingMarkdown

let renderer: Renderer | undefined
const listeners = new Set<() => void>()

/** Called by the module of `StreamingMarkdown`: where an application imports it itself, nobody has to wait for it. */
export function provideMarkdown(component: Renderer): void {
  renderer = component
  for (const listener of listeners) listener()
}

/**
 * `StreamingMarkdown`, loaded when the first text is shown: a thread that is still empty does not pay for it.
 * `undefined` until then, on servers, and at hydration, which has to show what the server did.
 */
export function useLazyMarkdown(): Renderer | undefined {
  useEffect(() => {
    // Without it texts stay plain; the next one tries again.
    if (!renderer) import('./StreamingMarkdown.tsx').catch(() => undefined)
  }, [])
  return useSyncExternalStore(subscribe, loaded, nothingYet)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// The same functions for each render: for others React would look once more behind the paint.
const loaded = (): Renderer | undefined => renderer
const nothingYet = (): undefined => undefined
