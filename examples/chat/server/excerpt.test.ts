import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

const excerpt = (text: string, limit = 1000): string =>
  excerptOf({ id: '', file: '', anchor: '', heading: '', page: '', text }, limit)

test.each([
  ['a paragraph is one line', 'one\ntwo', 'one two'],
  [
    'links are left as text, images are left out, code and emphasis stay',
    '**A** [`link`](x.md)![](y.png).',
    '**A** `link`.',
  ],
  ['a list stays a list', '- one\n  more\n- two', '- one more\n- two'],
  [
    'code stays as it is',
    '```ts\nx ** y ** z\n\n| no | table |\n```',
    '```ts\nx ** y ** z\n\n| no | table |\n```',
  ],
  ['a table of two is a list', '| a | b |\n| --- | --- |\n| x | y |\n| `p\\|q` | z |', '- x: y\n- `p|q`: z'],
  [
    'a wider table names its columns, but not those of empty cells',
    '| a | b | c |\n| --- | --- | --- |\n| x | | z |',
    '- x – c: z',
  ],
])('%s', (_, markdown, expected) => {
  expect(excerpt(markdown)).toBe(expected)
})

test('whole paragraphs are taken up to the limit, and at least one', () => {
  expect(excerpt('first one\n\nsecond\n\nthird', 16)).toBe('first one\n\nsecond')
  expect(excerpt('first one\n\nsecond', 3)).toBe('first one')
})
