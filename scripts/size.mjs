// Fails when an import costs more than its budget. Measures the built packages, through their exports.
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { budgets } from './budgets.mjs'
import { sizeOf } from './bundle.mjs'

/** Imports are found as from the documentation, which depends on all that a reader would install. */
const root = resolve(import.meta.dirname, '../docs')

console.log('| import | bytes | budget |\n| --- | ---: | ---: |')
for (const { entry, limit } of budgets) {
  const size = await wholeSize(entry).catch((/** @type {Error} */ error) => firstLines(error.message))
  const ok = typeof size === 'number' && size <= limit
  const bytes = ok ? size.toLocaleString('en') : `**FAILED**: ${size}`
  console.log(`| \`${entry}\` | ${bytes} | ${limit.toLocaleString('en')} |`)
  if (!ok) process.exitCode = 1
}

/** @param {string} entry */
async function wholeSize(entry) {
  const { eager, lazy } = await sizeOf(entry, root)
  return eager + lazy
}

/** @param {string} message */
function firstLines(message) {
  return stripVTControlCharacters(message).split('\n', 3).join(' ')
}
