import { Announcer, ConnectionBadge, EventLog } from '@rivulet/components'
import { useEventSource } from '@rivulet/react'
import { type ScriptedRequest, type Step, chunk, sse, wait } from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

const levels = ['info', 'warn', 'error']

/** The end of a log: its last thousand lines, by level and words; held still to be read, while it goes on behind. */
function LogTail({ service }: { service: string }): ReactNode {
  const [least, setLeast] = useState('info')
  const { events, connection, reconnect } = useEventSource(`/logs/${service}`, {
    events: levels,
    history: 1000,
  })
  const shown = events.filter(({ type }) => levels.indexOf(type) >= levels.indexOf(least))
  return (
    <section className="rivulet recipe recipe-tall" aria-labelledby="log">
      <header className="recipe-head">
        <h2 id="log">{service}</h2>
        <div className="log-tools">
          <ConnectionBadge connection={connection} onReconnect={reconnect} live={false} />
          <label>
            Level
            <select value={least} onChange={(event) => setLeast(event.target.value)}>
              {levels.map((level) => (
                <option key={level}>{level}</option>
              ))}
            </select>
          </label>
        </div>
      </header>
      <EventLog events={shown} controls />
      <Announcer connection={connection} />
    </section>
  )
}

const lines: [level: string, line: string][] = [
  ['info', 'GET /basket 200 12 ms'],
  ['info', 'POST /orders 201 48 ms'],
  ['warn', 'pool: 18 of 20 connections in use'],
  ['info', 'GET /orders/9121 200 9 ms'],
  ['error', 'payment of order 9122: the gateway timed out'],
  ['info', 'GET /health 200 1 ms'],
]

/** A line now and then, for as long as somebody reads. */
function* server({ lastEventId }: ScriptedRequest): Generator<Step> {
  for (let n = Number(lastEventId) + 1; ; n += 1) {
    const [event, line] = lines[n % lines.length]!
    yield chunk(sse({ event, id: n, data: line }))
    yield wait(120)
  }
}

const meta = preview.meta({
  title: 'Recipes/Log tail',
  component: LogTail,
  args: { service: 'checkout-7d9f' },
  decorators: [withServer(server)],
})

/** Narrowed down by level, held still, and gone on with: no number is missing. */
export const Tail = meta.story({
  name: 'Log tail',
  play: async ({ canvas }) => {
    const log = canvas.getByRole('log')
    const ids = (): number[] =>
      within(log)
        .queryAllByRole('listitem')
        .map((row) => Number(/\d+$/.exec(row.textContent ?? '')?.[0]))
    await waitFor(() => expect(ids().length).toBeGreaterThan(6), { timeout: 8000 })

    await userEvent.selectOptions(canvas.getByLabelText('Level'), 'error')
    await waitFor(() => expect(log).not.toHaveTextContent('GET'))
    await expect(log).toHaveTextContent('gateway timed out')
    await userEvent.selectOptions(canvas.getByLabelText('Level'), 'info')

    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }))
    const before = ids().length
    await expect(await canvas.findByText(/new event/)).toBeVisible()
    await expect(ids()).toHaveLength(before)
    await userEvent.click(canvas.getByRole('button', { name: 'Continue' }))
    await waitFor(() => expect(ids().length).toBeGreaterThan(before))
    await expect(ids()).toEqual(ids().map((_, index) => index + 1))
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
