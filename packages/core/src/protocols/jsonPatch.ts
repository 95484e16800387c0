import { fields, isObject } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** A JSON value; boxed, since `undefined` stands for a patch that cannot be applied. */
export interface Patched {
  readonly value: unknown
}

/** Deeper places than any state has are not reached: nothing here recurses without a bound. */
const DEPTH_LIMIT = 200

type Path = readonly string[]
type Edit = 'add' | 'replace' | 'remove'

/**
 * A copy of a JSON value with a patch applied (RFC 6902), sharing all that did not change. All or nothing: where one
 * operation cannot be applied the answer is `undefined`. Never throws, whatever the patch is.
 */
export function applyPatch(document: unknown, patch: readonly unknown[]): Patched | undefined {
  let patched: Patched | undefined = { value: document }
  for (const operation of patch) patched = patched && apply(patched.value, fields(operation))
  return patched
}

function apply(document: unknown, { op, path, from, value }: JsonObject): Patched | undefined {
  const to = parsePointer(path)
  if (to === undefined) return undefined
  if (op === 'add' || op === 'replace' || op === 'remove') return edit(document, to, op, value)
  if (op === 'test') {
    const found = read(document, to)
    return found && isSame(found.value, value) ? { value: document } : undefined
  }
  const source = parsePointer(from)
  const found = source && read(document, source)
  if (source === undefined || found === undefined) return undefined
  if (op === 'copy') return edit(document, to, 'add', found.value)
  const rest = op === 'move' ? edit(document, source, 'remove') : undefined
  return rest && edit(rest.value, to, 'add', found.value)
}

/** RFC 6901: "first transforming any occurrence of the sequence '~1' to '/', and then … '~0' to '~'". */
function parsePointer(pointer: unknown): Path | undefined {
  if (pointer === '') return []
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) return undefined
  const path = pointer.slice(1).split('/')
  if (path.length > DEPTH_LIMIT) return undefined
  return path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(document: unknown, path: Path): Patched | undefined {
  let value = document
  for (const key of path) {
    if (Array.isArray(value) && indexOf(key, value.length - 1) !== undefined) value = value[Number(key)]
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return { value }
}

function edit(target: unknown, [key, ...rest]: Path, how: Edit, value?: unknown): Patched | undefined {
  if (key === undefined) return { value: how === 'remove' ? null : value }
  if (Array.isArray(target)) return editList(target, key, rest, how, value)
  if (!isObject(target)) return undefined
  const isThere = Object.hasOwn(target, key)
  if (!isThere && (rest.length > 0 || how !== 'add')) return undefined
  if (rest.length > 0 || how !== 'remove') {
    const inner = edit(target[key], rest, how, value)
    return inner && { value: { ...target, [key]: inner.value } }
  }
  const { [key]: _, ...others } = target
  return { value: others }
}

function editList(
  list: readonly unknown[],
  key: string,
  rest: Path,
  how: Edit,
  value: unknown,
): Patched | undefined {
  const isInsert = how === 'add' && rest.length === 0
  const at = isInsert && key === '-' ? list.length : indexOf(key, isInsert ? list.length : list.length - 1)
  if (at === undefined) return undefined
  const [before, after] = [list.slice(0, at), list.slice(at + 1)]
  if (isInsert) return { value: [...before, value, ...list.slice(at)] }
  if (how === 'remove' && rest.length === 0) return { value: [...before, ...after] }
  const inner = edit(list[at], rest, how, value)
  return inner && { value: [...before, inner.value, ...after] }
}

/** RFC 6901 knows no leading zeros. */
function indexOf(key: string, last: number): number | undefined {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : undefined
  return index !== undefined && index <= last ? index : undefined
}

function isSame(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true
  if (depth > DEPTH_LIMIT || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return false
  const keys = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key as never], b[key as never], depth + 1))
  )
}
