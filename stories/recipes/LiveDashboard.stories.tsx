import { Announcer, ConnectionBadge } from '@rivulet/components'
import { useEventSource } from '@rivulet/react'
import { type ScriptedRequest, type Step, chunk, cut, sse, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

interface Figures {
  orders: number
  revenue: number
  latency: number
}

/** The last minute, oldest first. */
const minute = 60

/** Figures that are right or say that they are not: the badge tells how old they may be. */
function Dashboard(): ReactNode {
  const { data, connection, counters, reconnect } = useEventSource<Figures, readonly Figures[]>('/figures', {
    parse: 'json',
    initialData: [],
    reduce: (past, { data: figures }) => [...past, figures].slice(-minute),
    whenHidden: 'pause',
  })
  return (
    <section className="rivulet recipe" aria-labelledby="shop">
      <header className="recipe-head">
        <h2 id="shop">Shop, now</h2>
        <ConnectionBadge connection={connection} onReconnect={reconnect} live={false} />
      </header>
      <dl className="tiles">
        <Tile name="Orders a minute" values={data.map(({ orders }) => orders)} />
        <Tile name="Revenue today" unit="€" values={data.map(({ revenue }) => revenue)} />
        <Tile name="Latency, p95" unit="ms" values={data.map(({ latency }) => latency)} />
      </dl>
      <p className="recipe-muted">{counters.events} updates</p>
      <Announcer connection={connection} />
    </section>
  )
}

function Tile({ name, unit = '', values }: { name: string; unit?: string; values: number[] }): ReactNode {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd>
        {values.at(-1)?.toLocaleString('en') ?? '–'} {unit}
        <Sparkline values={values} />
      </dd>
    </div>
  )
}

function Sparkline({ values }: { values: number[] }): ReactNode {
  const low = Math.min(...values)
  const height = Math.max(...values) - low || 1
  const points = values.map((value, index) => `${index} ${(1 - (value - low) / height) * 10}`)
  return (
    <svg viewBox={`0 0 ${minute - 1} 10`} preserveAspectRatio="none" aria-hidden="true">
      {points.length > 1 && <path d={`M${points.join('L')}`} />}
    </svg>
  )
}

/** Figures several times a second; the connection breaks once. */
function* server({ lastEventId }: ScriptedRequest): Generator<Step> {
  for (let n = Number(lastEventId) + 1; ; n += 1) {
    const wave = Math.sin(n / 6) + Math.sin(n / 2.3) / 2
    const data: Figures = {
      orders: Math.round(42 + wave * 9),
      revenue: 18_240 + n * 37,
      latency: Math.round(120 + wave * 25 + (n % 17 === 0 ? 60 : 0)),
    }
    yield chunk(sse({ id: n, data }))
    if (n === 12) yield cut()
    yield wait(150)
  }
}

const meta = preview.meta({
  title: 'Recipes/Live dashboard',
  component: Dashboard,
  decorators: [withServer(server)],
})

/** The connection breaks after twelve updates. The figures stay, the badge says so, and the thirteenth is not missing. */
export const LiveDashboard = meta.story({
  name: 'Live dashboard',
  play: async ({ canvas }) => {
    const updates = canvas.getByText(/^\d+ updates$/)
    await waitFor(() => expect(updates).toHaveTextContent('12 updates'), { timeout: 10_000 })
    await expect(canvas.getByText('18,684 €')).toBeVisible()
    // After the break the next update is the thirteenth.
    await waitFor(() => expect(updates).toHaveTextContent('13 updates'), { timeout: 10_000, interval: 20 })
    await expect(canvas.getByText('18,721 €')).toBeVisible()
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
