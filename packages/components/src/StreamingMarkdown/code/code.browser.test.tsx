import { type Highlighter, type LineReader, StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { afterPaint } from '../../afterPaint.suite.ts'

const OPEN = '```ts\n'
const CODE = `/* Bytes,
as they come */
const size = await read('a', 42)
for (const chunk of size) render(chunk)
return \`\${size}
</b>\`
`
const inKit = (): Promise<{ highlighter: Highlighter }> => import('@rivulet/components/highlight')

/** What is coloured on the page, in the order of the text, as `kind text`. */
function coloured(root: Element): string[] {
  const [code] = root.querySelectorAll('code')
  const spans = [...code!.querySelectorAll('[class^=rivulet-token-]')].map(({ className, textContent }) => ({
    at: 0,
    colour: `${className.replace('rivulet-token-', '')} ${textContent}`,
  }))
  const ranges = [...(CSS.highlights ?? [])].flatMap(([name, highlight]) =>
    [...highlight].map(({ startContainer, startOffset, endOffset }) => ({
      at: startOffset,
      colour: `${name.replace('rivulet-', '')} ${startContainer.textContent!.slice(startOffset, endOffset)}`,
    })),
  )
  return [...spans, ...ranges].sort((one, other) => one.at - other.at).map(({ colour }) => colour)
}

const colours = [
  'comment /* Bytes,',
  'comment as they come */',
  'keyword const',
  'variable size',
  'keyword await',
  'function read',
  "string 'a'",
  'number 42',
  'keyword for',
  'keyword const',
  'variable chunk',
  'keyword of',
  'function render',
  'keyword return',
  'string `${size}',
  'string </b>`',
]

/** What a reader selects and copies when all of the code is selected. */
function selected(root: Element): string {
  getSelection()!.selectAllChildren(root.querySelector('code')!)
  return getSelection()!.toString()
}

/** A highlighter that notes the lines that it reads. */
function noting(read: string[], reader: LineReader = () => []): () => Promise<Highlighter> {
  const highlighter: Highlighter = {
    open: () => (line) => {
      read.push(line)
      return reader(line)
    },
  }
  return async () => highlighter
}

afterEach(() => vi.restoreAllMocks())

describe('The colours of code', () => {
  it('are highlights at the right characters, without an element, while the code streams', async () => {
    const { container, rerender } = await render(
      <StreamingMarkdown text={OPEN} streaming highlight={inKit} />,
    )
    for (let end = 1; end <= CODE.length; end += 3)
      await rerender(<StreamingMarkdown text={OPEN + CODE.slice(0, end)} streaming highlight={inKit} />)
    await rerender(<StreamingMarkdown text={`${OPEN}${CODE}\`\`\``} highlight={inKit} />)
    await expect.poll(() => coloured(container)).toEqual(colours)
    expect(container.querySelector('code span span')).toBe(null)
    expect(selected(container)).toBe(CODE.trimEnd())
  })

  it('are gone from the page when the block is', async () => {
    const { unmount } = await render(<StreamingMarkdown text={OPEN + CODE} highlight={inKit} />)
    await expect.poll(() => CSS.highlights.get('rivulet-keyword')!.size).toBeGreaterThan(0)
    await unmount()
    expect([...CSS.highlights.values()].map(({ size }) => size)).toEqual([...CSS.highlights].map(() => 0))
  })

  it('are asked for once for each finished line', async () => {
    const read: string[] = []
    const load = noting(read)
    const { rerender } = await render(<StreamingMarkdown text={OPEN} streaming highlight={load} />)
    const lines = CODE.trimEnd().split('\n')
    for (let end = 1; end < CODE.length; end++)
      await rerender(<StreamingMarkdown text={OPEN + CODE.slice(0, end)} streaming highlight={load} />)
    await expect.poll(() => read).toEqual(lines.slice(0, -1))
    await rerender(<StreamingMarkdown text={OPEN + CODE} highlight={load} />)
    await expect.poll(() => read).toEqual(lines)
  })

  it('are highlights near the screen alone', async () => {
    const { container } = await render(
      <StreamingMarkdown text={`${OPEN}${'if\n'.repeat(6400)}`} highlight={inKit} />,
    )
    const groups = [...container.querySelectorAll('.rivulet-code-lines')]
    const shown = (): number[] => {
      const ranges = [...CSS.highlights.get('rivulet-keyword')!]
      return groups.map(
        (group) => ranges.filter(({ startContainer }) => group.contains(startContainer)).length,
      )
    }
    const here = (counts: number[]): unknown => [
      counts[0],
      counts[50],
      counts.filter((count) => count > 0).length < 20,
    ]
    await expect.poll(() => here(shown())).toEqual([64, 0, true])
    groups[50]!.scrollIntoView()
    await expect.poll(() => here(shown())).toEqual([0, 64, true])
  })

  it('are those of the theme', async () => {
    const { container } = await render(
      <div style={{ '--rivulet-code-keyword': 'rgb(1, 2, 3)' } as object}>
        <StreamingMarkdown text={OPEN + CODE} highlight={inKit} />
      </div>,
    )
    const lines = container.querySelector('.rivulet-code-lines')!
    expect(getComputedStyle(lines, '::highlight(rivulet-keyword)').color).toBe('rgb(1, 2, 3)')
  })
})

describe('Where there are no highlights', () => {
  const { get } = Object.getOwnPropertyDescriptor(CSS, 'highlights')!
  const withoutHighlights = async (show: () => Promise<void>): Promise<void> => {
    Reflect.deleteProperty(CSS, 'highlights')
    try {
      await show()
    } finally {
      Object.defineProperty(CSS, 'highlights', { configurable: true, enumerable: true, get })
    }
  }

  it('spans have the same colours, and what is finished keeps its nodes', () =>
    withoutHighlights(async () => {
      const { container, rerender } = await render(
        <StreamingMarkdown text={OPEN} streaming highlight={inKit} />,
      )
      const first = CODE.indexOf('return')
      await rerender(<StreamingMarkdown text={OPEN + CODE.slice(0, first)} streaming highlight={inKit} />)
      await expect.poll(() => coloured(container)).toEqual(colours.slice(0, 8))
      const lines = container.querySelector('.rivulet-code-lines')!
      const nodes = [...lines.childNodes]
      const word = lines.querySelector('.rivulet-token-function')!.firstChild!
      getSelection()!.setBaseAndExtent(word, 0, word, 4)
      for (let end = first; end <= CODE.length; end++)
        await rerender(<StreamingMarkdown text={OPEN + CODE.slice(0, end)} streaming highlight={inKit} />)
      await rerender(<StreamingMarkdown text={OPEN + CODE} highlight={inKit} />)
      await expect.poll(() => coloured(container)).toEqual(colours)
      expect(nodes.slice(0, -1).every((node, index) => lines.childNodes[index] === node)).toBe(true)
      expect(getSelection()!.toString()).toBe('read')
      expect(selected(container)).toBe(CODE.trimEnd())
      expect(lines.textContent).toBe(CODE.trimEnd())
      expect(getComputedStyle(word.parentElement!).color).not.toBe(getComputedStyle(lines).color)
    }))

  it('code that is replaced has the new colours alone', () =>
    withoutHighlights(async () => {
      const { container, rerender } = await render(<StreamingMarkdown text={OPEN + CODE} highlight={inKit} />)
      await expect.poll(() => coloured(container)).toEqual(colours)
      await rerender(<StreamingMarkdown text={`${OPEN}if\n`} highlight={inKit} />)
      await expect.poll(() => coloured(container)).toEqual(['keyword if'])
      expect(container.querySelector('code')!.textContent).toBe('if')
    }))
})

describe('Code stays plain', () => {
  /** Shows code that streams, and what is said of its colours. */
  async function show(
    load: () => Promise<Highlighter>,
  ): Promise<{ container: Element; warnings: unknown[] }> {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { container, rerender } = await render(<StreamingMarkdown text={OPEN} streaming highlight={load} />)
    await rerender(<StreamingMarkdown text={OPEN + CODE} streaming highlight={load} />)
    await rerender(<StreamingMarkdown text={OPEN + CODE} highlight={load} />)
    await afterPaint()
    expect(container.querySelector('code')!.textContent).toBe(CODE.trimEnd())
    return { container, warnings: warn.mock.calls.map(([text]) => text) }
  }

  it('where its highlighter cannot be loaded; the next block tries again', async () => {
    let loads = 0
    const load = async (): Promise<Highlighter> => {
      if (++loads === 1) throw new Error('no network')
      return (await inKit()).highlighter
    }
    const { container, warnings } = await show(load)
    expect(coloured(container)).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('could not be loaded')])
    await render(<StreamingMarkdown text={OPEN + CODE} highlight={load} />)
    await expect.poll(() => coloured(container)).toEqual(colours)
  })

  it('where its language is not known', async () => {
    const { container, warnings } = await show(async () => ({ open: () => undefined }))
    expect([coloured(container), warnings]).toEqual([[], []])
  })

  it('from the line on at which its highlighter fails', async () => {
    let lines = 0
    const reader: LineReader = () => {
      if (++lines > 2) throw new Error('lost')
      return [{ start: 0, end: 2, kind: 'comment' }]
    }
    const { container, warnings } = await show(noting([], reader))
    expect(coloured(container)).toEqual(['comment /*', 'comment as'])
    expect([lines, warnings]).toEqual([3, [expect.stringContaining('its highlighter failed')]])
  })

  it('in lines of more than 500 characters', async () => {
    const read: string[] = []
    const lines = ['a'.repeat(500), 'b'.repeat(501), 'c'.repeat(100_000), 'd']
    await render(<StreamingMarkdown text={OPEN + lines.join('\n')} highlight={noting(read)} />)
    await expect.poll(() => read).toEqual([lines[0], 'd'])
  })
})

describe('Thousands of lines', () => {
  it('are coloured in slices, so that the page stays awake', async () => {
    const read: string[] = []
    /** How many lines were read in one go. */
    const slices: number[] = []
    let clock = 0
    let isRunning = false
    vi.spyOn(performance, 'now').mockImplementation(() => clock)
    const slow = noting(read, () => {
      clock += 1
      if (!isRunning) slices.push(0)
      slices[slices.length - 1]! += 1
      isRunning = true
      queueMicrotask(() => (isRunning = false))
      return []
    })
    const text = `${OPEN}${'line\n'.repeat(150)}\`\`\`\n\n`.repeat(2)
    await render(<StreamingMarkdown text={text} highlight={slow} />)
    await expect.poll(() => read.length).toBe(300)
    expect(Math.max(...slices)).toBe(8)
  })
})
