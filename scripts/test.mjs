// `npm test`: every test of the repository. Arguments are handed to Vitest. Ends with one line of sums.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureChromium, ensureFlask } from './system.mjs'

const VITEST = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

/**
 * What is used of Vitest's JSON report.
 *
 * @typedef {{ fullName: string, status: string }} Test
 * @typedef {{ name: string, status: string, assertionResults: Test[] }} TestFile
 */

console.log(`Chromium: ${ensureChromium()}`)
console.log(
  `Flask: ${ensureFlask() ?? 'not found, and not installed without root and apt: its tests are skipped.'}`,
)

const { exitCode, files } = runVitest(process.argv.slice(2))
const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })))
const passed = tests.filter((test) => test.status === 'passed')
const failed = tests.filter((test) => test.status === 'failed')
const skipped = tests.filter((test) => !passed.includes(test) && !failed.includes(test))
// A file that could not be read has no tests; an error between tests belongs to none.
const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
const failures = Math.max(failed.length + broken.length, exitCode === 0 ? 0 : 1)

for (const test of skipped) console.log(`skipped: ${relative('.', test.file)}: ${test.fullName}`)
console.log(
  `${passed.length} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
)
process.exitCode = failures > 0 ? 1 : 0

/**
 * @param {string[]} args
 * @returns {{ exitCode: number | null, files: TestFile[] }}
 */
function runVitest(args) {
  const directory = mkdtempSync(join(tmpdir(), 'rivulet-test-'))
  const report = join(directory, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(process.execPath, [VITEST, 'run', ...reporters, ...args], { stdio: 'inherit' })
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  rmSync(directory, { recursive: true })
  return { exitCode: status, files }
}
