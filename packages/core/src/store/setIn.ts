import { isObject } from '../json.ts'

/** Deeper paths than any tool's arguments have are left out: nothing here recurses without a bound. */
const DEPTH_LIMIT = 200

/**
 * A copy of a JSON value with one place of it set, sharing all else. `append`: a string is added to the string that
 * is there. What is missing on the way is made: a list for a number, an object for a name. A list grows by one
 * item at most, so that an index out of nowhere costs nothing.
 */
export function setIn(
  target: unknown,
  path: readonly (string | number)[],
  value: unknown,
  append: boolean,
): unknown {
  if (path.length > DEPTH_LIMIT) return target
  const [key, ...rest] = path
  if (key === undefined) {
    return append && typeof target === 'string' && typeof value === 'string' ? target + value : value
  }
  if (typeof key === 'number') {
    const items = Array.isArray(target) ? [...target] : []
    const at = Math.min(Math.max(Math.trunc(key) || 0, 0), items.length)
    items[at] = setIn(items[at], rest, value, append)
    return items
  }
  const fields = isObject(target) ? target : {}
  const before = Object.hasOwn(fields, key) ? fields[key] : undefined
  return { ...fields, [key]: setIn(before, rest, value, append) }
}
