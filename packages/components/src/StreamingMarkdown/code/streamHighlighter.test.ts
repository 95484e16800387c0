import type { Token, TokenKind } from '@rivulet/components'
import { highlighter } from '@rivulet/components/highlight'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from './streamLanguages.ts'

const names = Object.keys(languages).flatMap((each) => each.split(' '))

/** What is coloured in a block, and as what, line by line. */
async function colours(language: string, code: string): Promise<(readonly [string, TokenKind])[][]> {
  const read = (await highlighter.open(language))!
  return code
    .split('\n')
    .map((line) => read(line).map(({ start, end, kind }) => [line.slice(start, end), kind] as const))
}

describe('The highlighter of streamed code', () => {
  it('knows each language by one place alone', () => {
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(90)
  })

  it.each(['klingon', '', 'constructor', 'ts js'])('leaves the language %j plain', (language) => {
    expect(highlighter.open(language)).toBe(undefined)
  })

  it('colours TypeScript', async () => {
    expect(await colours('ts', "const count: number = decode('a', 42) // bytes")).toEqual([
      [
        ['const', 'keyword'],
        ['count', 'variable'],
        ['number', 'type'],
        ['decode', 'function'],
        ["'a'", 'string'],
        ['42', 'number'],
        ['// bytes', 'comment'],
      ],
    ])
  })

  it('remembers what spans lines', async () => {
    expect(await colours('ts', '/* one\nif */ if\n`a ${b}\nif`')).toEqual([
      [['/* one', 'comment']],
      [
        ['if */', 'comment'],
        ['if', 'keyword'],
      ],
      [['`a ${b}', 'string']],
      [['if`', 'string']],
    ])
    expect(await colours('python', '"""One\n\ndef two"""\ndef three(): pass')).toEqual([
      [['"""One', 'string']],
      [],
      [['def two"""', 'string']],
      [
        ['def', 'keyword'],
        ['three', 'function'],
        ['pass', 'keyword'],
      ],
    ])
  })

  it('keeps the blocks of a page apart', async () => {
    const [one, other] = [(await highlighter.open('ts'))!, (await highlighter.open('ts'))!]
    one('/* open')
    expect(other('if')).toEqual([{ start: 0, end: 2, kind: 'keyword' }])
  })

  it('colours the elements of JSX, and reads on behind their ends', async () => {
    expect(await colours('tsx', `<b.c key="d">Don't {stop}</b.c>, true\n</i>\n<br/>`)).toEqual([
      [
        ['<b.c', 'tag'],
        ['"d"', 'string'],
        ['</b.c>', 'tag'],
        ['true', 'constant'],
      ],
      [['</i>', 'tag']],
      [
        ['<br', 'tag'],
        ['/>', 'tag'],
      ],
    ])
  })

  it('finds the end of a template in an element', async () => {
    const found = await colours(
      'tsx',
      "return (\n<p id={`a-${b ? `c` : 'd'}`}>\n{e.map((f) => `${f}`)}\n</p>)",
    )
    expect(found.map((line) => line.filter(([, kind]) => kind === 'string' || kind === 'tag'))).toEqual([
      [],
      [
        ['<p', 'tag'],
        ['`a-${b ? `', 'string'],
        ["` : 'd'}`", 'string'],
      ],
      [['`${f}`', 'string']],
      [['</p>', 'tag']],
    ])
  })

  it.each([
    ['a comparison', 'if (a < b && c > d) {}'],
    ['an argument of a type', 'new Map<string, Set<T>>()'],
    ['a parameter of a type', 'const f = <T>(x: T) => x'],
    ['a string', "'<b> </b> <br />'"],
    ['a comment', '// <b> </b>'],
    ['a template', '`<b> ${1} </b>`'],
  ])('takes no element out of %s', async (_, line) => {
    const found = (await colours('ts', line)).flat().filter(([, kind]) => kind === 'tag')
    expect(found).toEqual([])
  })

  it('reads the scripts and styles of a page as such', async () => {
    const code = '<p>if</p><script>if (1)\nreturn "</p>"</script><p>if\n<style>\np { color: red }\n</style>if'
    const of = (found: (readonly [string, TokenKind])[][], ...kinds: TokenKind[]): string[] =>
      found.flat().flatMap(([text, kind]) => (kinds.includes(kind) ? [text] : []))
    const found = await colours('html', code)
    expect(of(found, 'keyword', 'string')).toEqual(['if', 'return', '"</p>"', 'red'])
    expect(of(found, 'tag')).toEqual(['p', 'p', 'script', 'script', 'p', 'style', 'p', 'style'])
    expect(of(found, 'property')).toEqual(['color'])
  })

  it('tells what a patch adds and takes away', async () => {
    expect(await colours('diff', '-const a\n+const b')).toEqual([
      [['-const a', 'deleted']],
      [['+const b', 'inserted']],
    ])
  })

  it.each(names)('gives tokens in order and within their line, whatever %s holds', async (language) => {
    const marks = fc.constantFrom(
      ...'< > / * \' " ` { } ( ) [ ] $ # @ = \\ - _ a i f 1 é'.split(' '),
      ' ',
      '\t',
    )
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: marks, maxLength: 60 }),
    )
    const block = fc.array(line, { maxLength: 8 })
    const reads = fc.asyncProperty(block, async (lines) => {
      const read = (await highlighter.open(language))!
      return lines.map((text) => text.replaceAll('\n', '')).every((text) => isInOrder(read(text), text))
    })
    await expect(fc.assert(reads, { numRuns: 30 })).resolves.toBe(undefined)
  })

  it.each(names)('is not kept busy by a line of bad will in %s', async (language) => {
    const slow: string[] = []
    for (const piece of bad) {
      const read = (await highlighter.open(language))!
      const line = piece.repeat(Math.ceil(LINE / piece.length)).slice(0, LINE)
      if (Math.min(...[1, 2, 3].map(() => cpuOf(() => read(line)))) > 50) slow.push(piece)
    }
    expect(slow).toEqual([])
  })
})

/** The longest line that a highlighter gets, in characters. */
const LINE = 500
/** What parsers look far ahead for, or behind. */
const bad = [
  '<({"\'[=#0a@-/é$!*_,>&|?~^;%: \t\\`'.match(/./gu)!,
  [
    '/*',
    '<script>',
    '`${',
    'a.',
    '<a ',
    '</',
    '- ',
    ': ',
    'if ',
    '$(',
    '<<A ',
    "a'a",
    '#{',
    '%w(',
    'a:',
    '"""',
  ],
  ['--', '/>', '<!--', '[[', 'r#"', '<a b="', 'begin ', '{-', '(*', 'x{', '0.', ' a', '    a'],
  [11, 31, 59].flatMap((gap) => ['a', '"', ':'].map((end) => ' '.repeat(gap) + end)),
].flat()

/** ms of CPU. */
function cpuOf(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function isInOrder(tokens: readonly Token[], line: string): boolean {
  const ends = [0, ...tokens.map(({ end }) => end)]
  return tokens.every(({ start, end }, index) => ends[index]! <= start && start < end && end <= line.length)
}
