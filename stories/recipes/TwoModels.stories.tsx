import { Announcer, Composer, ErrorNotice, StreamMeter, StreamingMarkdown } from '@rivulet/components'
import { type UseStreamingCompletionResult, useStreamingCompletion } from '@rivulet/react'
import { type ScriptedRequest, type Step, openaiChunks, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

/** One question, two threads: each has its own connection, its own errors and its own figures. */
function TwoModels(): ReactNode {
  const api = '/v1/chat/completions'
  const small = useStreamingCompletion({ api, body: { model: 'small' } })
  const large = useStreamingCompletion({ api, body: { model: 'large' } })
  const both = [small, large]
  const isBusy = both.some(({ status }) => status === 'submitted' || status === 'streaming')
  return (
    <section className="rivulet recipe recipe-tall" aria-labelledby="compare">
      <header className="recipe-head">
        <h2 id="compare">Compare two models</h2>
        <p>The same question, at the same time</p>
      </header>
      <div className="models">
        <Answer name="small" chat={small} />
        <Answer name="large" chat={large} />
      </div>
      <Composer
        status={isBusy ? 'streaming' : 'ready'}
        onSubmit={async (message) => {
          await Promise.all(both.map((chat) => chat.sendMessage(message)))
        }}
        onStop={() => both.forEach((chat) => chat.stop())}
      />
    </section>
  )
}

function Answer({ name, chat }: { name: string; chat: UseStreamingCompletionResult }): ReactNode {
  const { completion, status, error, metrics, usage, messages, connection } = chat
  const waiting = status === 'submitted' ? 'Waiting for the answer' : 'No answer yet'
  return (
    <article className="model" aria-label={name}>
      <h3>{name}</h3>
      <div className="model-text">
        {completion === '' && !error && <p className="recipe-muted">{waiting}</p>}
        <StreamingMarkdown text={completion} streaming={status === 'streaming'} />
        {error && <ErrorNotice error={error} onRetry={() => void chat.regenerate()} live={false} />}
      </div>
      <StreamMeter metrics={metrics} {...(usage && { usage })} />
      <Announcer
        messages={messages}
        status={status}
        connection={connection}
        error={error}
        mode="status"
        labels={{ announcer: { responding: `${name} responds` } }}
      />
    </article>
  )
}

const answers: Readonly<Record<string, string>> = {
  small: 'A **stream** sends an answer in pieces, so that reading begins before writing ends.',
  large:
    'A **stream** sends an answer piece by piece, as it comes into being.\n\n- The reader begins at once.\n- The server holds nothing back.\n- Whoever has read enough stops it, and nobody pays for the rest.',
}

/** The large model thinks longer, and has more to say. */
function server({ body }: ScriptedRequest): Step[] {
  const { model } = JSON.parse(body) as { model: string }
  const pace = model === 'large' ? { head: 600, interval: 60 } : { head: 150, interval: 30 }
  return [wait(pace.head), ...openaiChunks(answers[model] ?? '', { interval: pace.interval })]
}

const meta = preview.meta({
  title: 'Recipes/Two models side by side',
  component: TwoModels,
  decorators: [withServer(server)],
})

/** Asked once, answered twice; each side tells how fast it was. */
export const SideBySide = meta.story({
  name: 'Two models side by side',
  play: async ({ canvas }) => {
    const small = within(canvas.getByRole('article', { name: 'small' }))
    const large = within(canvas.getByRole('article', { name: 'large' }))
    await userEvent.type(canvas.getByRole('textbox'), 'What is a stream?{Enter}')
    await small.findByText(/reading begins before writing ends/, undefined, { timeout: 8000 })
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible()
    await large.findByText(/nobody pays for the rest/, undefined, { timeout: 10_000 })
    await waitFor(() => expect(large.getByText('First token')).toBeVisible())
    await expect(small.getByText('First token')).toBeVisible()
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
