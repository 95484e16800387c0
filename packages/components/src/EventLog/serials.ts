/**
 * Numbers objects in the order in which they are first asked for, from 1: a key that stays with an event while the
 * ring that holds it moves on.
 */
export function createSerials(): (item: object) => number {
  const serials = new WeakMap<object, number>()
  let last = 0
  return (item) => {
    const known = serials.get(item)
    if (known !== undefined) return known
    serials.set(item, ++last)
    return last
  }
}
