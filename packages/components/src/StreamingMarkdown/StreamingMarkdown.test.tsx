import { type MarkdownComponents, StreamingMarkdown, type StreamingMarkdownProps } from '@rivulet/components'
import { render } from '@testing-library/react'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'
import { githubCases } from './documents.suite.ts'
import { specExamples } from './specExamples.suite.ts'

describeAnatomy('StreamingMarkdown', {
  element: (props) => <StreamingMarkdown text="Hello" streaming {...props} />,
  className: 'rivulet-markdown',
  data: { 'data-streaming': '', 'data-caret': '' },
  content: ['Hello'],
})

describeAnatomy('StreamingMarkdown with all that has words of its own', {
  element: (props) => (
    <StreamingMarkdown
      text={'![A](https://a.example)[^1]\n\n```\nx\n```\n\n|a|\n|-|\n\n[^1]: Note'}
      {...props}
    />
  ),
  className: 'rivulet-markdown',
  content: ['x', 'a', 'Note', '1'],
})

function shown(text: string, props: Partial<StreamingMarkdownProps> = {}): HTMLElement {
  return render(<StreamingMarkdown text={text} {...props} />).container.firstElementChild as HTMLElement
}

/** The words of a document, and what they stand in: elements that another renderer makes of it as well. */
function outline(root: Element): string[] {
  const elements = 'h1 h2 h3 h4 h5 h6 li blockquote em strong del code table th td hr pre'
  return [...root.querySelectorAll(elements.replaceAll(' ', ','))].map(
    (element) => `${element.localName}: ${(element.textContent ?? '').replaceAll(/\s+/g, '')}`,
  )
}

function reference(markdown: string): Element {
  const element = document.createElement('div')
  element.innerHTML = micromark(markdown, {
    // The two packages name the same types from different patches of a third.
    extensions: [gfm({ singleTilde: false })] as never,
    htmlExtensions: [gfmHtml()] as never,
  })
  return element
}

