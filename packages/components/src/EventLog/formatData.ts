/** Characters of an event's data that a row shows. */
const LONGEST = 500

/** An event's data in one row: text as it is, anything else as JSON, cut where it is very long. */
export function formatData(data: unknown): string {
  const text = typeof data === 'string' ? data : asJson(data)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function asJson(data: unknown): string {
  try {
    return JSON.stringify(data) ?? String(data)
  } catch {
    // A cycle, or a number that JSON has no word for.
    return String(data)
  }
}
