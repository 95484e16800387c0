import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The recipe for formulas, as its story runs it. */
export function render(): string {
  const file = resolve(import.meta.dirname, '../stories/recipes/Formula.tsx')
  return `\`\`\`tsx\n${readFileSync(file, 'utf8')}\`\`\``
}
