import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The recipe for diagrams, as its story runs it. */
export function render(): string {
  const file = resolve(import.meta.dirname, '../stories/recipes/Diagram.tsx')
  return `\`\`\`tsx\n${readFileSync(file, 'utf8')}\`\`\``
}
