// `pnpm check`: everything that is checked besides the tests, one line each, on the packages as they are published.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const directory = mkdtempSync(join(tmpdir(), 'rivulet-check-'))
const tarballs = readdirSync('packages').map((name) => join(directory, `rivulet-${name}.tgz`))

/** @param {string} command */
const forEachTarball = (command) => tarballs.map((tarball) => `${command} ${tarball}`).join(' && ')

/** Shell commands; what `node_modules/.bin` holds is on the path. */
const steps = {
  build: 'pnpm build',
  types: 'pnpm typecheck',
  lint: 'pnpm lint',
  format: 'oxfmt --check',
  'unused code': 'knip --no-progress',
  engines: 'node scripts/engines.mjs',
  'generated docs': 'node scripts/docs.mjs --check',
  'examples in docs': 'node scripts/docExamples.mjs',
  pack: `pnpm -r --filter "./packages/*" pack --out "${join(directory, '%s.tgz')}"`,
  publint: forEachTarball('publint --strict'),
  'types of packages': forEachTarball('attw --profile esm-only'),
  size: 'node scripts/size.mjs',
  storybook: `storybook build --quiet --output-dir ${join(directory, 'storybook')}`,
}

/** @param {[name: string, command: string]} step */
function passes([name, command]) {
  const start = Date.now()
  const result = spawnSync(command, { shell: true, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
  const ok = result.status === 0
  console.log(`${ok ? 'ok    ' : 'failed'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  if (!ok) console.log(`${result.stdout}${result.stderr}`)
  return ok
}

const wanted = process.argv.slice(2)
const results = Object.entries(steps)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .map(passes)
rmSync(directory, { recursive: true })
const failed = results.filter((ok) => !ok).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0
