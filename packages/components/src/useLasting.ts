import { useState } from 'react'

type IsSame<Value> = (one: Value, other: Value) => boolean

/** The first of equal values: what is written inline keeps its identity as long as it says the same. */
export function useLasting<Value>(value: Value, isSame: IsSame<Value>): Value {
  // No state that a render sets: React would render twice for what is never the same.
  const [hold] = useState(() => {
    let held = value
    return (next: Value, same: IsSame<Value>) => (same(held, next) ? held : (held = next))
  })
  return hold(value, isSame)
}
