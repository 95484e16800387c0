import { ConnectionBadge } from '@rivulet/components'
import { useEventSource } from '@rivulet/react'
import { type ScriptedRequest, type Step, chunk, cut, sse, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

interface Progress {
  percent: number
  doing: string
  /** Where the result is; only the last event has it. */
  file?: string
}

/** The server tells how far it is, and goes on where the reader left off: a lost connection loses nothing. */
function ExportProgress({ job }: { job: string }): ReactNode {
  const { data, connection, reconnect } = useEventSource<Progress, Progress>(`/jobs/${job}/progress`, {
    parse: 'json',
    initialData: { percent: 0, doing: 'Waiting for a worker' },
    events: ['progress', 'done'],
    until: (event) => event.type === 'done',
  })
  const { percent, doing, file } = data
  return (
    <section className="rivulet recipe" aria-labelledby="export">
      <header className="recipe-head">
        <h2 id="export">Export of 48,210 orders</h2>
        {!file && <ConnectionBadge connection={connection} onReconnect={reconnect} />}
      </header>
      <progress className="job-bar" aria-label="Export" max={100} value={percent} />
      <div className="job-line">
        <output>{doing}</output>
        {file ? (
          <a className="rivulet-button" href={file} download>
            Download
          </a>
        ) : (
          <span className="recipe-muted">{percent} %</span>
        )}
      </div>
    </section>
  )
}

const phases = ['Reading orders', 'Adding up', 'Writing the file']

/** A server that is cut off at 40 %, and goes on from the id that it is asked for. */
function* server({ lastEventId }: ScriptedRequest): Generator<Step> {
  for (let percent = Number(lastEventId) + 1; percent < 100; percent += 1) {
    const doing = phases[Math.floor((percent * phases.length) / 100)]
    yield chunk(sse({ event: 'progress', id: percent, data: { percent, doing } }))
    if (percent === 40) yield cut()
    yield wait(25)
  }
  const data = { percent: 100, doing: 'Done', file: 'data:text/csv,order,total' }
  yield chunk(sse({ event: 'done', id: 100, data }))
}

const meta = preview.meta({
  title: 'Recipes/Progress of a long job',
  component: ExportProgress,
  args: { job: '7f3a' },
  decorators: [withServer(server)],
})

/** The connection breaks at 40 %; the bar goes on from there, and the last event closes the stream for good. */
export const JobProgress = meta.story({
  name: 'Progress of a long job',
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('progressbar', { name: 'Export' })
    let highest = 0
    await waitFor(
      async () => {
        await expect(Number(bar.getAttribute('value'))).toBeGreaterThanOrEqual(highest)
        highest = Number(bar.getAttribute('value'))
        await expect(highest).toBe(100)
      },
      { timeout: 12_000, interval: 20 },
    )
    await expect(canvas.getByRole('link', { name: 'Download' })).toBeVisible()
    await expect(canvas.getByRole('status')).toHaveTextContent('Done')
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
