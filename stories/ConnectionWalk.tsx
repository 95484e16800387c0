import { ConnectionBadge } from '@rivulet/components'
import { type ConnectionStatus, type StreamUrl, useEventSource } from '@rivulet/react'
import {
  type ManualEnvironment,
  type Script,
  chunk,
  cut,
  manualEnvironment,
  respond,
  sse,
  stall,
  wait,
} from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { Server } from './surroundings/Server.tsx'
import './ConnectionWalk.css'

/** What the server does for each attempt in turn; the seconds are those of a clock that only the reader moves. */
const scripts: readonly Script[] = [
  [
    wait(1_000),
    chunk(sse({ id: 1, data: 'one' })),
    wait(20_000),
    chunk(sse({ id: 2, data: 'two' })),
    wait(1_000),
    cut(),
  ],
  [wait(1_000), chunk(sse({ id: 3, data: 'three' })), stall()],
  [wait(1_000), chunk(sse({ id: 4, data: 'four' })), stall()],
  [wait(1_000), respond({ status: 404 }), chunk('There is no such feed any more.')],
]

interface Hands {
  readonly world: ManualEnvironment
  enable(enabled: boolean): void
  close(): void
  reconnect(): void
}

interface WalkStep {
  /** What happens. */
  readonly event: string
  /** The state that follows. */
  readonly leadsTo: ConnectionStatus
  do(hands: Hands): void | Promise<void>
}

/** One way through the transition table that comes by every state; docs/lifecycle.md has the table. */
export const walk: readonly WalkStep[] = [
  { event: 'A component asks for the feed', leadsTo: 'connecting', do: ({ enable }) => enable(true) },
  { event: 'The response is there', leadsTo: 'open', do: ({ world }) => world.advance(1_000) },
  { event: 'Not a byte for 5 s', leadsTo: 'stalled', do: ({ world }) => world.advance(5_000) },
  { event: 'A byte, after all', leadsTo: 'open', do: ({ world }) => world.advance(15_000) },
  { event: 'The connection breaks', leadsTo: 'waiting', do: ({ world }) => world.advance(1_000) },
  { event: 'The machine goes offline', leadsTo: 'offline', do: ({ world }) => world.setOnline(false) },
  { event: 'The machine is back', leadsTo: 'connecting', do: ({ world }) => world.setOnline(true) },
  { event: 'The response is there', leadsTo: 'open', do: ({ world }) => world.advance(1_000) },
  { event: 'The reader turns to another tab', leadsTo: 'paused', do: ({ world }) => world.setVisible(false) },
  { event: 'The reader comes back', leadsTo: 'connecting', do: ({ world }) => world.setVisible(true) },
  { event: 'The response is there', leadsTo: 'open', do: ({ world }) => world.advance(1_000) },
  { event: 'The application closes it', leadsTo: 'closed', do: ({ close }) => close() },
  { event: 'The application wants it again', leadsTo: 'connecting', do: ({ reconnect }) => reconnect() },
  { event: 'The server says 404', leadsTo: 'failed', do: ({ world }) => world.advance(1_000) },
  { event: 'Nobody wants it any more', leadsTo: 'idle', do: ({ enable }) => enable(false) },
]

/** A real stream in a world that moves only when the reader says so. */
export function ConnectionWalk(): ReactNode {
  const [world] = useState(() => manualEnvironment({ now: Date.now() }))
  return (
    <Server scripts={scripts} environment={world}>
      <Walk world={world} />
    </Server>
  )
}

const url: StreamUrl = 'https://feed.example/walk'

function Walk({ world }: { world: ManualEnvironment }): ReactNode {
  const [enabled, enable] = useState(false)
  const [taken, setTaken] = useState(0)
  const { connection, data, status, close, reconnect } = useEventSource(url, {
    enabled,
    silence: { warn: 5_000, fail: 60_000 },
    retry: { when: ({ status }) => (status === 404 ? false : 10_000) },
    whenHidden: 'pause',
  })
  const next = walk[taken]

  async function take(step: WalkStep): Promise<void> {
    setTaken(taken + 1)
    await step.do({ world, enable, close, reconnect })
    // Lets promises settle, and publishes what is held back for the next frame.
    await world.advance(0)
    await world.frame()
  }
  return (
    <div className="rivulet walk">
      <div className="walk-now">
        <ConnectionBadge connection={connection} grace={0} /> <code>{status}</code>
        {data ?? 'no event yet'}
      </div>
      <button type="button" className="rivulet-button" onClick={() => void (next ? take(next) : setTaken(0))}>
        {next ? next.event : 'Again'}
      </button>
      <ol className="walk-steps" aria-label="Way through the states">
        {walk.map(({ event, leadsTo }, index) => (
          <li key={index} aria-current={index === taken - 1 ? 'step' : undefined} data-taken={index < taken}>
            {event} <code>{leadsTo}</code>
          </li>
        ))}
      </ol>
    </div>
  )
}
