import { StreamingText, type StreamingTextProps } from '@rivulet/components'
import type { ReactNode } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic } from './fixtures/thread.ts'
import { type Pace, useGrowing } from './useGrowing.ts'

const meta = preview.meta({
  title: 'Components/StreamingText',
  component: StreamingText,
  args: { text: answer },
})

/** Finished text: nothing moves. */
export const Default = meta.story()

/** Growing text has a calm block at its end. */
export const Streaming = meta.story({ args: { text: answer.slice(0, 180), streaming: true } })

/** Before the first word. */
export const Empty = meta.story({
  args: { text: '', streaming: true },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('[data-caret]')).toBeVisible()
  },
})

export const WithoutCaret = meta.story({
  args: { text: answer.slice(0, 180), streaming: true, caret: false },
})

export const Long = meta.story({
  args: { text: `${answer}\n\n`.repeat(12) },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('[data-settled]').length).toBeGreaterThan(0)
  },
})

export const RightToLeft = meta.story({
  args: { text: arabic, streaming: true },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ args: { streaming: true }, globals: { theme: 'dark' } })

function Growing({ every, words, ...props }: StreamingTextProps & Pace): ReactNode {
  return <StreamingText {...props} {...useGrowing(props.text, { every, words })} />
}

/** A network that delivers in steps: every 300 ms some words. */
export const Slow = meta.story({ render: (args) => <Growing {...args} every={300} words={6} /> })

/** The same steps, shown at the rate at which they arrive. */
export const Smooth = meta.story({
  args: { smooth: true },
  render: (args) => <Growing {...args} every={300} words={6} />,
})

/** All of it in one piece: shown at once, also where it is smooth. */
export const Burst = meta.story({
  args: { smooth: true, text: `${answer}\n\n`.repeat(4) },
  render: (args) => <Growing {...args} every={50} words={10_000} />,
  play: async ({ canvasElement, args }) => {
    await waitFor(() => expect(canvasElement).toHaveTextContent(args.text.slice(-40).trim()))
  },
})

/** Under `prefers-reduced-motion` smooth text is not paced. */
export const ReducedMotion = meta.story({
  args: { smooth: true },
  globals: { motion: 'reduced' },
  beforeEach: () => {
    const { matchMedia } = window
    window.matchMedia = (query) => {
      const list = matchMedia.call(window, query)
      return query.includes('reduced-motion') ? Object.defineProperty(list, 'matches', { value: true }) : list
    }
    return () => void (window.matchMedia = matchMedia)
  },
  render: (args) => <Growing {...args} every={300} words={6} />,
})
