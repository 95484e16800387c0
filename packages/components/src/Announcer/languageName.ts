/** The names by which languages are called, for what stands behind a fence. */
const NAMES: Readonly<Record<string, string>> = {
  bash: 'shell',
  c: 'C',
  cpp: 'C++',
  cs: 'C sharp',
  csharp: 'C sharp',
  css: 'CSS',
  go: 'Go',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JavaScript',
  kotlin: 'Kotlin',
  markdown: 'Markdown',
  md: 'Markdown',
  php: 'PHP',
  py: 'Python',
  python: 'Python',
  rb: 'Ruby',
  rs: 'Rust',
  ruby: 'Ruby',
  rust: 'Rust',
  sh: 'shell',
  sql: 'SQL',
  swift: 'Swift',
  ts: 'TypeScript',
  tsx: 'TypeScript',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
  zsh: 'shell',
}

/** A language by its name; one without an entry as it is written. */
export function languageName(language: string): string {
  const key = language.toLowerCase()
  return Object.hasOwn(NAMES, key) ? NAMES[key]! : language
}
