import { useState } from 'react'

/** The first of equal values: what is written inline keeps its identity as long as it says the same. */
export function useLasting<Value>(value: Value, isSame: (one: Value, other: Value) => boolean): Value {
  const [held, setHeld] = useState<{ value: Value }>({ value })
  if (Object.is(held.value, value) || isSame(held.value, value)) return held.value
  setHeld({ value })
  return value
}
