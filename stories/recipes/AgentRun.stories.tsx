import { Announcer, Composer, ErrorNotice, MessageList } from '@rivulet/components'
import { type Message, type MessagePart, useStreamingCompletion } from '@rivulet/react'
import { type Step, chunk, sse, tokens, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

interface Day {
  day: string
  rain: number
}

/** A run of many steps: what is thought and called is folded away, and the result of one tool has a picture of its own. */
function Agent(): ReactNode {
  const { messages, status, connection, error, sendMessage, stop, regenerate } = useStreamingCompletion({
    api: '/agent',
  })
  return (
    <section className="rivulet recipe recipe-tall" aria-labelledby="agent">
      <header className="recipe-head">
        <h2 id="agent">Travel agent</h2>
        <p>{callsIn(messages)} tool calls</p>
      </header>
      <MessageList
        messages={messages}
        pending={status === 'submitted'}
        renderPart={drawForecast}
        footer={error && <ErrorNotice error={error} onRetry={() => void regenerate()} live={false} />}
        empty={<p className="recipe-muted">Ask where to go, and watch how the answer is found.</p>}
        smooth
      />
      <Composer status={status} onSubmit={sendMessage} onStop={stop} />
      <Announcer messages={messages} status={status} connection={connection} error={error} />
    </section>
  )
}

/** Parts that it returns `undefined` for look as they always do. */
function drawForecast(part: MessagePart): ReactNode {
  if (part.type !== 'tool' || part.toolName !== 'forecast' || part.state !== 'output-available')
    return undefined
  return (
    <ul className="forecast" aria-label="Forecast">
      {(part.output as Day[]).map(({ day, rain }) => (
        <li key={day}>
          {day} <strong>{rain} %</strong>
        </li>
      ))}
    </ul>
  )
}

function callsIn(messages: readonly Message[]): number {
  return messages.flatMap(({ parts }) => parts).filter(({ type }) => type === 'tool').length
}

const days: Day[] = [
  { day: 'Fri', rain: 20 },
  { day: 'Sat', rain: 5 },
  { day: 'Sun', rain: 65 },
]
const thought = 'The weather decides: first the forecast, then the trains.'
const answer =
  'Go on Saturday. It stays dry, and the 8:12 is direct: you are there at 9:47.\n\nOn Sunday it rains by noon, and on Friday the last train back leaves at six.'

/** A run in the format of the AI SDK; the client recognises it by itself. */
function* server(): Generator<Step> {
  const send = (frame: object): Step => chunk(sse({ data: frame }))
  yield send({ type: 'start' })
  yield send({ type: 'reasoning-start', id: 'r' })
  for (const delta of tokens(thought)) yield* [wait(40), send({ type: 'reasoning-delta', id: 'r', delta })]
  yield send({ type: 'reasoning-end', id: 'r' })
  yield* call('forecast', { place: 'Bad Schandau' }, days)
  yield* call('trains', { to: 'Bad Schandau', day: 'Sat' }, [{ leaves: '8:12', arrives: '9:47' }])
  yield send({ type: 'text-start', id: 't' })
  for (const delta of tokens(answer)) yield* [wait(30), send({ type: 'text-delta', id: 't', delta })]
  yield* [send({ type: 'text-end', id: 't' }), send({ type: 'finish' }), chunk(sse({ data: '[DONE]' }))]

  function* call(toolName: string, input: object, output: unknown): Generator<Step> {
    const toolCallId = toolName
    yield send({ type: 'tool-input-start', toolCallId, toolName })
    for (const inputTextDelta of JSON.stringify(input).match(/.{1,6}/g) ?? [])
      yield* [wait(40), send({ type: 'tool-input-delta', toolCallId, inputTextDelta })]
    yield send({ type: 'tool-input-available', toolCallId, toolName, input })
    yield* [wait(500), send({ type: 'tool-output-available', toolCallId, output })]
  }
}

const meta = preview.meta({
  title: 'Recipes/Agent run with tools',
  component: Agent,
  decorators: [withServer(server)],
})

/** Thinks, calls two tools, draws what one of them said, and answers. */
export const AgentRun = meta.story({
  name: 'Agent run with tools',
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'When should I go to Bad Schandau?{Enter}')
    const forecast = await canvas.findByRole('list', { name: 'Forecast' }, { timeout: 10_000 })
    await expect(forecast).toHaveTextContent('Fri 20 %Sat 5 %Sun 65 %')
    await canvas.findByText('trains', undefined, { timeout: 5000 })
    await canvas.findByText(/leaves at six/, undefined, { timeout: 12_000 })
    await expect(canvas.getByText('2 tool calls')).toBeVisible()
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Stop' })).not.toBeInTheDocument(), {
      timeout: 5000,
    })
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
