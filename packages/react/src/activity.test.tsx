import { useEventSource, useStreamingCompletion } from '@rivulet/react'
import { chunk, openaiChunks, sse, stall } from '@rivulet/testing'
import { fireEvent, render, screen } from '@testing-library/react'
import { Activity, type ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { createLab, nothing } from './lab.suite.tsx'

const url = 'https://feed.test/'
const tick = (n: number) => chunk(sse({ id: n, data: n }))

function Feed(): ReactNode {
  const { data, status } = useEventSource<string, string[]>(url, {
    initialData: [],
    reduce: (all, event) => [...all, event.data],
  })
  return <output>{`${status} ${data.join()}`}</output>
}

function Chat({ onUnmount = 'abort' }: { onUnmount?: 'abort' | 'detach' }): ReactNode {
  const { completion, status, sendMessage } = useStreamingCompletion({ api: url, onUnmount })
  return (
    <>
      <button type="button" onClick={() => void sendMessage('hi')}>
        send
      </button>
      <output>{`${status} ${completion}`}</output>
    </>
  )
}

const page = (mode: 'visible' | 'hidden', child: ReactNode): ReactNode => (
  <Activity mode={mode}>{child}</Activity>
)

const shown = (): string | null => screen.getByRole('status', { hidden: true }).textContent

describe('Activity', () => {
  it('asks for nothing while it is hidden from the beginning', async () => {
    const lab = createLab([tick(1), stall()])
    const { rerender } = render(page('hidden', <Feed />), { wrapper: lab.wrapper })
    await lab.advance(60_000)
    expect(lab.fetch.calls).toHaveLength(0)
    expect(lab.left()).toEqual(nothing)
    rerender(page('visible', <Feed />))
    await lab.advance()
    expect(shown()).toBe('open 1')
  })

  it('lets a live stream go while it is hidden, and goes on from the last id with what it had', async () => {
    const lab = createLab(({ lastEventId }) => (lastEventId === '' ? [tick(1), stall()] : [tick(2), stall()]))
    const { rerender } = render(page('visible', <Feed />), { wrapper: lab.wrapper })
    await lab.advance()
    rerender(page('hidden', <Feed />))
    await lab.advance(60_000)
    expect(lab.left()).toEqual(nothing)
    rerender(page('visible', <Feed />))
    await lab.advance()
    expect(shown()).toBe('open 1,2')
    expect(lab.fetch.calls.map(({ lastEventId }) => lastEventId)).toEqual(['', '1'])
  })

  it('keeps the connection where it is hidden and shown within half a second', async () => {
    const lab = createLab([tick(1), stall()])
    const { rerender } = render(page('visible', <Feed />), { wrapper: lab.wrapper })
    await lab.advance()
    rerender(page('hidden', <Feed />))
    await lab.advance(400)
    rerender(page('visible', <Feed />))
    await lab.advance(60_000)
    expect(shown()).toBe('open 1')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('ends a running answer as it is hidden, and keeps its text', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], { interval: 10 }))
    const { rerender } = render(page('visible', <Chat />), { wrapper: lab.wrapper })
    fireEvent.click(screen.getByText('send'))
    await lab.advance(10)
    rerender(page('hidden', <Chat />))
    await lab.advance(60_000)
    expect(lab.left()).toEqual(nothing)
    rerender(page('visible', <Chat />))
    await lab.advance(60_000)
    expect(shown()).toBe('ready a')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('lets a detached answer go on while it is hidden', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], { interval: 10 }))
    const chat = <Chat onUnmount="detach" />
    const { rerender } = render(page('visible', chat), { wrapper: lab.wrapper })
    fireEvent.click(screen.getByText('send'))
    await lab.advance(10)
    rerender(page('hidden', chat))
    await lab.advance(100)
    rerender(page('visible', chat))
    expect(shown()).toBe('ready ab')
  })
})
