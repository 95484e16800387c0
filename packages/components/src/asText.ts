/** A value of unknown shape as text: strings as they are, everything else as indented JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value, undefined, 2) ?? String(value)
  } catch {
    // A cycle, or a number that JSON has no word for.
    return String(value)
  }
}
