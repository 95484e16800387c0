import { ConnectionBadge, EventLog } from '@rivulet/components'
import { useEventSource } from '@rivulet/react'
import {
  type ScriptedRequest,
  type Scripts,
  type Step,
  chunk,
  cut,
  end,
  respond,
  sse,
  stall,
  wait,
} from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { Server } from './surroundings/Server.tsx'

interface Tick {
  symbol: string
  price: number
}

const symbols = ['RIV', 'LET', 'BRK']

/** A tick for each symbol in turn, for as long as somebody listens. */
function* ticks(from: number, interval: number): Generator<Step> {
  for (let n = from; ; n += 1) {
    const data = { symbol: symbols[n % symbols.length], price: 100 + ((n * 7) % 13) }
    yield chunk(sse({ event: 'tick', id: n, data }))
    yield wait(interval)
  }
}

interface ServedProps {
  scripts: Scripts
  /** What runs against it; it is told how many requests have come. */
  children: (requests: () => readonly ScriptedRequest[]) => ReactNode
}

function Served({ scripts, children }: ServedProps): ReactNode {
  return (
    <div style={{ display: 'grid', gap: '0.75rem', maxInlineSize: '36rem' }}>
      <Server scripts={scripts}>{children}</Server>
    </div>
  )
}

const meta = preview.meta({ title: 'Hooks/useEventSource', component: Served })
const patience = { timeout: 8000 }

function Prices({ name }: { name: string }): ReactNode {
  const prices = useEventSource<Tick, Record<string, number>>(`https://feed.example/${name}`, {
    events: ['tick'],
    parse: 'json',
    initialData: {},
    reduce: (all, { data }) => ({ ...all, [data.symbol]: data.price }),
  })
  return (
    <>
      <ConnectionBadge connection={prices.connection} onReconnect={prices.reconnect} />
      <table style={{ inlineSize: 'max-content', borderSpacing: '1rem 0.25rem' }}>
        <caption style={{ textAlign: 'start' }}>{prices.counters.events} ticks</caption>
        <tbody>
          {Object.entries(prices.data).map(([symbol, price]) => (
            <tr key={symbol}>
              <th scope="row" style={{ textAlign: 'start' }}>
                {symbol}
              </th>
              <td style={{ fontVariantNumeric: 'tabular-nums' }}>{price}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Events folded into state: the latest price of each symbol. */
export const Default = meta.story({
  args: { scripts: () => ticks(0, 400), children: () => <Prices name="prices" /> },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('row')).toHaveLength(3), patience)
  },
})

/** Breaks after every third event, and begins after the last one that was seen. */
function* fragile({ lastEventId, query }: ScriptedRequest): Generator<Step> {
  const from = Number(lastEventId) + 1
  const how = query['lastEventId'] ? ', after the id in the address' : ''
  for (let id = from; id < from + 3; id += 1) yield chunk(sse({ id, data: `event ${id}${how}` }))
  yield from < 7 ? cut() : stall()
}

function Log(): ReactNode {
  const feed = useEventSource('https://feed.example/fragile', {
    history: 100,
    retry: { when: () => 400 },
  })
  return (
    <>
      <ConnectionBadge connection={feed.connection} onReconnect={feed.reconnect} grace={0} />
      <div style={{ blockSize: '14rem' }}>
        <EventLog events={feed.events} />
      </div>
    </>
  )
}

/** The connection breaks twice. Each attempt goes on from the last id: no event is lost, and none comes twice. */
export const Recovers = meta.story({
  args: { scripts: fragile, children: () => <Log /> },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(9), patience)
    const ids = canvas.getAllByRole('listitem').map((row) => /event (\d)/.exec(row.textContent)?.[1])
    await expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  },
})

/** By the browser's `EventSource`, whose reconnecting is ours: it sends no header, so the id travels in the address. */
export const OverEventSource = Recovers.extend({
  globals: { transport: 'native' },
  play: async ({ canvas }) => {
    await canvas.findByText('event 9, after the id in the address', undefined, patience)
    await expect(canvas.getAllByRole('listitem')).toHaveLength(9)
  },
})

/** By `@microsoft/fetch-event-source`. */
export const OverFetchEventSource = Recovers.extend({ globals: { transport: 'fetch-event-source' } })

/** On a network where the head takes 800 ms, and each piece 250. */
export const SlowNetwork = meta.story({
  args: { scripts: fragile, children: () => <Log /> },
  globals: { speed: 'slow' },
  play: async ({ canvas }) => {
    const asked = Date.now()
    await canvas.findByText('event 2', undefined, patience)
    await expect(Date.now() - asked).toBeGreaterThan(1000)
  },
})

