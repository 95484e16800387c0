/** The last so many items; adding one is O(1). */
export interface Ring<T> {
  /** Returns the item that had to make room. */
  push(item: T): T | undefined
  /** Oldest first. The same array until something changes. */
  toArray(): readonly T[]
  /** Keeps the newest items. */
  resize(size: number): void
}

const none: readonly never[] = []

export function createRing<T>(capacity: number): Ring<T> {
  let size = Math.max(0, capacity)
  let items: T[] = []
  // Where the oldest item is, once it is full.
  let start = 0
  let array: readonly T[] = none

  return {
    push(item) {
      if (size === 0) return item
      array = none
      if (items.length < size) {
        items.push(item)
        return undefined
      }
      const oldest = items[start]
      items[start] = item
      start = (start + 1) % size
      return oldest
    },
    toArray() {
      if (array === none && items.length > 0) array = ordered()
      return array
    },
    resize(next) {
      if (next === size) return
      items = next <= 0 ? [] : ordered().slice(-next)
      size = Math.max(0, next)
      start = 0
      array = none
    },
  }

  function ordered(): T[] {
    return start === 0 ? items.slice() : [...items.slice(start), ...items.slice(0, start)]
  }
}
