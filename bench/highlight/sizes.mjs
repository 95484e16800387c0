import { sizeOf } from '../../scripts/bundle.mjs'

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
  const { eager, lazy } = await sizeOf(code, import.meta.dirname)
  return ((eager + lazy) / 1000).toFixed(1)
}
