import {
  createEventSourceStore,
  useEventSource,
  useStreamStore,
  useStreamingCompletion,
  type StreamStore,
} from '@rivulet/react'
import { chunk, openaiChunks, sse, stall, wait } from '@rivulet/testing'
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { type ReactNode, memo } from 'react'
import { describe, expect, it } from 'vitest'
import { createLab } from './lab.suite.tsx'

describe('useStreamStore', () => {
  it('renders only when what it selects has changed', async () => {
    const lab = createLab(openaiChunks(['a', 'b', 'c'], { interval: 10 }))
    const renders: string[] = []
    const Status = memo(function Status({ store }: Pick<ReturnType<typeof useStreamingCompletion>, 'store'>) {
      const status = useStreamStore(store, (state) => state.status)
      renders.push(status)
      return status
    })
    const Chat = (): ReactNode => {
      const { completion, sendMessage, store } = useStreamingCompletion({ api: 'https://chat.test/' })
      return (
        <>
          <button type="button" onClick={() => void sendMessage('hi')}>
            send
          </button>
          <output>{completion}</output>
          <Status store={store} />
        </>
      )
    }
    render(<Chat />, { wrapper: lab.wrapper })
    fireEvent.click(screen.getByText('send'))
    await lab.advance(10)
    await lab.advance(10)
    await lab.advance(10)
    expect(screen.getByRole('status')).toHaveTextContent('abc')
    // StrictMode renders everything twice.
    expect(renders.filter((status, at) => status !== renders[at - 1])).toEqual([
      'ready',
      'submitted',
      'streaming',
      'ready',
    ])
    expect(renders.length).toBeLessThanOrEqual(8)
  })

  it('reads a store that was made outside React, and follows it', async () => {
    const lab = createLab([chunk(sse({ data: 'one' })), wait(10), chunk(sse({ data: 'two' })), stall()])
    const { environment, fetch } = lab
    const store = createEventSourceStore('https://feed.test/', { environment, fetch })
    const { result } = renderHook(() => useStreamStore(store, ({ data }) => data), { wrapper: lab.wrapper })
    expect(result.current).toBeUndefined()
    expect(fetch.calls).toHaveLength(0)
    act(() => store.open())
    await lab.advance()
    expect(result.current).toBe('one')
    await lab.advance(10)
    expect(result.current).toBe('two')
    act(() => store.close())
  })

  it('selects anew where the selector or the store changes', async () => {
    const lab = createLab([chunk(sse({ data: 'one', id: 7 })), stall()])
    const { result: feed } = renderHook(() => useEventSource('https://feed.test/'), { wrapper: lab.wrapper })
    await lab.advance()
    type State = ReturnType<typeof feed.current.store.getState>
    const { result, rerender } = renderHook(
      (props: { store: StreamStore<State>; select: (state: State) => unknown }) =>
        useStreamStore(props.store, props.select),
      {
        wrapper: lab.wrapper,
        initialProps: { store: feed.current.store, select: ({ data }: State): unknown => data },
      },
    )
    expect(result.current).toBe('one')
    rerender({ store: feed.current.store, select: ({ lastEventId }) => lastEventId })
    expect(result.current).toBe('7')
    rerender({
      store: createEventSourceStore('https://feed.test/'),
      select: ({ lastEventId }) => lastEventId,
    })
    expect(result.current).toBe('')
  })
})
