// Fails when an import costs more than its budget. Measures the built packages, through their exports.
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { budgets } from './budgets.mjs'

/** Imports are found as from the documentation, which depends on all that a reader would install. */
const root = resolve(import.meta.dirname, '../docs')
/** No such file: its text is given to the build. */
const ENTRY = resolve(root, 'entry.js')

console.log('| import | bytes | budget |\n| --- | ---: | ---: |')
for (const { entry, limit } of budgets) {
  const size = await gzippedSize(entry).catch((/** @type {Error} */ error) => firstLines(error.message))
  const ok = typeof size === 'number' && size <= limit
  const bytes = ok ? size.toLocaleString('en') : `**FAILED**: ${size}`
  console.log(`| \`${entry}\` | ${bytes} | ${limit.toLocaleString('en')} |`)
  if (!ok) process.exitCode = 1
}

/** @param {string} message */
function firstLines(message) {
  return stripVTControlCharacters(message).split('\n', 3).join(' ')
}

/** @param {string} code */
async function gzippedSize(code) {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [
      {
        name: 'rivulet:entry',
        resolveId: (source) => (source === ENTRY ? source : undefined),
        load: (id) => (id === ENTRY ? { code, moduleSideEffects: 'no-treeshake' } : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      cssMinify: true,
      lib: { entry: ENTRY, formats: ['es'], fileName: 'entry', cssFileName: 'styles' },
      // The library build keeps white space; a user's build does not.
      rolldownOptions: { external: /^react(-dom)?($|\/)/, output: { minify: true } },
    },
  })
  const files = [result].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []))
  const contents = files
    .map((file) => ('code' in file ? file.code : file.source))
    .filter((text) => text.length > 1)
  return contents.reduce((sum, text) => sum + gzipSync(text).length, 0)
}
