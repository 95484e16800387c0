import { Chat, type MarkdownOptions } from '@rivulet/components'
import { useEventSource, type UseEventSourceResult } from '@rivulet/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Choice } from './Choice.tsx'
import { FaultPanel } from './FaultPanel.tsx'
import { foldFigures, noFigures, type FeedFigures } from './feedFigures.ts'
import { LiveFeed } from './LiveFeed.tsx'
import { transports, type TransportName } from './transports.ts'
import { useAbout } from './useAbout.ts'
import { useFaults } from './useFaults.ts'
import { useTheme } from './useTheme.ts'
import { useThread } from './useThread.ts'
import { Welcome } from './Welcome.tsx'

/** Three columns: a thread, the live feed, and what can go wrong. */
export function App(): ReactNode {
  const [theme, setTheme] = useTheme()
  const [transport, setTransport] = useState<TransportName>('fetch')
  const feed = useFeed(transport)
  const about = useAbout()
  const [options, thread] = useThread(transport, about.answers)
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
        <h2 id="thread" className="rivulet-hidden">
          Thread
        </h2>
        <Chat
          {...options}
          className="thread"
          aria-labelledby="thread"
          labels={CHAT_LABELS}
          markdown={MARKDOWN}
          empty={<Welcome about={about} onAsk={(question) => void thread.sendMessage(question)} />}
        />
        <LiveFeed feed={feed} />
        <aside className="column wire-controls" aria-label="The wire">
          <section className="transport" aria-label="Transport">
            <h2>Transport</h2>
            <Choice<TransportName>
              label="Transport"
              options={{ fetch: 'fetch', native: 'EventSource', 'fetch-event-source': 'fetch-event-source' }}
              value={transport}
              onChange={setTransport}
            />
            <p className="note">{TRANSPORT_NOTES[transport]}</p>
          </section>
          <FaultPanel scope="feed" state={faults?.feed} onOrder={order} />
          <FaultPanel scope="completion" state={faults?.completion} onOrder={order} />
        </aside>
      </main>
    </div>
  )
}

/** The colours of code, loaded with the first block. */
const MARKDOWN: MarkdownOptions = { highlight: () => import('@rivulet/components/highlight') }
const CHAT_LABELS = { composer: { placeholder: 'Ask a question' } }

const TRANSPORT_NOTES: Readonly<Record<TransportName, string>> = {
  fetch: 'The default: methods, headers, status.',
  native: 'The browser’s own. It cannot POST: the thread keeps fetch.',
  'fetch-event-source': 'Microsoft’s library, for those who come from it.',
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
    retry: { base: 3000, max: 5000 },
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
