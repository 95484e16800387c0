/** A JSON object of which nothing is known yet: each field is looked at before it is used. */
export type JsonObject = { readonly [key: string]: unknown }

/** Whether a value is an object with fields, not an array and not `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a JSON text; `undefined`, which no JSON text means, where it is not JSON. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value where it is a string with characters in it. */
export function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The value where it is a finite number. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** An id or an index as text; `undefined` where it is neither. (`String(value)` throws at `{"toString":1}`.) */
export function idText(value: unknown): string | undefined {
  return typeof value === 'number' ? `${value}` : filled(value)
}

/** The value where it is an object with fields, else an empty one. */
export function fields(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The value where it is an array, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The first `limit` characters of a text, with an ellipsis where it goes on; never half of a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)}…`
}
