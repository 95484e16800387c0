import { Announcer, type AnnouncerProps } from '@rivulet/components'
import { StreamError, useStreamingCompletion } from '@rivulet/react'
import { type Scripts, cut, openaiChunks, scriptedFetch } from '@rivulet/testing'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer } from './fixtures/thread.ts'

/** Shows what cannot be seen: each text that its children write into a live region. */
function Heard({ children }: { children: ReactNode }): ReactNode {
  const root = useRef<HTMLDivElement>(null)
  const [heard, setHeard] = useState<string[]>([])
  useEffect(() => {
    const observer = new MutationObserver((records) => {
      const texts = records.map(({ target }) => target.textContent ?? '')
      setHeard((before) => [...before, ...texts.filter((text) => text !== '')])
    })
    observer.observe(root.current!, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [])
  return (
    <div className="rivulet">
      <div ref={root}>{children}</div>
      <p>A screen reader has said:</p>
      <ol aria-label="Heard">
        {heard.map((text, index) => (
          <li key={`${index} ${text}`}>{text}</li>
        ))}
      </ol>
    </div>
  )
}

/** Asks once, at the start, and lets the announcer tell what comes. */
function Spoken({ scripts, ...props }: AnnouncerProps & { scripts: Scripts }): ReactNode {
  const [fetch] = useState(() => scriptedFetch(scripts))
  const { messages, status, connection, error, sendMessage } = useStreamingCompletion({ fetch })
  const send = useRef(sendMessage)
  useEffect(() => void send.current('Why is streaming hard to get right?'), [])
  return (
    <Heard>
      <Announcer messages={messages} status={status} connection={connection} error={error} {...props} />
    </Heard>
  )
}

const short = 'It **breaks**, and it [grows](https://a.example).\n\n```ts\nawait stream()\n```'

const meta = preview.meta({ title: 'Components/Announcer', component: Announcer })

/** That an answer is on its way, and then the answer, as plain text. */
export const Default = meta.story({
  render: (props) => <Spoken scripts={openaiChunks(short, { interval: 20 })} {...props} />,
  play: async ({ canvas }) => {
    await waitFor(
      () =>
        expect(canvas.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
          'Responding',
          'It breaks, and it grows. code block, TypeScript, 1 line',
        ]),
      { timeout: 5000 },
    )
  },
})

/** Of a long answer its length. */
export const Long = meta.story({
  render: (props) => <Spoken scripts={openaiChunks(answer.repeat(4))} {...props} />,
  play: async ({ canvas }) => {
    await waitFor(
      () => expect(canvas.getAllByRole('listitem')[1]).toHaveTextContent(/^Answer complete, \d{3} words$/),
      { timeout: 5000 },
    )
  },
})

/** Whole sentences while they arrive, at most one write in two seconds. */
export const Sentences = meta.story({
  args: { mode: 'sentences' },
  render: (props) => <Spoken scripts={openaiChunks(answer, { interval: 10 })} {...props} />,
  play: async ({ canvas }) => {
    await waitFor(
      () =>
        expect(canvas.getAllByRole('listitem')[1]).toHaveTextContent(
          /^A stream is a promise kept in instalments\..*[.:]$/,
        ),
      { timeout: 10_000 },
    )
  },
})

export const Broken = meta.story({
  render: (props) => <Spoken scripts={[...openaiChunks(answer).slice(0, 60), cut()]} {...props} />,
  play: async ({ canvas }) => {
    const list = canvas.getByRole('list', { name: 'Heard' })
    await waitFor(
      () => expect(list).toHaveTextContent('RespondingThe connection broke. What arrived is kept.'),
      { timeout: 5000 },
    )
  },
})

/** Beside a live stream: lost for longer than its grace, and back. */
export const LostAndBack = meta.story({
  render: function LostAndBack(props) {
    const [connection, setConnection] = useState<AnnouncerProps['connection']>({ status: 'open', since: 0 })
    useEffect(() => {
      const cause = new StreamError('interrupted', 'The connection broke.')
      setConnection({ status: 'waiting', attempt: 1, retryAt: 0, cause })
      const timer = setTimeout(() => setConnection({ status: 'open', since: 1 }), 500)
      return () => clearTimeout(timer)
    }, [])
    return (
      <Heard>
        <Announcer connection={connection} grace={200} {...props} />
      </Heard>
    )
  },
  play: async ({ canvas }) => {
    const list = canvas.getByRole('list', { name: 'Heard' })
    await waitFor(() => expect(list).toHaveTextContent('Connection lost. Trying again.Connected again.'), {
      timeout: 5000,
    })
  },
})
