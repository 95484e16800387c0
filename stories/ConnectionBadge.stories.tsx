import { ConnectionBadge, type ConnectionBadgeProps } from '@rivulet/components'
import type { ConnectionState } from '@rivulet/react'
import { type ReactNode, useEffect, useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { broken, offline, unauthorized } from './fixtures/errors.ts'
import { arabic as inArabic } from './labels/ar.ts'

const live: ConnectionState = { status: 'open', since: 0 }

const meta = preview.meta({
  title: 'Components/ConnectionBadge',
  component: ConnectionBadge,
  args: { connection: live, onReconnect: fn() },
})

/** The next attempt is due some seconds from when the story is drawn. */
function Waiting({
  seconds,
  ...props
}: Omit<ConnectionBadgeProps, 'connection'> & { seconds: number }): ReactNode {
  const [retryAt] = useState(() => Date.now() + seconds * 1000)
  const connection: ConnectionState = { status: 'waiting', attempt: 3, retryAt, cause: broken }
  return <ConnectionBadge {...props} connection={connection} />
}

export const Default = meta.story()
export const Idle = meta.story({ args: { connection: { status: 'idle' } } })
export const Connecting = meta.story({ args: { connection: { status: 'connecting', attempt: 1 } } })
export const ConnectingAgain = meta.story({ args: { connection: { status: 'connecting', attempt: 3 } } })
export const Stalled = meta.story({ args: { connection: { status: 'stalled', since: 0 } } })

/** Counts down by itself. The reason is behind “Why?”; a screen reader hears the word once, and no seconds. */
export const Reconnecting = meta.story({
  render: (args) => <Waiting {...args} seconds={30} />,
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent(/^Reconnecting$/)
    await expect(canvas.getByRole('timer')).toHaveTextContent(/^in \d+ s$/)
    await userEvent.click(canvas.getByText('Why?'))
    await expect(canvas.getByText('The connection broke after 12,480 bytes.')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByText('The connection broke after 12,480 bytes.')).not.toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Reconnect' }))
    await expect(args.onReconnect).toHaveBeenCalledTimes(1)
  },
})

export const Offline = meta.story({ args: { connection: { status: 'offline', cause: offline } } })
export const Paused = meta.story({ args: { connection: { status: 'paused' } } })
export const Closed = meta.story({ args: { connection: { status: 'closed', by: 'server' } } })
export const Failed = meta.story({ args: { connection: { status: 'failed', error: unauthorized } } })

/** Back after trouble: for a moment the badge says so, and how much it caught up. */
function Resuming(props: Omit<ConnectionBadgeProps, 'connection'>): ReactNode {
  const [back, setBack] = useState(false)
  const [retryAt] = useState(() => Date.now() + 500)
  useEffect(() => {
    const timer = setTimeout(() => setBack(true), 500)
    return () => clearTimeout(timer)
  }, [])
  const [since] = useState<ConnectionState>({ status: 'open', since: 0 })
  const [lost] = useState<ConnectionState>({ status: 'waiting', attempt: 2, retryAt, cause: broken })
  return <ConnectionBadge {...props} connection={back ? since : lost} />
}
export const Resumed = meta.story({
  args: { events: 12 },
  render: (args) => <Resuming {...args} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Resumed'), { timeout: 3000 })
  },
})

/** Drops for less than its grace and comes back: nothing is said. */
function Flapping(props: Omit<ConnectionBadgeProps, 'connection'>): ReactNode {
  const [lost, setLost] = useState(false)
  const [retryAt] = useState(() => Date.now())
  useEffect(() => {
    const timers = [setTimeout(() => setLost(true), 50), setTimeout(() => setLost(false), 350)]
    return () => timers.forEach(clearTimeout)
  }, [])
  const connection: ConnectionState = lost
    ? { status: 'waiting', attempt: 2, retryAt, cause: broken }
    : { status: 'open', since: 0 }
  return <ConnectionBadge {...props} connection={connection} />
}
export const ShortFlap = meta.story({
  render: (args) => <Flapping {...args} />,
  play: async ({ canvas }) => {
    const word = canvas.getByRole('status')
    const seen = new Set<string>()
    const watcher = new MutationObserver(() => seen.add(word.textContent))
    watcher.observe(word, { childList: true, characterData: true, subtree: true })
    await new Promise((resolve) => setTimeout(resolve, 600))
    watcher.disconnect()
    await expect([...seen]).toEqual([])
    await expect(word).toHaveTextContent('Live')
  },
})

export const Compact = meta.story({
  args: { compact: true },
  render: (args) => <Waiting {...args} seconds={30} />,
})

/** Every word can be another one. */
export const German = meta.story({
  args: {
    labels: {
      badge: {
        waiting: 'Verbindung unterbrochen',
        countdown: (seconds) => `neuer Versuch in ${seconds} s`,
        reconnect: 'Jetzt verbinden',
        details: 'Warum?',
        attempt: (attempt) => `Versuch ${attempt}`,
      },
    },
  },
  render: (args) => <Waiting {...args} seconds={30} />,
})

export const RightToLeft = meta.story({
  args: { labels: inArabic },
  globals: { direction: 'rtl' },
  render: (args) => <Waiting {...args} seconds={30} />,
})

export const Dark = meta.story({
  globals: { theme: 'dark' },
  render: (args) => <Waiting {...args} seconds={30} />,
})

export const ReducedMotion = meta.story({
  args: { connection: { status: 'connecting', attempt: 1 } },
  globals: { motion: 'reduced' },
})
