// Type-checks the examples in the documentation: each ```ts or ```tsx block is a module of its own.
// A block that opens with ```tsx no-check is a fragment: it is skipped and counted.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { markdownFiles } from './markdownFiles.mjs'

const BLOCK = /^```(?<language>tsx?)(?<note>[^\n]*)\n(?<code>[\s\S]*?)^```/gm

const root = resolve(import.meta.dirname, '..')
/** Inside docs/, so that an example imports what docs/package.json depends on: what a reader would install. */
const directory = join(root, 'docs/.examples')

const examples = markdownFiles(root).flatMap(examplesOf)
const checked = examples.filter((example) => !example.skipped)

rmSync(directory, { recursive: true, force: true })
mkdirSync(directory)
for (const { name, source } of checked) writeFileSync(join(directory, name), source)
writeFileSync(
  join(directory, 'tsconfig.json'),
  JSON.stringify({ extends: '../../tsconfig.json', files: checked.map(({ name }) => name), include: [] }),
)
const result = spawnSync('tsc', ['-p', directory], { shell: true, encoding: 'utf8' })
rmSync(directory, { recursive: true })
console.log(`${result.stdout}${result.stderr}`)
console.log(`${checked.length} examples compiled, ${examples.length - checked.length} skipped.`)
process.exitCode = checked.length === 0 ? 0 : (result.status ?? 1)

/**
 * The blocks of a page, each on the line that it has there, so that an error names the right one.
 *
 * @param {string} file
 */
function examplesOf(file) {
  const page = readFileSync(file, 'utf8')
  return [...page.matchAll(BLOCK)].map(({ index, groups }) => {
    const line = page.slice(0, index).split('\n').length
    return {
      name: `${relative(root, file).replaceAll(/[\\/]/g, '.')}.line${line}.${groups?.language}`,
      source: '\n'.repeat(line) + groups?.code,
      skipped: groups?.note?.includes('no-check') ?? false,
    }
  })
}
