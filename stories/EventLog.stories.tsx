import { EventLog, type EventLogProps } from '@rivulet/components'
import { type ReactNode, useEffect, useState } from 'react'
import { expect, userEvent } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { feed } from './fixtures/events.ts'
import { arabic } from './labels/ar.ts'
import { zoomed } from './special.tsx'

const meta = preview.meta({
  title: 'Components/EventLog',
  component: EventLog,
  args: { events: feed(40) },
  decorators: [
    (Story) => (
      <div style={{ blockSize: '16rem' }}>
        <Story />
      </div>
    ),
  ],
})

export const Default = meta.story()
export const Empty = meta.story({ args: { events: [] } })

/** Shows the newest rows, and says how many it leaves out. */
export const Limited = meta.story({
  args: { limit: 5 },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('listitem')).toHaveLength(5)
    await expect(canvas.getByText('35 earlier events not shown')).toBeVisible()
  },
})

export const Long = meta.story({
  args: { events: [{ type: 'a-rather-long-name', data: 'x'.repeat(2000), lastEventId: '1' }, ...feed(3)] },
})

/** A ring of the last 100 events, ten more a second. */
function Running({ events, ...props }: EventLogProps): ReactNode {
  const [all] = useState(() => feed(5000))
  const [end, setEnd] = useState(events.length)
  useEffect(() => {
    const timer = setInterval(() => setEnd((before) => before + 1), 100)
    return () => clearInterval(timer)
  }, [])
  return <EventLog {...props} events={all.slice(Math.max(0, end - 100), end)} />
}
export const Streaming = meta.story({ render: (args) => <Running {...args} /> })

/** Narrowed down by name and data. */
export const Filtered = meta.story({
  args: { controls: true },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Filter' }), 'heart')
    await expect(canvas.getAllByRole('listitem')).toHaveLength(8)
  },
})

/** Stands still to be read, and counts what comes meanwhile. */
export const Paused = meta.story({
  args: { controls: true },
  render: (args) => <Running {...args} />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }))
    const before = canvas.getAllByRole('listitem').length
    await expect(await canvas.findByText(/new event/)).toBeVisible()
    await expect(canvas.getAllByRole('listitem')).toHaveLength(before)
  },
})

export const RightToLeft = meta.story({
  args: { controls: true, labels: arabic },
  globals: { direction: 'rtl' },
})
export const Dark = meta.story({ globals: { theme: 'dark' } })
export const Zoomed = meta.story({ args: { controls: true }, decorators: [zoomed] })
