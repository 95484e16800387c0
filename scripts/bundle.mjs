// What an import costs a page: the files that Vite builds of it for production, minified and gzipped, without React.
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/**
 * Bytes, gzipped: what the page loads for the import, scripts and stylesheets, and what it may load later.
 *
 * @typedef {{ eager: number, lazy: number }} Size
 *
 * What is used of a file that was built.
 * @typedef {{ fileName: string, code: string, isEntry?: boolean, imports?: string[] }} Built
 */

/**
 * The size of a module that lies in `root` and is nothing but `code`. Throws what the build throws.
 *
 * @param {string} code What a user would write.
 * @param {string} root A folder, which decides what the code can import.
 * @returns {Promise<Size>}
 */
export async function sizeOf(code, root) {
  const files = await bundle(code, root)
  const lazy = files.filter((file) => !eagerNames(files).has(file.fileName))
  return { eager: gzipped(files) - gzipped(lazy), lazy: gzipped(lazy) }
}

/**
 * Entries, what they import without waiting, and stylesheets.
 *
 * @param {Built[]} files
 */
function eagerNames(files) {
  const names = new Set(files.filter((file) => file.isEntry ?? true).map((file) => file.fileName))
  // A set that grows while it is walked is walked to its new end.
  for (const name of names)
    for (const imported of files.find((file) => file.fileName === name)?.imports ?? []) names.add(imported)
  return names
}

/** @param {Built[]} files */
function gzipped(files) {
  // An entry of styles alone leaves a script with a line feed.
  return files
    .filter(({ code }) => code.length > 1)
    .reduce((bytes, { code }) => bytes + gzipSync(code).length, 0)
}

/**
 * @param {string} code
 * @param {string} root
 * @returns {Promise<Built[]>}
 */
async function bundle(code, root) {
  /** No such file: its text is given to the build. */
  const entry = resolve(root, 'entry.js')
  const result = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'rivulet:entry',
        resolveId: (source) => (source === entry ? source : undefined),
        load: (id) => (id === entry ? { code, moduleSideEffects: 'no-treeshake' } : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      cssMinify: true,
      lib: { entry, formats: ['es'], fileName: 'entry', cssFileName: 'styles' },
      rolldownOptions: {
        external: /^react(-dom)?($|\/)/,
        // Else our packages are found by their sources.
        tsconfig: false,
        // The library build keeps white space; a user's build does not.
        output: { minify: true },
      },
    },
  })
  return [result]
    .flat()
    .flatMap((built) => ('output' in built ? built.output : []))
    .map((file) => (file.type === 'chunk' ? file : { ...file, code: String(file.source) }))
}
