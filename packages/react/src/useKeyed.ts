'use client'
import { useState } from 'react'

/** A value that is made anew when its key changes, and only then. */
export function useKeyed<Value>(key: string, create: () => Value): Value {
  const [held, hold] = useState(() => ({ key, value: create() }))
  if (held.key === key) return held.value
  const next = { key, value: create() }
  // React renders again at once, before anything of this render is shown.
  hold(next)
  return next.value
}
