import { ConnectionBadge, EventLog } from '@rivulet/components'
import type { UseEventSourceResult } from '@rivulet/react'
import type { ReactNode } from 'react'
import type { FeedFigures } from './feedFigures.ts'
import { Sparkline } from './Sparkline.tsx'

export interface LiveFeedProps {
  feed: UseEventSourceResult<unknown, FeedFigures>
}

/** The server's own figures as they arrive, the state of the connection, and the events as they were on the wire. */
export function LiveFeed({ feed }: LiveFeedProps): ReactNode {
  const { load, memory, requests, received, lost, doubled, lastId } = feed.data
  const cpu = load.map((figures) => figures.cpu)
  const heap = memory.map((figures) => figures.heap / 1e6)
  const perSecond = requests.map((figures) => figures.perSecond)
  return (
    <section className="column feed" aria-label="Live feed" data-status={feed.status}>
      <header className="column-header">
        <h2>Live feed</h2>
        <ConnectionBadge connection={feed.connection} onReconnect={feed.reconnect} grace={0} />
      </header>
      <div className="figures">
        <Figure name="CPU" unit="%" values={cpu} digits={1} atLeast={20} />
        <Figure name="Heap" unit="MB" values={heap} digits={1} atLeast={50} />
        <Figure name="Requests" unit="/s" values={perSecond} digits={1} atLeast={5} />
      </div>
      <dl className="tally">
        <Count name="events" value={received} />
        <Count name="lost" value={lost} />
        <Count name="doubled" value={doubled} />
        <div>
          <dt>last id</dt>
          <dd data-count="last-id">{lastId || '–'}</dd>
        </div>
      </dl>
      <EventLog events={feed.events} className="wire" />
    </section>
  )
}

interface FigureProps {
  name: string
  unit: string
  values: readonly number[]
  digits: number
  atLeast: number
}

function Figure({ name, unit, values, digits, atLeast }: FigureProps): ReactNode {
  return (
    <div className="figure">
      <p>
        <span className="figure-name">{name}</span>
        <span className="figure-value">
          {values.at(-1)?.toFixed(digits) ?? '–'} <span className="figure-unit">{unit}</span>
        </span>
      </p>
      <Sparkline values={values} capacity={60} atLeast={atLeast} />
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
