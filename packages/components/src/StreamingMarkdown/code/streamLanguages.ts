import type { LineReader } from './highlighter.ts'
import { withElements } from './plainScript.ts'
import { withScripts } from './scriptsInMarkup.ts'
import { readerOf } from './streamReader.ts'

/** Every `import()` names its module, so that a bundler gives each a file of its own. */
const from = {
  javascript: () => import('@codemirror/legacy-modes/mode/javascript'),
  css: () => import('@codemirror/legacy-modes/mode/css'),
  clike: () => import('@codemirror/legacy-modes/mode/clike'),
  markup: () => import('@codemirror/legacy-modes/mode/xml'),
  ml: () => import('@codemirror/legacy-modes/mode/mllike'),
  sql: () => import('@codemirror/legacy-modes/mode/sql'),
}

/** Readers of languages, by the names that stand behind a fence. */
export const languages: Record<string, () => Promise<LineReader>> = {
  'javascript js jsx mjs cjs': async () => withElements(readerOf((await from.javascript()).javascript)),
  'typescript ts tsx mts cts': async () => withElements(readerOf((await from.javascript()).typescript)),
  'json jsonc json5 jsonl': async () => readerOf((await from.javascript()).json),
  'html htm vue svelte': openHtml,
  'xml svg xsl rss': async () => readerOf((await from.markup()).xml),
  css: async () => readerOf((await from.css()).css),
  scss: async () => readerOf((await from.css()).sCSS),
  less: async () => readerOf((await from.css()).less),
  'python py': async () => readerOf((await import('@codemirror/legacy-modes/mode/python')).python),
  'bash sh shell zsh console': async () =>
    readerOf((await import('@codemirror/legacy-modes/mode/shell')).shell),
  'powershell ps1 pwsh': async () =>
    readerOf((await import('@codemirror/legacy-modes/mode/powershell')).powerShell),
  'sql sqlite': async () => readerOf((await from.sql()).standardSQL),
  'mysql mariadb': async () => readerOf((await from.sql()).mySQL),
  'postgresql postgres pgsql': async () => readerOf((await from.sql()).pgSQL),
  'yaml yml': async () => withoutGaps(readerOf((await import('@codemirror/legacy-modes/mode/yaml')).yaml)),
  toml: async () => readerOf((await import('@codemirror/legacy-modes/mode/toml')).toml),
  'ini properties env dotenv conf': async () =>
    readerOf((await import('@codemirror/legacy-modes/mode/properties')).properties),
  'diff patch': async () => readerOf((await import('@codemirror/legacy-modes/mode/diff')).diff),
  http: async () => readerOf((await import('@codemirror/legacy-modes/mode/http')).http),
  'dockerfile docker': async () =>
    readerOf((await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile),
  nginx: async () => readerOf((await import('@codemirror/legacy-modes/mode/nginx')).nginx),
  'protobuf proto': async () => readerOf((await import('@codemirror/legacy-modes/mode/protobuf')).protobuf),
  c: async () => readerOf((await from.clike()).c),
  'cpp c++ cc cxx h hpp': async () => readerOf((await from.clike()).cpp),
  'csharp cs c#': async () => readerOf((await from.clike()).csharp),
  'objectivec objc objective-c': async () => readerOf((await from.clike()).objectiveC),
  java: async () => readerOf((await from.clike()).java),
  'kotlin kt kts': async () => readerOf((await from.clike()).kotlin),
  'scala sbt': async () => readerOf((await from.clike()).scala),
  dart: async () => readerOf((await from.clike()).dart),
  'glsl hlsl': async () => readerOf((await from.clike()).shader),
  'go golang': async () => readerOf((await import('@codemirror/legacy-modes/mode/go')).go),
  'rust rs': async () => readerOf((await import('@codemirror/legacy-modes/mode/rust')).rust),
  swift: async () => readerOf((await import('@codemirror/legacy-modes/mode/swift')).swift),
  'ruby rb': async () => readerOf((await import('@codemirror/legacy-modes/mode/ruby')).ruby),
  'perl pl': async () => readerOf((await import('@codemirror/legacy-modes/mode/perl')).perl),
  lua: async () => readerOf((await import('@codemirror/legacy-modes/mode/lua')).lua),
  'groovy gradle': async () => readerOf((await import('@codemirror/legacy-modes/mode/groovy')).groovy),
  r: async () => readerOf((await import('@codemirror/legacy-modes/mode/r')).r),
  'julia jl': async () => readerOf((await import('@codemirror/legacy-modes/mode/julia')).julia),
  'matlab octave': async () => readerOf((await import('@codemirror/legacy-modes/mode/octave')).octave),
  'latex tex': async () => readerOf((await import('@codemirror/legacy-modes/mode/stex')).stex),
  'haskell hs': async () => readerOf((await import('@codemirror/legacy-modes/mode/haskell')).haskell),
  'ocaml ml': async () => readerOf((await from.ml()).oCaml),
  'fsharp fs f#': async () => readerOf((await from.ml()).fSharp),
  'clojure clj edn': async () => readerOf((await import('@codemirror/legacy-modes/mode/clojure')).clojure),
  'erlang erl': async () => readerOf((await import('@codemirror/legacy-modes/mode/erlang')).erlang),
  elm: async () => readerOf((await import('@codemirror/legacy-modes/mode/elm')).elm),
}

/** The parser of YAML takes time by the cube of how many spaces follow each other. */
function withoutGaps(read: LineReader): LineReader {
  return (line) => (/\S\s{12}|^\s{60}/.test(line) ? [] : read(line))
}

async function openHtml(): Promise<LineReader> {
  const [{ html }, { javascript }, { css }] = await Promise.all([
    from.markup(),
    from.javascript(),
    from.css(),
  ])
  return withScripts(readerOf(html), {
    script: () => withElements(readerOf(javascript)),
    style: () => readerOf(css),
  })
}
