import { EventLog, type EventLogProps } from '@rivulet/components'
import { type ReactNode, useEffect, useState } from 'react'
import { expect } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { feed } from './fixtures/events.ts'

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

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })
export const Dark = meta.story({ globals: { theme: 'dark' } })