describe('StreamingMarkdown', () => {
  const documents = [...specExamples().map(({ markdown }) => markdown), ...githubCases]
  it.each(documents.filter((markdown) => !/[<&!]|\[\^|~|\0|^\t/m.test(markdown)))(
    'reads %j as the specification does',
    (markdown) => {
      const blocks = [...shown(markdown).querySelectorAll('.rivulet-markdown-code-bar')]
      for (const bar of blocks) bar.remove()
      expect(outline(document.querySelector('.rivulet-markdown')!)).toEqual(outline(reference(markdown)))
    },
  )

  it.each([
    ['**bol', '<strong>bol</strong>'],
    ['a *it', '<em>it</em>'],
    ['~~gon', '<del>gon</del>'],
    ['run `co', '<code dir="ltr">co</code>'],
    ['see [text](htt', '<a>text</a>'],
    ['see [tex', '<a>tex</a>'],
    ['**bold [text](htt', '<strong>bold <a>text</a></strong>'],
    ['| a | b', '<th dir="auto">b</th>'],
  ])('shows half-written %j as what it becomes', (text, html) => {
    expect(shown(text, { streaming: true }).innerHTML).toContain(html)
  })

  it.each([
    'a **',
    'a *',
    'a `',
    'a [',
    'a ![alt](htt',
    'a ![al',
    'a &am',
    'a <htt',
    'a \\',
    'a\n-',
    'a\n==',
    'a\n```j',
  ])('holds back what %j may become', (text) => {
    const root = shown(text, { streaming: true })
    expect(root.textContent.trim()).toBe('a')
    expect(root.querySelector('p')).not.toBe(null)
  })

  it('takes a rule and an underline of any length for what they are', () => {
    expect(shown(`a\n\n${'-'.repeat(80)}`).querySelector('hr')).not.toBe(null)
    expect(shown(`a\n${'-'.repeat(80)}`).querySelector('h2')).not.toBe(null)
  })

  it('lets what is too long for a word break, also while it grows', () => {
    const long = 'a'.repeat(600)
    const { container, rerender } = render(<StreamingMarkdown text={`x ${long}`} streaming />)
    rerender(<StreamingMarkdown text={`x ${long.repeat(2)}`} streaming />)
    expect(container.querySelectorAll('wbr')).toHaveLength(2)
    expect(container.textContent).toContain(long.repeat(2))
  })

  it.each(['😀'.repeat(700), `a${'😀'.repeat(700)}`, 'e\u0301'.repeat(700), '字'.repeat(700)])(
    'tears no character of %j apart',
    (text) => {
      const { childNodes } = shown(text).querySelector('p')!
      const texts = [...childNodes].map(({ textContent }) => textContent ?? '')
      expect(texts.join('')).toBe(text)
      expect(
        texts.filter((part) => /^[\uDC00-\uDFFF\p{M}]/u.test(part) || /[\uD800-\uDBFF]$/.test(part)),
      ).toEqual([])
    },
  )

  it('shows all of it as it stands when nothing more is to come', () => {
    expect(shown('a **b [c](d &am').textContent).toBe('a **b [c](d &am')
  })

  it('keeps the elements of finished items when the list becomes loose', () => {
    const { container, rerender } = render(<StreamingMarkdown text={'- a\n- b\n- c'} streaming />)
    const items = [...container.querySelectorAll('li')].slice(0, 2)
    const contents = items.map(({ firstChild }) => firstChild)
    rerender(<StreamingMarkdown text={'- a\n- b\n- c\n\n- d'} streaming />)
    expect([...container.querySelectorAll('li')].slice(0, 2)).toEqual(items)
    expect(items.map(({ firstChild }) => firstChild)).toEqual(contents)
    expect(container.querySelector('ul')).toHaveAttribute('data-loose')
  })

  it('draws a long list in groups, whose items stay as they are while it grows', () => {
    const { container, rerender } = render(<StreamingMarkdown text="" streaming />)
    const first: Element[] = []
    for (let count = 1; count <= 70; count++) {
      rerender(<StreamingMarkdown text={'- a\n'.repeat(count)} streaming />)
      first.push([...container.querySelectorAll('li')].at(-1)!)
    }
    expect([...container.querySelectorAll('li')]).toEqual(first)
    const list = container.querySelector('ul')!
    expect(list).toHaveAttribute('role', 'list')
    expect([...list.children].map(({ localName }) => localName).join(' ')).toBe(`${'li '.repeat(32)}div div`)
    const [settled, open] = list.querySelectorAll(':scope > div')
    expect(
      [settled, open].map((group) => group!.querySelectorAll(':scope > li[role=listitem]').length),
    ).toEqual([32, 6])
    expect(settled).toHaveAttribute('data-settled')
    expect(open).not.toHaveAttribute('data-settled')
  })

  it('numbers the items of a long list from its start', () => {
    const list = shown('5. a\n'.repeat(70)).querySelector('ol')!
    expect(list.start).toBe(5)
    const grouped = [...list.querySelectorAll<HTMLLIElement>('div > li')]
    expect(grouped.map(({ value }) => value)).toEqual(Array.from({ length: 38 }, (_, index) => 37 + index))
    expect(shown('- a\n'.repeat(40)).querySelector('[value]')).toBe(null)
  })

  it('leaves a long list as it is where the consumer draws it or its items', () => {
    const own: MarkdownComponents[] = [
      { ul: ({ children }) => <menu>{children}</menu> },
      { li: ({ children }) => <li>{children}</li> },
    ]
    for (const components of own)
      expect(shown('- a\n'.repeat(40), { components }).querySelectorAll(':is(ul, menu) > li')).toHaveLength(
        40,
      )
  })

  it('makes links of references when their definition comes, wherever they stand', () => {
    const { container, rerender } = render(
      <StreamingMarkdown text={'See [it].\n\n- [it]\n\nend\n\n'} streaming />,
    )
    expect(container.querySelector('a')).toBe(null)
    rerender(
      <StreamingMarkdown text={'See [it].\n\n- [it]\n\nend\n\n[it]: https://example.com\n'} streaming />,
    )
    expect([...container.querySelectorAll('a')].map(({ href }) => href)).toEqual(
      Array(2).fill('https://example.com/'),
    )
  })

  it('shows HTML as it is written, but for line breaks', () => {
    const root = shown('a <b>b</b><br>c\n\n<div onclick="x">\nd\n</div>')
    expect(root.querySelector('b, div[onclick]')).toBe(null)
    expect(root.querySelectorAll('br')).toHaveLength(1)
    expect(root.textContent).toBe('a <b>b</b>c<div onclick="x">\nd\n</div>')
  })

  it('draws elements, code and formulas with the components that it gets', () => {
    const root = shown('# T\n\n```mermaid\nA-->B\n```\n\n```js\nx\n```\n\n```math\ne=mc^2\n```', {
      components: {
        h1: ({ children }) => <h2 data-mine="">{children}</h2>,
        code: ({ language, code, children }) => (language === 'mermaid' ? <figure>{code}</figure> : children),
        math: ({ value }) => <var>{value}</var>,
      },
    })
    expect(root.querySelector('h2[data-mine]')).toHaveTextContent('T')
    expect(root.querySelector('figure')).toHaveTextContent('A-->B')
    expect(root.querySelector('pre')).toHaveTextContent('x')
    expect(root.querySelector('var')).toHaveTextContent('e=mc^2')
  })

  it('draws a formula when it is whole, and tells code whether it is', () => {
    const components: MarkdownComponents = {
      code: ({ finished, children }) => <div data-finished={finished}>{children}</div>,
      math: ({ value }) => <var>{value}</var>,
    }
    const half = shown('```math\n\\frac{1', { components, streaming: true })
    expect(half.querySelector('var')).toBe(null)
    expect(half.querySelector('[data-finished=false] code')).toHaveTextContent('\\frac{1')
    const whole = shown('```math\n\\frac{1}{2}\n```\n', { components, streaming: true })
    expect(whole.querySelector('var')).toHaveTextContent('\\frac{1}{2}')
    const cutOff = shown('```js\nx', { components })
    expect(cutOff.querySelector('[data-finished=true]')).toHaveTextContent('x')
  })

  describe('with a component for formulas', () => {
    const components: MarkdownComponents = {
      math: ({ value, display }) => <var data-display={display}>{value}</var>,
    }
    const formulas = (text: string, streaming = false): (string | null)[][] =>
      [...shown(text, { components, streaming }).querySelectorAll('var')].map((element) => [
        element.dataset['display'] === 'true' ? 'block' : 'text',
        element.textContent,
      ])

    it.each([
      ['a $x_1 * y_2$ b', 'text', 'x_1 * y_2'],
      ['**a $x$**', 'text', 'x'],
      ['a $$x$$ b', 'text', 'x'],
      [String.raw`a \(x_1\) b`, 'text', 'x_1'],
      [String.raw`a \[x\] b`, 'text', 'x'],
      ['$$x$$', 'block', 'x'],
      ['a\n$$\nx_1\n+ y\n- z\n$$\nb', 'block', 'x_1\n+ y\n- z'],
      [String.raw`a\n\[ x \\ \]\nb`.replaceAll(String.raw`\n`, '\n'), 'block', String.raw`x \\`],
      ['$$ x\n= y $$', 'block', 'x\n= y'],
      ['1. a\n   $$\n   x\n   $$\n2. b', 'block', 'x'],
      ['> $$\n> x\n> y\n> $$', 'block', 'x\ny'],
      ['| a |\n| - |\n| $x$ |', 'text', 'x'],
      [String.raw`$\{ \$ \}$`, 'text', String.raw`\{ \$ \}`],
      ['$<b>&amp;`[x](y)`$', 'text', '<b>&amp;`[x](y)`'],
    ])('reads %j', (text, kind, value) => {
      expect(formulas(text)).toEqual([[kind, value]])
    })

    it.each([
      'It costs $5 and $6.',
      'US$5 and US$6',
      'a $ x $ b',
      'a $x $ b',
      String.raw`\$x\$`,
      '`$x$`',
      '```\n$$\nx\n$$\n```',
      '$$$x$$$',
      '$a\n\nb$',
      String.raw`\\(x\\)`,
    ])('reads no formula in %j', (text) => {
      expect(formulas(text)).toEqual([])
    })

    it('ends a formula that is never closed before a blank line', () => {
      const root = shown('$$\nx\n\n**b**', { components })
      expect(root.querySelector('var')).toHaveTextContent('x')
      expect(root.querySelector('strong')).toHaveTextContent('b')
    })

    it.each([
      ['a $x_1 *y', 'a $x_1 *y'],
      [String.raw`a \(x_1 *y`, String.raw`a \(x_1 *y`],
      ['a\n$$\nx_1 *y', 'x_1 *y'],
      ['a\n$$\nx_1 *y\n$', 'x_1 *y'],
    ])('shows the source of %j while it is half-written', (text, source) => {
      const root = shown(text, { components, streaming: true })
      expect(root.querySelector('var, em')).toBe(null)
      expect(root).toHaveTextContent(source)
    })

    it('draws a formula as soon as its end is there, within a list that goes on', () => {
      expect(formulas('1. a\n   $$\n   x\n   $$', true)).toEqual([['block', 'x']])
    })
  })

  it('reads dollars and escaped brackets as CommonMark does where nothing draws formulas', () => {
    const text = 'a $x$ \\(y\\)\n\n$$\nz\n$$'
    expect(shown(text)).toHaveTextContent('a $x$ (y)$$ z $$')
    expect(shown(text).querySelector('code')).toBe(null)
  })

  it.each([
    ['https://ok.example/docs/a', true],
    ['https://ok.example/docs', true],
    ['https://ok.example/docs-of-others', false],
    ['https://ok.example.evil.example/docs/', false],
    ['https://ok.example@evil.example/docs/', false],
    ['https://ok.example/docs/../private', false],
    ['https://ok.example/docs/%2e%2e/private', false],
    ['https://ok.example/docs/..%2fprivate', false],
    ['https://ok.example:8443/docs/', false],
    ['http://ok.example/docs/', false],
    ['HTTPS://OK.EXAMPLE/docs/x', true],
  ])('with a list of prefixes, makes a link of %s: %s', (address, isLink) => {
    const props = { allowLinks: ['https://ok.example/docs'], allowImages: ['https://ok.example/docs'] }
    const root = shown(`[a](${address}) ![b](${address})`, props)
    expect(root.querySelector('a')!.hasAttribute('href')).toBe(isLink)
    expect(root.querySelector('img') !== null).toBe(isLink)
  })
})
