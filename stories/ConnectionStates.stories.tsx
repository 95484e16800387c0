import { ConnectionBadge } from '@rivulet/components'
import { type ConnectionStatus, type UseEventSourceOptions, useEventSource } from '@rivulet/react'
import {
  type ManualEnvironment,
  type Scripts,
  chunk,
  cut,
  end,
  manualEnvironment,
  respond,
  sse,
  stall,
} from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { ConnectionWalk, walk } from './ConnectionWalk.tsx'
import { Server } from './surroundings/Server.tsx'

const hello = chunk(sse({ id: 1, data: 'hello' }))

interface StateProps {
  /** The state that the stream comes to. Default: `'open'`. */
  status?: ConnectionStatus
  /** What the server does. Default: one event, and then silence. */
  scripts?: Scripts
  options?: UseEventSourceOptions
  /** The outside world, where it plays a part. */
  world?: () => ManualEnvironment
}

/** A real stream, whose server plays a script. */
function State({ status = 'open', scripts = [hello, stall()], options, world }: StateProps): ReactNode {
  const [environment] = useState(world)
  return (
    <Server scripts={scripts} {...(environment && { environment })}>
      <Stream status={status} {...(options && { options })} />
    </Server>
  )
}

function Stream({
  status,
  options,
}: Required<Pick<StateProps, 'status'>> & Pick<StateProps, 'options'>): ReactNode {
  // An address of its own: all of them stand on one page, and streams with the same address share a connection.
  const stream = useEventSource(`https://feed.example/${status}`, options)
  return (
    <div style={{ display: 'grid', gap: '0.75rem', justifyItems: 'start' }}>
      <ConnectionBadge connection={stream.connection} onReconnect={stream.reconnect} grace={0} />
      <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
        {JSON.stringify({ connection: stream.connection, data: stream.data }, undefined, 2)}
      </pre>
    </div>
  )
}

/** Every state that a connection can be in, each come to by a real stream: the hook, the wire and the retries are real. */
const meta = preview.meta({
  title: 'Hooks/Connection states',
  component: State,
  play: async ({ canvas, args }) => {
    const { status = 'open' } = args
    await canvas.findByText(new RegExp(`"status": "${status}"`), undefined, { timeout: 5000 })
  },
})

/** Nothing was asked for. */
export const Idle = meta.story({ args: { status: 'idle', options: { enabled: false } } })

/** The request is sent, and there is no response yet. */
export const Connecting = meta.story({ args: { status: 'connecting', scripts: [stall()] } })

export const Open = meta.story({
  play: async ({ canvas }) => {
    await canvas.findByText(/"data": "hello"/, undefined, { timeout: 5000 })
  },
})

/** Open, but silent for longer than `silence` allows. What has arrived stays. */
export const Stalled = meta.story({
  args: { status: 'stalled', options: { silence: { warn: 300, fail: 600_000 } } },
})

/** The connection broke; the next attempt is due. */
export const Waiting = meta.story({
  args: {
    status: 'waiting',
    scripts: [hello, cut()],
    options: { retry: { when: () => 30_000 } },
  },
  play: async ({ canvas }) => {
    await canvas.findByText(/"data": "hello"/, undefined, { timeout: 5000 })
    await expect(await canvas.findByRole('timer')).toHaveTextContent(/in \d+ s/)
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  },
})

/** The machine has no network: nothing is tried until it is back. */
export const Offline = meta.story({
  args: { status: 'offline', scripts: [cut()], world: () => manualEnvironment({ online: false }) },
})

/** The tab is hidden, and `whenHidden: 'pause'` lets go of the connection. */
export const Paused = meta.story({
  args: {
    status: 'paused',
    options: { whenHidden: 'pause' },
    world: () => manualEnvironment({ visible: false }),
  },
})

/** The server has ended its stream, and with `onEnd: 'close'` that is the end. */
export const Closed = meta.story({
  args: { status: 'closed', scripts: [hello, end()], options: { onEnd: 'close' } },
})

/** Nobody will try again: the address is wrong. */
export const Failed = meta.story({
  args: { status: 'failed', scripts: [respond({ status: 404 }), chunk('There is no such feed.')] },
  play: async ({ canvas }) => {
    await canvas.findByText(/"kind": "http"/, undefined, { timeout: 5000 })
  },
})

/** One stream on its way through all nine states. The button says what happens next: the clock, the network and the tab are in the reader's hand. */
export const EveryState = meta.story({
  render: () => <ConnectionWalk />,
  play: async ({ canvas }) => {
    const status = canvas.getByText('idle', { selector: 'div > code' })
    for (const { event, leadsTo } of walk) {
      await userEvent.click(canvas.getByRole('button', { name: event }))
      await waitFor(() => expect(status).toHaveTextContent(leadsTo))
    }
    await expect(new Set(walk.map(({ leadsTo }) => leadsTo)).size).toBe(9)
  },
})
