import { MessageList, type MessageListProps } from '@rivulet/components'
import type { Message } from '@rivulet/react'
import { type ReactNode, useEffect, useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic, longThread, message, text, thread } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'
import { systemColours, zoomed } from './special.tsx'

const meta = preview.meta({
  title: 'Components/MessageList',
  component: MessageList,
  args: { messages: thread },
  decorators: [
    (Story) => (
      <div style={{ blockSize: '28rem' }}>
        <Story />
      </div>
    ),
  ],
})

export const Default = meta.story()
export const Empty = meta.story({ args: { messages: [] } })
export const EmptyInOwnWords = meta.story({
  args: {
    messages: [],
    empty: <p style={{ margin: 'auto', fontSize: '1.25rem' }}>What would you like to know?</p>,
  },
})
export const Pending = meta.story({ args: { messages: thread.slice(0, 3), pending: true } })
export const Interrupted = meta.story({
  args: {
    messages: [...thread.slice(0, 3), message('4', 'assistant', [text('That is nginx', 'interrupted')])],
  },
})

/** Arrows go from message to message, Enter into one, Escape out of it. */
export const ByKeyboard = meta.story({
  play: async ({ canvas }) => {
    canvas.getByRole('log').focus()
    await userEvent.keyboard('{Home}')
    await expect(canvas.getAllByRole('article')[0]).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect(canvas.getByText('Thought for 4 s').closest('summary')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getAllByRole('article')[1]).toHaveFocus()
  },
})

/** A thread of 200 messages: all of them are in the document, those near the screen are laid out. */
export const Long = meta.story({
  args: { messages: longThread(200) },
  play: async ({ canvas }) => {
    const log = canvas.getByRole('log')
    await waitFor(() => expect(log.scrollHeight - log.clientHeight - log.scrollTop).toBeLessThan(2))
  },
})

/** A thread whose last answer grows, and goes on when it has ended. */
function Growing(props: MessageListProps): ReactNode {
  const [size, setSize] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSize((before) => before + 12), 60)
    return () => clearInterval(timer)
  }, [])
  const turns = Math.floor(size / 600)
  const asked: Message[] = Array.from({ length: turns }, (_, index) =>
    message(`more-${index}`, 'user', `And number ${index + 1}?`),
  )
  const last = message('last', 'assistant', [
    text(`${answer}\n\n`.repeat(turns + 1).slice(0, size), 'streaming'),
  ])
  return <MessageList {...props} messages={[...longThread(6), ...asked, last]} />
}

/** Follows its end; scroll up, and it lets go at once. */
export const Streaming = meta.story({
  render: (args) => <Growing {...args} />,
  play: async ({ canvas, canvasElement }) => {
    const log = canvas.getByRole('log')
    await new Promise((resolve) => setTimeout(resolve, 300))
    log.scrollTop -= 300
    const jump = await canvas.findByRole('button', { name: /Jump|new/ })
    await userEvent.click(jump)
    await waitFor(() =>
      expect(canvasElement.querySelector('.rivulet-list')).toHaveAttribute('data-following'),
    )
  },
})

function Loading(props: MessageListProps): ReactNode {
  const all = longThread(60)
  const [from, setFrom] = useState(50)
  const load = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    setFrom((before) => Math.max(0, before - 10))
  }
  return <MessageList {...props} messages={all.slice(from)} onLoadEarlier={from > 0 ? load : undefined} />
}

/** Earlier messages do not move what the reader sees. */
export const EarlierMessages = meta.story({
  render: (args) => <Loading {...args} />,
  play: async ({ canvas }) => {
    const log = canvas.getByRole('log')
    log.scrollTop = 0
    await userEvent.click(canvas.getByRole('button', { name: 'Show earlier messages' }))
    await expect(canvas.getByRole('button', { name: 'Loading earlier messages' })).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(20))
    await expect(log.scrollTop).toBeGreaterThan(100)
  },
})

/** What can be done with each message; in the list the keyboard comes to one message's actions at a time. */
export const WithActions = meta.story({
  args: { actions: { onRegenerate: fn(), onEdit: fn() } },
  play: async ({ canvas }) => {
    canvas.getByRole('log').focus()
    await userEvent.keyboard('{Home}{Enter}')
    await expect(canvas.getAllByRole('button', { name: 'Copy' })[0]).toHaveFocus()
    await userEvent.tab()
    await expect(canvas.getAllByRole('button', { name: 'Edit' })[0]).toHaveFocus()
  },
})

function Asking(props: MessageListProps): ReactNode {
  const [size, setSize] = useState(-1)
  useEffect(() => {
    if (size < 0) return undefined
    const timer = setTimeout(() => setSize(size + 12), 40)
    return () => clearTimeout(timer)
  }, [size])
  const turn = [
    message('asked', 'user', 'And what then?'),
    ...(size > 0
      ? [message('answer', 'assistant', [text(`${answer}\n\n`.repeat(3).slice(0, size), 'streaming')])]
      : []),
  ]
  return (
    <>
      <button type="button" onClick={() => setSize(0)}>
        Ask
      </button>
      <MessageList {...props} messages={[...longThread(6), ...(size < 0 ? [] : turn)]} />
    </>
  )
}

/** Each new turn goes to the upper edge and stays there: nothing moves while one reads. */
export const PinnedTurns = meta.story({
  args: { pinTurns: true },
  render: (args) => <Asking {...args} />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Ask' }))
    const log = canvas.getByRole('log')
    const row = canvas.getByText('And what then?').closest('.rivulet-row')!
    const top = (): number => row.getBoundingClientRect().top - log.getBoundingClientRect().top
    await waitFor(() => expect(Math.abs(top())).toBeLessThan(2))
    await canvas.findByRole('button', { name: /Jump/ }, { timeout: 10_000 })
    await expect(Math.abs(top())).toBeLessThan(2)
  },
})

export const RightToLeft = meta.story({
  args: {
    actions: { onRegenerate: fn(), onEdit: fn() },
    labels: inArabic,
    messages: [message('1', 'user', 'ما هو البث؟'), message('2', 'assistant', arabic)],
  },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const ReducedMotion = meta.story({
  args: { messages: thread.slice(0, 3), pending: true },
  globals: { motion: 'reduced' },
})

export const Zoomed = meta.story({ args: { actions: {} }, decorators: [zoomed] })
export const SystemColours = meta.story({ args: { actions: {} }, decorators: [systemColours] })
