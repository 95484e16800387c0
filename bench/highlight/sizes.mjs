import { gzipSync } from 'node:zlib'
import { resolve } from 'node:path'
import { build } from 'vite'

const ENTRY = resolve(import.meta.dirname, 'entry.js')
const lezer =
  "export { parseMixed } from '@lezer/common'; export { highlightTree, tagHighlighter, tags } from '@lezer/highlight';"
const shiki = "export { createHighlighterCore } from 'shiki/core';"
/** @param {string} from @param {string[]} names */
const all = (from, names) =>
  names.map((name, index) => `export { default as l${index} } from '${from.replace('*', name)}'`).join(';')
const six = ['typescript', 'python', 'json', 'bash', 'html', 'css']
const prism = "import prism from 'prismjs/components/prism-core.js'; export { prism };"
const prismOf = (/** @type {string[]} */ names) =>
  names.map((name) => `import 'prismjs/components/prism-${name}.js'`).join(';')

/**
 * What a page imports, for TypeScript alone and for six languages: TypeScript, Python, JSON, shell, HTML, CSS.
 *
 * @type {Record<string, [one: string, six: string]>}
 */
const entries = {
  'CodeMirror stream parsers': [
    "export { StringStream } from '@codemirror/streamparser'; export { typescript } from '@codemirror/legacy-modes/mode/javascript'",
    "export { StringStream } from '@codemirror/streamparser'; export { typescript, json } from '@codemirror/legacy-modes/mode/javascript'; export { python } from '@codemirror/legacy-modes/mode/python'; export { shell } from '@codemirror/legacy-modes/mode/shell'; export { html } from '@codemirror/legacy-modes/mode/xml'; export { css } from '@codemirror/legacy-modes/mode/css'",
  ],
  Lezer: [
    `${lezer} export { parser } from '@lezer/javascript'`,
    // There is no parser of the shell's.
    `${lezer} ${['javascript', 'python', 'json', 'html', 'css'].map((name) => `export { parser as ${name} } from '@lezer/${name}'`).join(';')}`,
  ],
  'Shiki, JavaScript': [
    `${shiki} export { createJavaScriptRegexEngine } from 'shiki/engine/javascript'; ${all('shiki/langs/*.mjs', ['typescript'])}`,
    `${shiki} export { createJavaScriptRegexEngine } from 'shiki/engine/javascript'; ${all('shiki/langs/*.mjs', six)}`,
  ],
  'Shiki, Oniguruma': [
    `${shiki} export { createOnigurumaEngine } from 'shiki/engine/oniguruma'; export * as wasm from 'shiki/wasm'; ${all('shiki/langs/*.mjs', ['typescript'])}`,
    `${shiki} export { createOnigurumaEngine } from 'shiki/engine/oniguruma'; export * as wasm from 'shiki/wasm'; ${all('shiki/langs/*.mjs', six)}`,
  ],
  'highlight.js': [
    `export { default } from 'highlight.js/lib/core'; ${all('highlight.js/lib/languages/*', ['typescript'])}`,
    `export { default } from 'highlight.js/lib/core'; ${all(
      'highlight.js/lib/languages/*',
      six.map((name) => (name === 'html' ? 'xml' : name)),
    )}`,
  ],
  Prism: [
    prism + prismOf(['clike', 'javascript', 'typescript']),
    prism + prismOf(['markup', 'css', 'clike', 'javascript', 'typescript', 'python', 'json', 'bash']),
  ],
  'speed-highlight': [
    `export { tokenizeWith } from '@speed-highlight/core/tokenize'; ${all('@speed-highlight/core/languages/*.js', ['js', 'ts'])}`,
    `export { tokenizeWith } from '@speed-highlight/core/tokenize'; ${all('@speed-highlight/core/languages/*.js', ['js', 'ts', 'py', 'json', 'bash', 'html', 'css'])}`,
  ],
  'sugar-high': [
    "export { tokenize } from 'sugar-high/core'",
    "export { tokenize } from 'sugar-high/core'; export * from 'sugar-high/lang'",
  ],
}

/** Kilobytes, minified and gzipped. @param {string} name @returns {Promise<[string, string]>} */
export async function sizesOf(name) {
  const [one, more] = entries[name] ?? ['', '']
  return [await kilobytes(one), await kilobytes(more)]
}

/** @param {string} code */
async function kilobytes(code) {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? { code, moduleSideEffects: 'no-treeshake' } : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'], fileName: 'entry' },
      // The library build keeps white space; a user's build does not.
      rolldownOptions: { output: { minify: true } },
    },
  })
  const files = [built].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []))
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync('code' in file ? file.code : file.source).length,
    0,
  )
  return (bytes / 1000).toFixed(1)
}
