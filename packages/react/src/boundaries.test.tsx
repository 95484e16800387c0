import { useEventSource, useStreamingCompletion } from '@rivulet/react'
import { chunk, openaiChunks, sse, stall, wait } from '@rivulet/testing'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { Component, type ReactNode, Suspense, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLab, nothing } from './lab.suite.tsx'

const url = 'https://feed.test/'
const ticks = [1, 2, 3].flatMap((n) => [chunk(sse({ id: n, data: n })), wait(10)])

/** Something that a component suspends for, by React's protocol. */
function gate(): { pass: () => void; open: () => void } {
  let isOpen = false
  let resolve = (): void => {}
  const opened: unknown = new Promise<void>((done) => (resolve = done))
  return {
    pass() {
      if (!isOpen) throw opened
    },
    open() {
      isOpen = true
      resolve()
    },
  }
}

function Feed({ until }: { until?: () => void }): ReactNode {
  const { data, status } = useEventSource<string, string[]>(url, {
    initialData: [],
    reduce: (all, event) => [...all, event.data],
  })
  until?.()
  return <output>{`${status} ${data.join()}`}</output>
}

const shown = (): string | null => screen.getByRole('status', { hidden: true }).textContent

describe('Suspense', () => {
  it('sends one request where a sibling is suspended at first', async () => {
    const lab = createLab([...ticks, stall()])
    const { pass, open } = gate()
    const Sibling = (): ReactNode => {
      pass()
      return null
    }
    render(
      <Suspense fallback="loading">
        <Feed />
        <Sibling />
      </Suspense>,
      { wrapper: lab.wrapper },
    )
    await lab.advance(100)
    expect(screen.getByText('loading')).toBeInTheDocument()
    expect(lab.fetch.calls).toHaveLength(0)
    await act(async () => open())
    await lab.advance(100)
    expect(shown()).toBe('open 1,2,3')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('sends one request where the component itself is suspended at first', async () => {
    const lab = createLab([...ticks, stall()])
    const { pass, open } = gate()
    const { unmount } = render(
      <Suspense fallback="loading">
        <Feed until={pass} />
      </Suspense>,
      { wrapper: lab.wrapper },
    )
    await lab.advance(100)
    expect(lab.left()).toEqual(nothing)
    await act(async () => open())
    await lab.advance(100)
    expect(lab.fetch.calls).toHaveLength(1)
    unmount()
    await lab.advance(500)
    expect(lab.left()).toEqual(nothing)
  })

  it('keeps the stream and loses no event while the component is suspended later on', async () => {
    const lab = createLab([...ticks, stall()])
    const { pass, open } = gate()
    const page = (until?: () => void): ReactNode => (
      <Suspense fallback="loading">
        <Feed {...(until && { until })} />
      </Suspense>
    )
    const { rerender } = render(page(), { wrapper: lab.wrapper })
    await lab.advance()
    expect(shown()).toBe('open 1')
    rerender(page(pass))
    expect(screen.getByText('loading')).toBeInTheDocument()
    await lab.advance(100)
    await act(async () => open())
    expect(shown()).toBe('open 1,2,3')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('keeps a completion where a sibling is suspended while it streams', async () => {
    const lab = createLab(openaiChunks(['a', 'b', 'c'], { interval: 10 }))
    const { pass, open } = gate()
    const Sibling = (): ReactNode => {
      const [isSuspended, suspend] = useState(false)
      if (isSuspended) pass()
      return (
        <button type="button" onClick={() => suspend(true)}>
          suspend
        </button>
      )
    }
    const Chat = (): ReactNode => {
      const { completion, status, sendMessage } = useStreamingCompletion({ api: url })
      return (
        <>
          <button type="button" onClick={() => void sendMessage('hi')}>
            send
          </button>
          <output>{`${status} ${completion}`}</output>
        </>
      )
    }
    render(
      <Suspense fallback="loading">
        <Chat />
        <Sibling />
      </Suspense>,
      { wrapper: lab.wrapper },
    )
    fireEvent.click(screen.getByText('send'))
    await lab.advance(10)
    fireEvent.click(screen.getByText('suspend'))
    expect(screen.getByText('loading')).toBeInTheDocument()
    await lab.advance(100)
    await act(async () => open())
    expect(shown()).toBe('ready abc')
    expect(lab.fetch.calls).toHaveLength(1)
  })
})

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    return this.state.failed ? 'sorry' : this.props.children
  }
}

describe('An error boundary', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('catches a component that throws as it renders for the first time, and nothing is sent', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const lab = createLab([...ticks, stall()])
    const fail = (): void => {
      throw new Error('boom')
    }
    render(
      <Boundary>
        <Feed until={fail} />
      </Boundary>,
      { wrapper: lab.wrapper },
    )
    await lab.advance(1000)
    expect(screen.getByText('sorry')).toBeInTheDocument()
    expect(lab.fetch.calls).toHaveLength(0)
    expect(lab.left()).toEqual(nothing)
  })

  it('catches a component that throws at an event, and the stream is let go', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const lab = createLab([...ticks, stall()])
    const Fragile = (): ReactNode => {
      const { data } = useEventSource(url)
      if (data === '2') throw new Error('boom')
      return data
    }
    render(
      <Boundary>
        <Fragile />
      </Boundary>,
      { wrapper: lab.wrapper },
    )
    await lab.advance()
    expect(screen.getByText('1')).toBeInTheDocument()
    await lab.advance(10)
    expect(screen.getByText('sorry')).toBeInTheDocument()
    await lab.advance(500)
    expect(lab.left()).toEqual(nothing)
  })
})
