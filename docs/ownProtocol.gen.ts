import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The example of a protocol of one's own, as its test runs it. */
export function render(): string {
  const file = resolve(import.meta.dirname, '../packages/core/src/protocols/ownProtocol.suite.ts')
  return `\`\`\`ts\n${readFileSync(file, 'utf8')}\`\`\``
}
