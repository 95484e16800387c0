import { type MessageContent, MessageList } from '@rivulet/components'
import type { Message as MessageData } from '@rivulet/react'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const message = (id: number, text = `Message ${id}`, role: 'user' | 'assistant' = 'user'): MessageData => ({
  id: String(id),
  role,
  parts: [{ type: 'text', id: 't', text, state: 'done' }],
  createdAt: 0,
})
const thread = [1, 2, 3].map((id) => message(id))

describeAnatomy('MessageList', {
  element: (props) => <MessageList messages={thread} pending onLoadEarlier={() => {}} {...props} />,
  className: 'rivulet-list',
  data: { 'data-following': '' },
  content: [/Message \d/],
})

describeAnatomy('MessageList, empty', {
  element: (props) => <MessageList messages={[]} {...props} />,
  className: 'rivulet-list',
  data: { 'data-empty': '' },
})

describe('MessageList', () => {
  it('is a named log that is not read out by itself', () => {
    render(<MessageList messages={thread} />)
    const log = screen.getByRole('log', { name: 'Conversation' })
    expect(log).toHaveAttribute('aria-live', 'off')
    expect(log).toHaveAttribute('tabindex', '0')
    expect(log).not.toHaveAttribute('aria-busy')
    expect(screen.getAllByRole('article')).toHaveLength(3)
  })

  it('says so where there are no messages, in words of one’s own where wished', () => {
    const { rerender } = render(<MessageList messages={[]} />)
    expect(screen.getByText('No messages yet')).toBeInTheDocument()
    rerender(<MessageList messages={[]} empty={<p>Ask me</p>} />)
    expect(screen.getByText('Ask me')).toBeInTheDocument()
    rerender(<MessageList messages={thread} empty={<p>Ask me</p>} />)
    expect(screen.queryByText('Ask me')).toBe(null)
  })

  it('shows that an answer is on its way', () => {
    const { container } = render(<MessageList messages={thread} pending />)
    expect(screen.getByText('Waiting for the answer')).toBeInTheDocument()
    expect(container.querySelector('[data-caret]')).toBeInTheDocument()
  })

  it('has a footer behind the last message', () => {
    render(<MessageList messages={thread} footer={<p>the end</p>} />)
    expect(screen.getByRole('log')).toContainElement(screen.getByText('the end'))
  })
})

describe('MessageList, while one message streams', () => {
  const old = Array.from({ length: 200 }, (_, index) => message(index))
  const grown = (step: number): MessageData[] => [...old, message(999, 'word '.repeat(step), 'assistant')]

  it('renders no message of the past again, also where the component is not memoised', () => {
    const rendered = vi.fn<(id: string) => void>()
    function Mine({ message: { id, parts } }: MessageContent) {
      rendered(id)
      return <article>{parts.length}</article>
    }
    const { rerender } = render(<MessageList messages={grown(1)} messageComponent={Mine} />)
    expect(rendered).toHaveBeenCalledTimes(201)
    rendered.mockClear()
    for (let step = 2; step <= 50; step++)
      rerender(<MessageList messages={grown(step)} messageComponent={Mine} />)
    expect(rendered.mock.calls.filter(([id]) => id !== '999')).toEqual([])
    expect(rendered).toHaveBeenCalledTimes(49)
  })

  it('calls no function for a message of the past again, however new it is', () => {
    const drawn = vi.fn<(id: string) => void>()
    const list = (step: number, extraData?: unknown) => (
      <MessageList
        messages={grown(step)}
        extraData={extraData}
        labels={{ list: { log: 'Thread', jump: (unseen) => `${unseen} more` } }}
        renderMessage={({ id }) => {
          drawn(id)
          return <article>{id}</article>
        }}
      />
    )
    const { rerender } = render(list(1))
    drawn.mockClear()
    for (let step = 2; step <= 50; step++) rerender(list(step))
    expect(drawn.mock.calls.filter(([id]) => id !== '999')).toEqual([])
    drawn.mockClear()
    rerender(list(50, 'another'))
    expect(drawn).toHaveBeenCalledTimes(201)
  })

  it('draws no part of the past again, however new `renderPart` is', () => {
    const drawn = vi.fn()
    const list = (step: number) => (
      <MessageList messages={grown(step)} renderPart={(part) => void drawn(part)} />
    )
    const { rerender } = render(list(1))
    drawn.mockClear()
    for (let step = 2; step <= 20; step++) rerender(list(step))
    expect(drawn).toHaveBeenCalledTimes(19)
  })

  it('draws no message of the past again for new actions, and calls the latest of them', () => {
    const drawn = vi.fn<(id: string) => void>()
    function Mine({ message: { id, role }, actions }: MessageContent) {
      drawn(id)
      const press = (): void => actions?.onRegenerate?.(message(7, role))
      return (
        <article>
          <button type="button" onClick={press}>
            {id}
          </button>
        </article>
      )
    }
    const calls: number[] = []
    const list = (step: number) => (
      <MessageList
        messages={grown(step)}
        messageComponent={Mine}
        actions={{ onRegenerate: () => void calls.push(step) }}
      />
    )
    const { rerender } = render(list(1))
    drawn.mockClear()
    for (let step = 2; step <= 20; step++) rerender(list(step))
    expect(drawn.mock.calls.filter(([id]) => id !== '999')).toEqual([])
    fireEvent.click(screen.getByText('0'))
    expect(calls).toEqual([20])
    rerender(<MessageList messages={grown(20)} messageComponent={Mine} />)
    fireEvent.click(screen.getByText('0'))
    expect(calls).toEqual([20])
  })

  it('follows other words without being told', () => {
    const { rerender } = render(<MessageList messages={thread} labels={{ message: { user: 'Du' } }} />)
    rerender(<MessageList messages={thread} labels={{ message: { user: 'Toi' } }} />)
    expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
      'Toi',
      'Toi',
      'Toi',
    ])
  })

  it('mounts no message again, whatever comes before or behind it, and goes', () => {
    let mounted: number[] = []
    function Own({ message }: MessageContent) {
      useState(() => mounted.push(Number(message.id)))
      return null
    }
    const ids = (from: number, to: number): number[] =>
      Array.from({ length: to - from }, (_, index) => from + index)
    const element = (...all: number[]) => (
      <MessageList messages={all.map((id) => message(id))} messageComponent={Own} />
    )
    const { rerender } = render(element(...ids(100, 150)))
    expect(mounted).toEqual(ids(100, 150))
    mounted = []
    rerender(element(...ids(100, 190)))
    expect(mounted).toEqual(ids(150, 190))
    mounted = []
    rerender(element(...ids(75, 190)))
    expect(mounted).toEqual(ids(75, 100))
    mounted = []
    rerender(element(...ids(75, 120)))
    rerender(element(...ids(75, 119), 500))
    expect(mounted).toEqual([500])
    expect(document.querySelectorAll('.rivulet-row')).toHaveLength(45)
  })

  it('keeps the state of a message that was drawn by the consumer', () => {
    function Counter() {
      const [count, setCount] = useState(0)
      return (
        <button type="button" onClick={() => setCount(count + 1)}>
          {count}
        </button>
      )
    }
    const { rerender } = render(<MessageList messages={[message(1)]} renderMessage={() => <Counter />} />)
    fireEvent.click(screen.getByRole('button'))
    rerender(<MessageList messages={[message(1, 'more')]} renderMessage={() => <Counter />} />)
    expect(screen.getByRole('button')).toHaveTextContent('1')
  })
})

