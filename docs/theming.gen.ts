import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultLabels } from '../packages/components/src/labels.ts'

const sources = resolve(import.meta.dirname, '../packages/components/src')
const read = (file: string): string => readFileSync(resolve(sources, file), 'utf8')

/** Variables, data attributes and labels, as the code of the components has them. */
export function render(): string {
  return [
    '### Variables',
    table(['variable', 'default', 'what it is'], variables()),
    '### Data attributes',
    table(['attribute', 'what it says'], attributes()),
    '### Labels',
    table(['label', 'English'], labels()),
  ].join('\n\n')
}

/** Each variable of theme.css stands below its comment. */
function variables(): string[][] {
  const declarations = /\/\* ([^*]+) \*\/\s+(--rivulet-[\w-]+): ([^;]+);/g
  return [...read('theme.css').matchAll(declarations)].map(([, meaning = '', name = '', value = '']) => [
    `\`${name}\``,
    `\`${value}\``,
    oneLine(meaning),
  ])
}

/** Each attribute of the constant map stands below its comment. */
function attributes(): string[][] {
  const entries = /\/\*\* ([^*]+) \*\/\s+\w+: '(data-[\w-]+)'/g
  return [...read('anatomy.ts').matchAll(entries)].map(([, meaning = '', name = '']) => [
    `\`${name}\``,
    oneLine(meaning),
  ])
}

function labels(): string[][] {
  return Object.entries(defaultLabels).flatMap(([group, words]) =>
    Object.entries(words as Record<string, unknown>).map(([name, label]) => [
      `\`${group}.${name}\``,
      typeof label === 'function' ? example(label as (...args: unknown[]) => string) : String(label),
    ]),
  )
}

const samples: Record<string, unknown> = {
  alt: 'a chart',
  bytes: 1_500_000,
  host: 'example.com',
  language: 'TypeScript',
  limit: 10_000_000,
  mediaType: 'text/csv',
  ms: 4200,
  name: 'weather',
  reason: 'size',
}

/** What a function says, for arguments of its kind; a number where nothing else is known. */
function example(label: (...args: unknown[]) => string): string {
  const [, list = ''] = /^\(?([\w, ]*)/.exec(label.toString()) ?? []
  const parameters = list.split(', ')
  const said = label(...parameters.map((name) => samples[name] ?? 12))
  return `${said} (a function of ${parameters.map((name) => `\`${name}\``).join(', ')})`
}

function table(header: string[], rows: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
