import { useEventSource, type UseEventSourceResult } from '@rivulet/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Choice } from './Choice.tsx'
import { FaultPanel } from './FaultPanel.tsx'
import { foldFigures, noFigures, type FeedFigures } from './feedFigures.ts'
import { LiveFeed } from './LiveFeed.tsx'
import { Thread, useThread } from './Thread.tsx'
import { transports, type TransportName } from './transports.ts'
import { useFaults } from './useFaults.ts'
import { useTheme } from './useTheme.ts'

/** Three columns: a thread, the live feed, and what can go wrong. */
export function App(): ReactNode {
  const [theme, setTheme] = useTheme()
  const [transport, setTransport] = useState<TransportName>('fetch')
  const feed = useFeed(transport)
  const thread = useThread(transport)
  const [faults, order] = useFaults(`${feed.status} ${thread.status} ${thread.connection.status}`)
  return (
    <div className="page rivulet">
      <header className="top">
        <h1>Rivulet</h1>
        <p>Ask, watch the answer stream in, then break the wire.</p>
        <Choice
          label="Theme"
          options={{ light: 'Light', dark: 'Dark', system: 'System' }}
          value={theme}
          onChange={setTheme}
        />
      </header>
      <main className="columns">
        <Thread thread={thread} />
        <LiveFeed feed={feed} />
        <aside className="column wire-controls" aria-label="The wire">
          <h2>Transport</h2>
          <Choice
            label="Transport"
            options={{ fetch: 'fetch', native: 'EventSource', 'fetch-event-source': 'fetch-event-source' }}
            value={transport}
            onChange={setTransport}
          />
          {transport === 'native' && (
            <p className="note">The browser’s EventSource cannot POST: the thread stays with fetch.</p>
          )}
          <h2>Break it</h2>
          <FaultPanel title="The answer" scope="completion" state={faults?.completion} onOrder={order} />
          <FaultPanel title="The live feed" scope="feed" state={faults?.feed} onOrder={order} />
        </aside>
      </main>
    </div>
  )
}

const FEED_EVENTS = ['load', 'memory', 'requests', 'reset']

/** The live feed. Another transport goes on where the last one was. */
function useFeed(transport: TransportName): UseEventSourceResult<unknown, FeedFigures> {
  const feed = useEventSource<unknown, FeedFigures>('/events', {
    transport: transports[transport],
    events: FEED_EVENTS,
    parse: 'json',
    initialData: noFigures,
    reduce: foldFigures,
    history: 200,
    // The feed speaks each second.
    silence: { warn: 2500, fail: 8000 },
  })
  const { reconnect } = feed
  const connectedBy = useRef(transport)
  useEffect(() => {
    if (connectedBy.current === transport) return
    connectedBy.current = transport
    reconnect()
  }, [transport, reconnect])
  return feed
}
