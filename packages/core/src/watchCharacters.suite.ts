import { vi } from 'vitest'

/** Counts the characters that are looked at one by one, or given to `JSON.parse`, until it is asked. */
export function watchCharacters(): () => number {
  const looks = (['charAt', 'charCodeAt'] as const).map((name) => vi.spyOn(String.prototype, name))
  const parse = vi.spyOn(JSON, 'parse')
  return () => {
    const single = looks.reduce((sum, { mock }) => sum + mock.calls.length, 0)
    const parsed = parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0)
    vi.restoreAllMocks()
    return single + parsed
  }
}
