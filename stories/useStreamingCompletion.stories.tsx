import { Composer, ConnectionBadge, ErrorNotice, MessageList, StreamMeter } from '@rivulet/components'
import {
  type UseStreamingCompletionOptions,
  messageText,
  useStreamStore,
  useStreamingCompletion,
} from '@rivulet/react'
import { type Scripts, chunk, cut, openaiChunks, respond, wait } from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer } from './fixtures/thread.ts'
import { Server } from './surroundings/Server.tsx'

interface ServedProps {
  scripts: Scripts
  children: ReactNode
}

function Served({ scripts, children }: ServedProps): ReactNode {
  return (
    <Server scripts={scripts}>
      <div style={{ display: 'grid', gap: '0.75rem', maxInlineSize: '40rem' }}>{children}</div>
    </Server>
  )
}

const meta = preview.meta({ title: 'Hooks/useStreamingCompletion', component: Served })
const patience = { timeout: 10_000 }

async function ask(canvas: ReturnType<typeof within>, question: string): Promise<void> {
  await userEvent.type(canvas.getByRole('textbox'), `${question}{Enter}`)
}

/** A chat of one's own making. */
function Assistant(options: UseStreamingCompletionOptions): ReactNode {
  const chat = useStreamingCompletion(options)
  return (
    <>
      <ConnectionBadge connection={chat.connection} grace={0} />
      <div style={{ blockSize: '18rem' }}>
        <MessageList messages={chat.messages} pending={chat.status === 'submitted'} />
      </div>
      {chat.error && <ErrorNotice error={chat.error} onRetry={() => void chat.regenerate()} />}
      {chat.queue.length > 0 && <p>Waiting: {chat.queue.map(messageText).join(', ')}</p>}
      <StreamMeter metrics={chat.metrics} {...(chat.usage && { usage: chat.usage })} />
      <Composer status={chat.status} onSubmit={chat.sendMessage} onStop={chat.stop} whenBusy="queue" />
    </>
  )
}

/** The hook, and components of the library around it. */
export const Default = meta.story({
  args: { scripts: openaiChunks(answer, { interval: 15 }), children: <Assistant /> },
  play: async ({ canvas }) => {
    await ask(canvas, 'Why is streaming hard?')
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('A stream is'), patience)
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible()
    await waitFor(
      () => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('of the reader.'),
      patience,
    )
  },
})

/** What is sent while an answer is streaming waits for its turn. */
export const Queue = meta.story({
  args: {
    scripts: (_request, n) => openaiChunks(`Answer number ${n + 1} takes its time.`, { interval: 150 }),
    children: <Assistant />,
  },
  play: async ({ canvas }) => {
    await ask(canvas, 'One')
    await ask(canvas, 'Two')
    await expect(canvas.getByText('Waiting: Two')).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(4), patience)
    await waitFor(
      () => expect(canvas.getAllByRole('article')[3]).toHaveTextContent('Answer number 2 takes its time.'),
      patience,
    )
    await expect(canvas.queryByText(/Waiting/)).not.toBeInTheDocument()
  },
})

/** The connection breaks: the question and what has arrived stay, and asking again is one click away. */
export const KeepsWhatArrived = meta.story({
  args: {
    scripts: [
      [...openaiChunks('Half of an answer, and then').slice(0, -3), cut()],
      openaiChunks('The whole answer.', { interval: 30 }),
    ],
    children: <Assistant />,
  },
  play: async ({ canvas }) => {
    await ask(canvas, 'Will this break?')
    await canvas.findByRole('alert', undefined, patience)
    await expect(canvas.getAllByRole('article')[0]).toHaveTextContent('Will this break?')
    await expect(canvas.getAllByRole('article')[1]).toHaveTextContent('Half of an answer, and then')
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await waitFor(
      () => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('The whole answer.'),
      patience,
    )
  },
})

/** A server that is too busy says when to come back. The request was not taken, so it is sent again. */
export const BusyServer = meta.story({
  args: {
    scripts: [
      [respond({ status: 429, headers: { 'retry-after': '1' } }), chunk('Too many requests.')],
      openaiChunks('Thank you for waiting.', { interval: 30 }),
    ],
    children: <Assistant />,
  },
  play: async ({ canvas }) => {
    await ask(canvas, 'Are you there?')
    await waitFor(() => expect(canvas.getByText('Reconnecting')).toBeVisible(), patience)
    await waitFor(
      () => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('Thank you for waiting.'),
      patience,
    )
  },
})

function Summary(): ReactNode {
  const { completion, complete, stop, status } = useStreamingCompletion()
  const [result, setResult] = useState('')
  return (
    <>
      <p>
        <button type="button" onClick={() => void complete('Summarise this page').then(setResult)}>
          Summarise
        </button>{' '}
        <button type="button" onClick={stop} disabled={status === 'ready'}>
          Stop
        </button>
      </p>
      <p>{completion}</p>
      <p>{result !== '' && `Resolved with ${result.length} characters.`}</p>
    </>
  )
}

/** A prompt and its answer, without a thread: `complete()` resolves with the text. */
export const SingleShot = meta.story({
  args: { scripts: openaiChunks('This page is about streams.', { interval: 60 }), children: <Summary /> },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('Summarise'))
    await canvas.findByText('Resolved with 27 characters.', undefined, patience)
    await expect(canvas.getByText('This page is about streams.')).toBeVisible()
  },
})

/** Needs nothing but the id of the thread. */
function Words({ id }: { id: string }): ReactNode {
  const { store } = useStreamingCompletion({ id })
  // Renders when the number of words changes, not at each token.
  const words = useStreamStore(store, (state) => state.completion.split(/\s+/).filter(Boolean).length)
  return <p>{words} words</p>
}

/** Components with the same `id` share a thread; a selector renders only what it is about. */
export const SharedThread = meta.story({
  args: {
    scripts: [wait(100), ...openaiChunks('Counted while it is being written', { interval: 60 })],
    children: (
      <>
        <Words id="story" />
        <Assistant id="story" />
      </>
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('0 words')).toBeVisible()
    await ask(canvas, 'Count')
    await canvas.findByText('6 words', undefined, patience)
  },
})

function Editor(): ReactNode {
  const { messages, sendMessage } = useStreamingCompletion()
  const [question] = messages
  return (
    <>
      {messages.map((message) => (
        <p key={message.id}>{messageText(message)}</p>
      ))}
      <p>
        <button type="button" onClick={() => void sendMessage('What is a strem?')}>
          Ask
        </button>{' '}
        <button
          type="button"
          disabled={question === undefined}
          onClick={() => void sendMessage({ text: 'What is a stream?', messageId: question?.id ?? '' })}
        >
          Correct
        </button>
      </p>
    </>
  )
}

/** A message with a `messageId` replaces that one, and what follows it. */
export const Edit = meta.story({
  args: {
    scripts: (_request, n) => openaiChunks(n === 0 ? 'I know no strem.' : 'Bytes, one after the other.'),
    children: <Editor />,
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('Ask'))
    await canvas.findByText('I know no strem.', undefined, patience)
    await userEvent.click(canvas.getByText('Correct'))
    await canvas.findByText('Bytes, one after the other.', undefined, patience)
    await expect(canvas.queryByText('What is a strem?')).not.toBeInTheDocument()
    await expect(canvas.queryByText('I know no strem.')).not.toBeInTheDocument()
  },
})
