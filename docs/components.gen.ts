import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const sources = resolve(import.meta.dirname, '../packages/components/src')
const read = (file: string): string => readFileSync(resolve(sources, file), 'utf8')

/** The components in the order of the package's index, each with its props, as the code has them. */
export function render(): string {
  const exports = /export \{ (\w+), (?:type \w+, )*type \1Props(?:, type \w+)* \} from '\.\/([\w/]+\.tsx)'/g
  return [...read('index.ts').matchAll(exports)]
    .map(([, name = '', file = '']) => section(name, read(file)))
    .join('\n\n')
}

function section(name: string, source: string): string {
  const { about, example } = describe(name, source)
  const base = new RegExp(`interface ${name}Props\\s+extends\\s+(\\w+Content)\\b`).exec(source)?.[1]
  const props = [...(base === undefined ? [] : own(base, source)), ...own(`${name}Props`, source)]
  return [
    `## \`${name}\``,
    about,
    ...(example === undefined ? [] : [`    ${example}`]),
    table(['prop', 'type', 'what it does'], props),
    inherited(name, source),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The doc comment of the component, and its example. */
function describe(name: string, source: string): { about: string; example: string | undefined } {
  const comment = new RegExp(
    `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:const|function) ${name}\\b`,
  ).exec(source)
  if (!comment) throw new Error(`${name} has no doc comment.`)
  const [about = '', example] = oneLine(comment[1] ?? '').split(' @example ')
  return { about: linked(about), example }
}

/** Rows of the properties that an interface declares itself. */
function own(name: string, source: string): string[][] {
  const declaration = new RegExp(`interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(source)
  const property =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^ {2}(\w+)(\??): ([\s\S]*?)$(?=\n {2}(?:\w|\/\*)|$(?![\s\S]))/gm
  return [...(declaration?.[1] ?? '').matchAll(property)].map(
    ([, meaning = '', prop = '', optional = '', type = '']) => [
      `\`${prop}\`${optional === '' ? ', required' : ''}`,
      `\`${oneLine(type).replaceAll('|', '\\|')}\``,
      linked(oneLine(meaning)) ||
        (prop === 'labels' ? 'words of your own: [labels](../theming.md#labels)' : ''),
    ],
  )
}

/** What the interface extends, in a sentence. */
function inherited(name: string, source: string): string {
  const heritage = new RegExp(`interface ${name}Props\\s+extends ([^{]*)\\{`).exec(source)?.[1] ?? ''
  const element = /ComponentPropsWithoutRef<'(\w+)'>/.exec(heritage)?.[1]
  const others = [...heritage.matchAll(/\b(\w+(?:Options|Props))\b/g)].map(([, type = '']) => type)
  const picked = others.flatMap((type) => {
    const pick = new RegExp(`type ${type} = Pick<\\s*(\\w+)Props,([^>]*)>`).exec(source)
    return pick
      ? [`${names(pick[2] ?? '')} of \`${pick[1]}\``]
      : type.endsWith('Options')
        ? [`\`${type}\``]
        : []
  })
  const all = [...picked, ...(element === undefined ? [] : [`the attributes of \`<${element}>\``])]
  return all.length === 0 ? '' : `And ${all.join('; ')}.`
}

function names(union: string): string {
  return [...union.matchAll(/'(\w+)'/g)].map(([, prop]) => `\`${prop}\``).join(', ')
}

function table(header: string[], rows: string[][]): string {
  if (rows.length === 0) return ''
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Without the stars of a comment. */
function oneLine(text: string): string {
  return text
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function linked(text: string): string {
  return text.replaceAll(/\{@link (\w+)\}/g, '`$1`').replaceAll('|', '\\|')
}