/** Two components with the same address use one connection. */
export const Shared = meta.story({
  args: {
    scripts: () => ticks(0, 400),
    children: (requests) => (
      <>
        <Prices name="shared" />
        <Prices name="shared" />
        <Requests requests={requests} name="shared" />
      </>
    ),
  },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('row')).toHaveLength(6), patience)
    await expect(canvas.getByText('1 request')).toBeVisible()
  },
})

function Requests({
  requests,
  name,
}: {
  requests: () => readonly ScriptedRequest[]
  name: string
}): ReactNode {
  // Renders with the stream, so the number is always that of now.
  const { counters } = useEventSource(`https://feed.example/${name}`, { events: ['tick'] })
  const count = requests().length
  return (
    <p data-events={counters.events}>
      {count} {count === 1 ? 'request' : 'requests'}
    </p>
  )
}

function Generator(): ReactNode {
  const { data, connection, reconnect } = useEventSource<string, string>('https://feed.example/generator', {
    onEnd: 'close',
    initialData: '',
    reduce: (text, event) => text + event.data,
  })
  return (
    <>
      <ConnectionBadge connection={connection} onReconnect={reconnect} />
      <p>{data}</p>
    </>
  )
}

/** A generator behind GET sends its whole answer on every connection: with `onEnd: 'close'` its end is the end. */
export const EndsByItself = meta.story({
  args: {
    scripts: [
      ...'One answer, sent once.'
        .split(/(?= )/)
        .flatMap((data) => [chunk(`data:${data.startsWith(' ') ? ' ' : ''}${data}\n\n`), wait(150)]),
      end(),
    ],
    children: () => <Generator />,
  },
  play: async ({ canvas }) => {
    await canvas.findByText('Closed', undefined, patience)
    await expect(canvas.getByText('One answer, sent once.')).toBeVisible()
  },
})

function Numbers(): ReactNode {
  const [skipped, setSkipped] = useState<string[]>([])
  const { data, counters } = useEventSource<number, number>('https://feed.example/numbers', {
    parse: 'json',
    initialData: 0,
    reduce: (sum, event) => sum + event.data,
    onError: (error) => setSkipped((all) => [...all, String(error.body)]),
  })
  return (
    <p>
      Sum: {data}. Malformed: {counters.malformed} ({skipped.join()}).
    </p>
  )
}

/** Data that does not parse is reported, counted and skipped; the stream goes on. */
export const MalformedData = meta.story({
  args: {
    scripts: [...['1', '2', '{oops', '4'].map((data) => chunk(sse({ data }))), stall()],
    children: () => <Numbers />,
  },
  play: async ({ canvas }) => {
    await canvas.findByText('Sum: 7. Malformed: 1 ({oops).', undefined, patience)
  },
})

function Guarded(): ReactNode {
  const { data, status } = useEventSource('https://feed.example/guarded', {
    headers: ({ unauthorized }) => ({ authorization: unauthorized ? 'Bearer fresh' : 'Bearer expired' }),
  })
  return (
    <p>
      {status}: {data}
    </p>
  )
}

/** After a 401 the function for the headers is asked once more. */
export const FreshToken = meta.story({
  args: {
    scripts: ({ headers }) =>
      headers['authorization'] === 'Bearer fresh'
        ? [chunk(sse({ data: 'Welcome back' })), stall()]
        : [respond({ status: 401 })],
    children: () => <Guarded />,
  },
  play: async ({ canvas }) => {
    await canvas.findByText('open: Welcome back', undefined, patience)
  },
})

function Switched(): ReactNode {
  const [enabled, setEnabled] = useState(false)
  const { data, status } = useEventSource('https://feed.example/switched', { enabled })
  return (
    <>
      <label>
        <input type="checkbox" checked={enabled} onChange={() => setEnabled(!enabled)} /> Follow
      </label>
      <p>
        {status}: {data ?? 'nothing yet'}
      </p>
    </>
  )
}

/** Nothing is asked for until somebody wants it. */
export const Enabled = meta.story({
  args: { scripts: [chunk(sse({ data: 'Hello' })), stall()], children: () => <Switched /> },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('idle: nothing yet')).toBeVisible()
    await userEvent.click(canvas.getByRole('checkbox'))
    await canvas.findByText('open: Hello', undefined, patience)
    await userEvent.click(canvas.getByRole('checkbox'))
    await canvas.findByText('idle: Hello', undefined, patience)
  },
})
