import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { python } from '@codemirror/legacy-modes/mode/python'
import { typescript } from '@codemirror/legacy-modes/mode/javascript'
import { StringStream } from '@codemirror/streamparser'
import { TreeFragment } from '@lezer/common'
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight'
import { parser as lezerJavascript } from '@lezer/javascript'
import { parser as lezerPython } from '@lezer/python'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import speedPython from '@speed-highlight/core/languages/py.js'
import speedTypescript from '@speed-highlight/core/languages/ts.js'
import speedJavascript from '@speed-highlight/core/languages/js.js'
import * as speedLanguages from '@speed-highlight/core/languages'
import { tokenizeWith } from '@speed-highlight/core/tokenize'
import hljs from 'highlight.js'
import prism from 'prismjs'
import { createHighlighterCore } from 'shiki/core'
import { bundledLanguagesBase } from 'shiki/langs'
import { createOnigurumaEngine } from 'shiki/engine/oniguruma'
import { tokenize as sugarTokenize } from 'sugar-high/core'
import { languages as sugarLanguages } from 'sugar-high/lang'
import * as sugarPython from 'sugar-high/lang/python'
import * as sugarTypescript from 'sugar-high/lang/typescript'

/** @typedef {'typescript' | 'python'} Language */
/** Gets the next line of a block, and answers how many coloured pieces it saw. @typedef {(line: string) => number | Promise<number>} Reader */

const require = createRequire(import.meta.url)
require('prismjs/components/')(['typescript', 'python'])

/** @type {Record<Language, () => Promise<any>>} */
const shikiLanguages = {
  typescript: () => import('shiki/langs/typescript.mjs'),
  python: () => import('shiki/langs/python.mjs'),
}

const sugar = { typescript: sugarTypescript, python: sugarPython }
const lezerParsers = { typescript: lezerJavascript.configure({ dialect: 'ts' }), python: lezerPython }
const lezerKinds = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.string, tags.regexp], class: 'string' },
  { tag: tags.number, class: 'number' },
  { tag: [tags.bool, tags.null], class: 'constant' },
  { tag: tags.keyword, class: 'keyword' },
  { tag: tags.typeName, class: 'type' },
  { tag: tags.propertyName, class: 'property' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'function' },
])

/**
 * Each opens a block of code. `carries` says whether a line is read with what the lines before it left behind; who
 * cannot do that reads all lines again with each. `languages`: how many there are to choose from.
 *
 * @type {Record<string, { carries: boolean, languages: number, open: (language: Language) => Reader | Promise<Reader> }>}
 */
export const readers = {
  'CodeMirror stream parsers': {
    carries: true,
    languages: readdirSync(new URL('.', import.meta.resolve('@codemirror/legacy-modes/mode/python'))).filter(
      (file) => file.endsWith('.js'),
    ).length,
    open: (language) => streamParser({ typescript, python }[language]),
  },
  // Those that CodeMirror's own packages of languages use.
  Lezer: { carries: true, languages: 17, open: (language) => lezer(lezerParsers[language]) },
  'Shiki, JavaScript': {
    carries: true,
    languages: Object.keys(bundledLanguagesBase).length,
    open: shiki(createJavaScriptRegexEngine),
  },
  'Shiki, Oniguruma': {
    carries: true,
    languages: Object.keys(bundledLanguagesBase).length,
    open: shiki(() => createOnigurumaEngine(import('shiki/wasm'))),
  },
  'highlight.js': { carries: false, languages: hljs.listLanguages().length, open: again(highlightJs) },
  Prism: {
    carries: false,
    languages: Object.keys(require('prismjs/components.js').languages).length - 1,
    open: again((code, language) => prism.tokenize(code, prism.languages[language] ?? {}).length),
  },
  'speed-highlight': {
    carries: false,
    languages: Object.keys(speedLanguages).length,
    open: again(speedTokens),
  },
  'sugar-high': {
    carries: false,
    languages: sugarLanguages.length,
    open: again((code, language) => sugarTokenize(code, sugar[language]).length),
  },
}

/** @param {import('@codemirror/streamparser').StreamParser<any>} parser @returns {Reader} */
function streamParser(parser) {
  const state = parser.startState?.(2)
  return (line) => {
    if (line === '') parser.blankLine?.(state, 2)
    const stream = new StringStream(line, 2, 2)
    let found = 0
    while (!stream.eol()) {
      if (parser.token(stream, state) !== null) found++
      stream.start = stream.pos
    }
    return found
  }
}

/** Each line is parsed with what stays of the tree of those before. @param {import('@lezer/common').Parser} parser @returns {Reader} */
function lezer(parser) {
  let code = ''
  /** @type {import('@lezer/common').Tree | undefined} */
  let tree
  return (line) => {
    const start = code.length
    const before = tree ? TreeFragment.addTree(tree, [], true) : []
    code += `${line}\n`
    tree = parser.parse(code, before)
    let found = 0
    highlightTree(tree, lezerKinds, () => found++, start, code.length)
    return found
  }
}

/** One highlighter for all blocks, as Shiki wants it. @param {() => any} engine */
function shiki(engine) {
  /** @type {Promise<import('shiki/core').HighlighterCore> | undefined} */
  let loading
  /** @param {Language} language @returns {Promise<Reader>} */
  return async (language) => {
    loading ??= createHighlighterCore({ engine: engine(), langs: [] })
    const highlighter = await loading
    await highlighter.loadLanguage(shikiLanguages[language])
    const grammar = highlighter.getLanguage(language)
    /** @type {any} */
    let state = null
    return (line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state)
      state = ruleStack
      return tokens.length
    }
  }
}

/** @param {(code: string, language: Language) => number | Promise<number>} read */
function again(read) {
  /** @param {Language} language @returns {Reader} */
  return (language) => {
    let code = ''
    return (line) => {
      code += `${line}\n`
      return read(code, language)
    }
  }
}

/** @param {string} code @param {Language} language */
function highlightJs(code, language) {
  return hljs.highlight(code, { language, ignoreIllegals: true }).value.length
}

/** @param {string} code @param {Language} language */
function speedTokens(code, language) {
  let found = 0
  const languages = { ts: speedTypescript, js: speedJavascript, py: speedPython }
  tokenizeWith(code, language === 'python' ? speedPython : speedTypescript, () => found++, { languages })
  return found
}
