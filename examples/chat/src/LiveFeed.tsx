import { ConnectionBadge, EventLog } from '@rivulet/components'
import type { UseEventSourceResult } from '@rivulet/react'
import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import type { FeedFigures } from './feedFigures.ts'
import { Sparkline } from './Sparkline.tsx'

/** Short enough for one line of the column. */
const BADGE_LABELS = { badge: { waiting: 'Retrying', reconnect: 'Now' } }

export interface LiveFeedProps {
  feed: UseEventSourceResult<unknown, FeedFigures>
}

/** The server's own figures as they arrive, the state of the connection, and the events as they were on the wire. */
export const LiveFeed: NamedExoticComponent<LiveFeedProps> = memo(function LiveFeed({ feed }: LiveFeedProps) {
  const { load, memory, requests, received, lost, doubled, lastId } = feed.data
  const cpu = load.map((figures) => figures.cpu)
  const heap = memory.map((figures) => figures.heap)
  const perSecond = requests.map((figures) => figures.perSecond)
  return (
    <section className="column feed" aria-label="Live feed" data-status={feed.status}>
      <header className="feed-header">
        <h2>Live feed</h2>
        <span className="feed-id" data-count="last-id">
          {lastId}
        </span>
      </header>
      <ConnectionBadge
        connection={feed.connection}
        onReconnect={feed.reconnect}
        events={feed.counters.events}
        grace={0}
        labels={BADGE_LABELS}
      />
      <div className="figures">
        <Figure name="CPU" unit="%" values={cpu} atLeast={20} />
        <Figure name="Heap" unit="MB" values={heap} atLeast={50} />
        <Figure name="Requests" unit="/s" values={perSecond} atLeast={5} />
      </div>
      <dl className="tally">
        <Count name="events" value={received} />
        <Count name="lost" value={lost} />
        <Count name="doubled" value={doubled} />
      </dl>
      <EventLog events={feed.events} className="wire" />
    </section>
  )
})

interface FigureProps {
  name: string
  unit: string
  values: readonly number[]
  atLeast: number
}

function Figure({ name, unit, values, atLeast }: FigureProps): ReactNode {
  return (
    <div className="figure">
      <span className="figure-name">{name}</span>
      <Sparkline values={values} capacity={60} atLeast={atLeast} />
      <span className="figure-value">
        {values.at(-1)?.toFixed(1) ?? '–'} <span className="figure-unit">{unit}</span>
      </span>
    </div>
  )
}

function Count({ name, value }: { name: string; value: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-count={name}>{value}</dd>
    </div>
  )
}
