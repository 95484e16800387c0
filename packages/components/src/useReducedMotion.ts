import { useSyncExternalStore } from 'react'

const QUERY = '(prefers-reduced-motion: reduce)'

/** Whether the reader asked for less motion; follows the setting while it changes. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, read, () => false)
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(QUERY)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

function read(): boolean {
  return matchMedia(QUERY).matches
}
