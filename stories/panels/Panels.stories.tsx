import { Chat } from '@rivulet/components'
import { openaiChunks } from '@rivulet/testing'
import { addons } from 'storybook/preview-api'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import { type CostReport, type SpokenReport, costEvent, spokenEvent } from './panelEvents.ts'

/** Not in the sidebar: a test of what the panels are told. */
const meta = preview.meta({
  title: 'Panels',
  component: Chat,
  tags: ['!dev', '!autodocs'],
  decorators: [
    withServer(openaiChunks('Twelve words are enough to see what is told to a panel.', { interval: 30 })),
  ],
})

/** Types a question, which costs the stream nothing, and reads the answer. */
export const Reports = meta.story({
  play: async ({ canvas }) => {
    const channel = addons.getChannel()
    const spoken: SpokenReport[] = []
    const costs: CostReport[] = []
    channel.on(spokenEvent, (report: SpokenReport) => spoken.push(report))
    channel.on(costEvent, (report: CostReport) => costs.push(report))

    await userEvent.type(canvas.getByRole('textbox'), 'What is told?')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await expect(costs).toEqual([])
    await userEvent.keyboard('{Enter}')

    await waitFor(() => expect(spoken).toHaveLength(2), { timeout: 5000 })
    await expect(spoken).toMatchObject([
      { text: 'Responding', politeness: 'polite' },
      { text: 'Twelve words are enough to see what is told to a panel.', politeness: 'polite' },
    ])
    await waitFor(() => expect(costs.at(-1)?.duration).toBeGreaterThan(300), { timeout: 5000 })
    const { commits, rendering, slowest } = costs.at(-1)!
    await expect(commits).toBeGreaterThan(5)
    await expect(slowest).toBeGreaterThan(0)
    await expect(rendering).toBeGreaterThanOrEqual(slowest)
  },
})
