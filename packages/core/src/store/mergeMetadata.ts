import { isObject } from '../json.ts'

/** Objects nested deeper are replaced as a whole. */
const DEPTH_LIMIT = 8

/** Metadata that comes in several pieces: objects are merged, all else is replaced. Changes neither. */
export function mergeMetadata(before: unknown, after: unknown, depth = 0): unknown {
  if (!isObject(before) || !isObject(after) || depth === DEPTH_LIMIT) return after
  const merged = { ...before }
  for (const key of Object.keys(after)) {
    const value = mergeMetadata(Object.hasOwn(before, key) ? before[key] : undefined, after[key], depth + 1)
    Object.defineProperty(merged, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return merged
}
