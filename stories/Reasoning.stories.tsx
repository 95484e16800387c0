import { Reasoning } from '@rivulet/components'
import type { ReasoningPart } from '@rivulet/react'
import { useEffect, useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic, parts } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'

const thinking: ReasoningPart = { ...parts.reasoning, state: 'streaming', endedAt: undefined }

const meta = preview.meta({
  title: 'Components/Reasoning',
  component: Reasoning,
  args: { part: parts.reasoning },
})

/** Closed behind how long it took; it opens on demand. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('Thought for 4 s'))
    await expect(canvas.getByText(/nginx collects answers/)).toBeVisible()
  },
})

/** Open while it streams. */
export const Streaming = meta.story({ args: { part: thinking } })
export const BeforeTheFirstThought = meta.story({ args: { part: { ...thinking, text: '' } } })

/** It closes when it is done, unless the reader has touched it. */
export const ClosesWhenDone = meta.story({
  render: function ClosesWhenDone(props) {
    const [part, setPart] = useState(thinking)
    useEffect(() => {
      const timer = setTimeout(() => setPart(parts.reasoning), 500)
      return () => clearTimeout(timer)
    }, [])
    return <Reasoning {...props} part={part} />
  },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('Thought for 4 s')).toBeVisible(), { timeout: 5000 })
    await expect(canvas.queryByText(/nginx collects answers/)).toBe(null)
  },
})

export const Interrupted = meta.story({
  args: { part: { ...parts.reasoning, state: 'interrupted', endedAt: undefined } },
})

export const KeptByTheProvider = meta.story({
  args: { part: { ...parts.reasoning, text: '', redacted: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('Thought for 4 s'))
    await expect(canvas.getByText(/to itself/)).toBeVisible()
  },
})

export const Long = meta.story({ args: { part: { ...thinking, text: `${answer}\n\n`.repeat(4) } } })
export const RightToLeft = meta.story({
  args: { part: { ...thinking, text: arabic }, labels: inArabic },
  globals: { direction: 'rtl' },
})
export const Dark = meta.story({ args: { part: thinking }, globals: { theme: 'dark' } })
export const ReducedMotion = meta.story({ args: { part: thinking }, globals: { motion: 'reduced' } })