describe('MessageList, by keyboard', () => {
  const link = { type: 'source', url: 'https://example.com', title: 'A link' } as const
  const linked: MessageData = { ...message(4), parts: [...message(4).parts, link] }
  const focused = (): string | null => document.activeElement!.textContent
  const stops = (): Element[] => [...document.querySelectorAll('[tabindex="0"]')]

  it('is one tab stop, and arrows go from message to message', async () => {
    const user = userEvent.setup()
    render(<MessageList messages={thread} />)
    const log = screen.getByRole('log')
    await user.tab()
    expect(document.activeElement).toBe(log)
    await user.keyboard('{Home}')
    expect(focused()).toBe('YouMessage 1')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('YouMessage 2')
    expect(stops()).toEqual([document.activeElement])
    await user.keyboard('{End}')
    expect(focused()).toBe('YouMessage 3')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('YouMessage 3')
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    expect(focused()).toBe('YouMessage 1')
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(log)
    expect(stops()).toEqual([log])
  })

  it('comes back to the message where it was left', async () => {
    const user = userEvent.setup()
    render(
      <>
        <MessageList messages={thread} />
        <button type="button">after</button>
      </>,
    )
    await user.tab()
    await user.keyboard('{Home}{ArrowDown}{Tab}')
    expect(focused()).toBe('after')
    await user.tab({ shift: true })
    expect(focused()).toBe('YouMessage 2')
  })

  it('goes to the controls in a message by Enter, and out by Escape', async () => {
    const user = userEvent.setup()
    render(<MessageList messages={[...thread, linked]} />)
    await user.tab()
    await user.keyboard('{End}{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('link', { name: /A link/ }))
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(screen.getByRole('link', { name: /A link/ }))
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getAllByRole('article')[3])
  })

  it('has a tab stop again after the message that was it has gone', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<MessageList messages={thread} />)
    await user.tab()
    await user.keyboard('{End}')
    rerender(<MessageList messages={thread.slice(0, 2)} />)
    expect(stops()).toEqual([screen.getByRole('log')])
  })

  it('leaves keys alone that its consumer has handled', () => {
    render(<MessageList messages={thread} />)
    const log = screen.getByRole('log')
    log.focus()
    fireEvent.keyDown(log, { key: 'Home', ctrlKey: true })
    expect(document.activeElement).toBe(log)
  })
})

describe('MessageList, with earlier messages', () => {
  it('asks for them, and is busy until they are there', async () => {
    let arrive = (): void => {}
    const onLoadEarlier = vi.fn(() => new Promise<void>((resolve) => (arrive = resolve)))
    render(<MessageList messages={thread} onLoadEarlier={onLoadEarlier} />)
    const button = screen.getByRole('button', { name: 'Show earlier messages' })
    await act(async () => void fireEvent.click(button))
    expect(button).toHaveTextContent('Loading earlier messages')
    expect(button).toHaveAttribute('aria-disabled', 'true')
    await act(async () => void fireEvent.click(button))
    expect(onLoadEarlier).toHaveBeenCalledTimes(1)
    await act(async () => arrive())
    expect(button).toHaveTextContent('Show earlier messages')
  })

  it('can be asked again after a failure, which it reports', async () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    const error = new Error('offline')
    render(<MessageList messages={thread} onLoadEarlier={() => Promise.reject(error)} />)
    const button = screen.getByRole('button')
    await act(async () => void fireEvent.click(button))
    expect(button).toHaveAttribute('aria-disabled', 'false')
    expect(reported).toHaveBeenCalledWith(error)
    vi.unstubAllGlobals()
  })
})
