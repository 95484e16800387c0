import {
  type LoadHighlighter,
  StreamingMarkdown,
  type StreamingMarkdownProps,
  type TokenKind,
} from '@rivulet/components'
import type { ReactNode } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { languages } from './fixtures/code.ts'
import { constructs, hostile, mixed, rightToLeft } from './fixtures/markdown.ts'
import { type Pace, useGrowing } from './useGrowing.ts'

const meta = preview.meta({
  title: 'Components/StreamingMarkdown',
  component: StreamingMarkdown,
  args: { text: mixed },
})

/** An answer as models write them, finished. */
export const Default = meta.story()

/** Half-written syntax at the end is shown as what it is about to become. */
export const Streaming = meta.story({
  args: { text: `${constructs.text}\n\nThe **last wor`, streaming: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('last wor').localName).toBe('strong')
  },
})

/** Before the first word. */
export const Empty = meta.story({
  args: { text: '', streaming: true },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('[data-caret]')).toBeVisible()
    await expect(canvasElement.querySelector('[data-caret]')!.clientHeight).toBeGreaterThan(0)
  },
})

export const Headings = meta.story({ args: { text: constructs.headings } })

export const Lists = meta.story({ args: { text: constructs.lists } })

export const Quotes = meta.story({ args: { text: constructs.quotes } })

/** Beyond the first 32, items stand in groups that are laid out and painted while they are near the screen. */
export const LongList = meta.story({
  args: {
    text: `${Array.from({ length: 100 }, (_, at) => `${at + 1}. Item **${at + 1}** of a list that goes on`).join('\n')}\n     - with a list in it`,
    streaming: true,
  },
})

/** A table scrolls in a box of its own when it is wider than the text. */
export const Tables = meta.story({ args: { text: constructs.tables } })

/** Each block with its language, a button to copy it, and one to wrap its lines. */
export const Code = meta.story({
  args: { text: constructs.code },
  play: async ({ canvas, userEvent }) => {
    const wrap = canvas.getAllByRole('button', { name: 'Wrap lines' })[0]!
    await userEvent.click(wrap)
    await expect(wrap).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(wrap)
  },
})

const highlight: LoadHighlighter = () => import('@rivulet/components/highlight')

/** What has a colour of this kind, all over the page. */
const coloured = (kind: TokenKind): string[] =>
  [...(CSS.highlights.get(`rivulet-${kind}`) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
    startContainer.textContent!.slice(startOffset, endOffset),
  )

/** The highlighter is loaded with the first block of code, each language with its own first block. */
export const Highlighted = meta.story({
  args: { text: languages, highlight },
  play: async () => {
    await waitFor(() => expect(coloured('tag')).toEqual(expect.arrayContaining(['<Entry', 'main'])))
    await waitFor(() =>
      expect(coloured('comment')).toEqual(expect.arrayContaining(['// one each', '# Both'])),
    )
    await waitFor(() =>
      expect(coloured('keyword')).toEqual(expect.arrayContaining(['export', 'async', 'SELECT'])),
    )
    await waitFor(() => expect(coloured('inserted')).toEqual(['+const size = 2']))
  },
})

export const HighlightedDark = meta.story({
  args: { text: languages, highlight },
  globals: { theme: 'dark' },
})

/** A line gets its colours when it is finished, and is not touched again. */
export const HighlightedStreaming = meta.story({
  args: { text: languages, highlight },
  render: (args) => <Growing {...args} every={60} words={2} />,
})

/** In browsers without the CSS Custom Highlight API colours are spans. */
export const HighlightedBySpans = meta.story({
  args: { text: languages, highlight },
  beforeEach: () => {
    const property = Object.getOwnPropertyDescriptor(CSS, 'highlights')!
    Reflect.deleteProperty(CSS, 'highlights')
    return () => Object.defineProperty(CSS, 'highlights', property)
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.rivulet-token-inserted')).toBeVisible())
  },
})

/** Notes stand at the end, in the order in which the text refers to them. */
export const Footnotes = meta.story({
  args: { text: constructs.footnotes },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'Footnotes' })).toBeVisible()
  },
})

/** HTML is text, scripts are no links, and images of others wait for a click. */
export const Unsafe = meta.story({
  args: { text: hostile },
  play: async ({ canvasElement, canvas }) => {
    await expect(canvasElement.querySelector('img, script, iframe')).toBe(null)
    await expect(canvas.getByRole('button', { name: /Load image .* from evil\.example/ })).toBeVisible()
  },
})

export const RightToLeft = meta.story({ args: { text: rightToLeft }, globals: { direction: 'rtl' } })

export const Dark = meta.story({ globals: { theme: 'dark' } })

/** Blocks that are far from the screen are neither laid out nor painted. */
export const Long = meta.story({ args: { text: `${mixed}\n\n`.repeat(20) } })

function Growing({ every, words, ...props }: StreamingMarkdownProps & Pace): ReactNode {
  return <StreamingMarkdown {...props} {...useGrowing(props.text, { every, words })} />
}

/** A network that delivers in steps: every 300 ms some words. */
export const Slow = meta.story({ render: (args) => <Growing {...args} every={300} words={6} /> })

/** The same steps, shown at the rate at which they arrive. */
export const Smooth = meta.story({
  args: { smooth: true },
  render: (args) => <Growing {...args} every={300} words={6} />,
})

/** As fast as it can come. */
export const Burst = meta.story({
  render: (args) => <Growing {...args} every={16} words={200} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('[data-streaming]')).toBe(null))
  },
})

/** Cut off in the middle of a word: nothing more is to come, so that the marks stand as they are. */
export const Interrupted = meta.story({ args: { text: `${constructs.text}\n\nThe **last wor` } })
