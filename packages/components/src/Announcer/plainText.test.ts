import { describe, expect, it } from 'vitest'
import { announcerLabels } from './announcerLabels.ts'
import { plainText } from './plainText.ts'
import { sentenceEnd } from './sentenceEnd.ts'

const read = (markdown: string): string => plainText(markdown, announcerLabels)

describe('Markdown, read out', () => {
  it.each([
    ['words as they are', 'Hello you', 'Hello you'],
    ['lines of a paragraph as one', 'It goes\non here.', 'It goes on here.'],
    [
      'headings and paragraphs as sentences',
      '## Three *things*\n\nFirst.\n\nSecond',
      'Three things. First. Second',
    ],
    ['items', '- one\n- two\n  and a half\n* three', 'one. two and a half. three'],
    ['numbers of items', '1. one\n2. two', '1. one. 2. two'],
    ['tasks', '- [x] done\n- [ ] to do', 'done. to do'],
    ['quotations', '> wise\n> words', 'wise words'],
    ['no rules', 'a\n\n---\n\nb', 'a. b'],
    [
      'links by their text',
      'See [the **docs**](https://a.example/x_(y) "t") and [this][1].\n\n[1]: https://b.example',
      'See the docs and this.',
    ],
    ['images by their description', '![A chart](https://a.example/c.png)', 'image, A chart'],
    ['no notes', 'It is so[^1].\n\n[^1]: Really.', 'It is so. Really.'],
    [
      'code in a line as it is',
      'Call `__init__` with ``a b``, **now** or ~~never~~.',
      'Call __init__ with a b, now or never.',
    ],
    [
      'no marks of emphasis, and marks that are none',
      '*a* _b_ snake_case 2 * 3 \\*x\\*',
      'a b snake_case 2 * 3 *x*',
    ],
    [
      'code by its size',
      'Look:\n\n```ts\nconst a = 1\n\nconst b = 2\n```\n\nDone.',
      'Look: code block, TypeScript, 3 lines. Done.',
    ],
    ['code without a language', '~~~\nx\n~~~', 'code block, 1 line'],
    ['code in a language that has no entry', '```cobol\nx\ny\n```', 'code block, cobol, 2 lines'],
    ['code that was cut off', '```py\na\nb', 'code block, Python, 2 lines'],
    ['fences in fences', '````md\n```js\nx\n```\n````', 'code block, Markdown, 3 lines'],
    [
      'tables by their size',
      '| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\nSo.',
      'table, 3 columns, 2 rows. So.',
    ],
    ['a line with a bar, which is no table', 'a | b\nc', 'a | b c'],
    ['addresses without brackets', '<https://a.example>', 'https://a.example'],
    ['nothing', ' \n\n', ''],
  ])('%s', (_, markdown, text) => {
    expect(read(markdown)).toBe(text)
  })

  it.each([
    ['brackets', '['],
    ['images', '!['],
    ['ticks', '`'],
    ['ticks with words', '`a'],
    ['stars', '*a'],
    ['links', '[a]('],
    ['quotations', '> '],
    ['fences', '```a`'],
    ['angles', '<https:'],
    ['bars', '|-'],
    ['lines', '```\n'],
    ['spaces', ' '],
    ['dots', '. '],
    ['underlines', ' _'],
  ])('comes to an end with a hundred thousand %s', (_, piece) => {
    // Were a regular expression to go back and forth, this would take minutes.
    const text = piece.repeat(100_000 / piece.length)
    expect(read(text)).toBeTypeOf('string')
    expect(sentenceEnd(text, 0)).toBeLessThanOrEqual(text.length)
  })
})

describe('the last whole sentence of a growing text', () => {
  it.each([
    ['One. Two. Thr', 'One. Two.'],
    ['One.', ''],
    ['One. ', ''],
    ['Use it, e.g. this way', ''],
    ['“Really?” She', '“Really?”'],
    ['これは水です。次', 'これは水です。'],
    ['# Title\nte', '# Title\n'],
    ['Wrapped lines\ngo on. And', 'Wrapped lines\ngo on.'],
    ['No full stop\n\nN', 'No full stop\n\n'],
    ['- one\n- tw', '- one\n'],
    ['1. O', ''],
    ['1. One. Two', '1. One.'],
    ['Before. \n\n```js\nOne. Two.\n', 'Before. \n\n'],
    ['```js\nOne. Two.\n```\nN', '```js\nOne. Two.\n```\n'],
    ['| a | b |\n', ''],
    ['| a | b |\n|---|---|\n| 1. A | 2 |\n', ''],
    ['| a | b |\n|---|---|\n| 1. A | 2 |\n\nN', '| a | b |\n|---|---|\n| 1. A | 2 |\n\n'],
  ])('of %j', (text, whole) => {
    expect(text.slice(0, sentenceEnd(text, 0))).toBe(whole)
  })

  it('never takes anything back, and leaves out nothing', () => {
    const text =
      'One. Two *is*\nlonger. # no\n\n# Title\n\n- item\n- other\n\n| a | b |\n|---|---|\n| 1. A | 2 |\n\n```js\nx. Y\n```\n\nEnd. Of it'
    let read = 0
    for (let length = 0; length <= text.length; length++) {
      const end = sentenceEnd(text.slice(0, length), read)
      expect(end).toBeGreaterThanOrEqual(read)
      read = end
    }
    expect(text.slice(read)).toBe(' Of it')
  })
})
