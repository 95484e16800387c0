import { parseJson } from '../json.ts'
import { overflow } from './limits.ts'

/** Watches lines that are no fields for JSON. */
export interface BareJson {
  /** @throws {StreamError} `overflow`. */
  line(line: string): void
  /** What follows is no part of it. */
  forget(): void
}

/**
 * Finds a JSON object or array that a server wrote among events without `data:`, as some do with an error, in
 * one line or pretty-printed over many. `found` gets its text; what does not parse is dropped.
 */
export function bareJson(maxFrame: number, found: (json: string) => void): BareJson {
  let lines: string[] = []
  let length = 0
  let depth = 0
  const forget = (): void => {
    if (lines.length === 0) return
    lines = []
    length = 0
    depth = 0
  }
  return {
    forget,
    line(line) {
      if (lines.length === 0 && !/^\s*[{[]/.test(line)) return
      lines.push(line)
      length += line.length
      if (length > maxFrame) throw overflow(maxFrame)
      depth += nesting(line)
      if (depth > 0) return
      const json = lines.join('\n')
      forget()
      if (parseJson(json) !== undefined) found(json)
    },
  }
}

/** How many brackets a line opens, less those that it closes. JSON's strings hold no line breaks, so lines can be counted one by one. */
function nesting(line: string): number {
  let depth = 0
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const character = line[i]
    if (character === '"') quoted = !quoted
    else if (quoted) i += character === '\\' ? 1 : 0
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
  }
  return depth
}
