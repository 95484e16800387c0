// The sources of @rivulet/core in one module, as an application's build makes it: not a file each, and no stale dist.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const source = resolve(import.meta.dirname, '../../packages/core/src')
/** No such file: its text is given to the build. */
const ENTRY = resolve(source, 'bench.ts')
const code = `
  export * from './index.ts'
  export { autoDecoder } from './decode/detect.ts'
  export { text as textDecoder } from './decode/text.ts'
`

/**
 * @typedef {import('@rivulet/core').CreateDecoder} CreateDecoder
 * @typedef {typeof import('@rivulet/core') & {
 *   autoDecoder: (evidence: { contentType: string }) => CreateDecoder
 *   textDecoder: () => CreateDecoder
 * }} Core
 */

/** @returns {Promise<Core>} */
export async function loadCore() {
  const result = await build({
    configFile: false,
    root: source,
    logLevel: 'silent',
    plugins: [
      {
        name: 'rivulet:entry',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? code : undefined),
      },
    ],
    build: { write: false, target: 'es2022', lib: { entry: ENTRY, formats: ['es'], fileName: 'core' } },
  })
  const [chunk] = [result].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []))
  if (chunk?.type !== 'chunk') throw new Error('The build made no module.')
  const directory = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  const file = join(directory, 'core.mjs')
  writeFileSync(file, chunk.code)
  const core = await import(pathToFileURL(file).href)
  rmSync(directory, { recursive: true })
  return core
}
