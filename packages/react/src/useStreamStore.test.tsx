import {
  createEventSourceStore,
  useEventSource,
  useStreamStore,
  useStreamingCompletion,
  type StreamStore,
} from '@rivulet/react'
import { chunk, openaiChunks, sse, stall, wait } from '@rivulet/testing'
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { type ReactNode, memo, useInsertionEffect } from 'react'
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
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

  it('shows what a new selector selects of a state that moves on before the render is on the screen', async () => {
    const store = createStore(() => ({ one: 'one', two: 'early' }))
    const Mover = ({ isOn }: { isOn: boolean }): ReactNode => {
      useInsertionEffect(() => {
        if (isOn) store.setState({ two: 'late' })
      }, [isOn])
      return null
    }
    const Shown = ({ select }: { select: 'one' | 'two' }): ReactNode => (
      <>
        <output>{useStreamStore(store, (state) => state[select])}</output>
        <Mover isOn={select === 'two'} />
      </>
    )
    const { rerender } = render(<Shown select="one" />)
    // The state moves on when the new selector has run and is not yet the one that is asked.
    await act(async () => rerender(<Shown select="two" />))
    expect(screen.getByRole('status')).toHaveTextContent('late')
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

  it('finds nothing old with a new selector, though the last one saw no difference', () => {
    const store = createStore(() => ({ title: 'a', rows: ['zero'] }))
    const shown: (string | undefined)[] = []
    const { rerender } = renderHook(
      ({ row }: { row: number | undefined }) =>
        shown.push(useStreamStore(store, ({ title, rows }) => (row === undefined ? title : rows[row]))),
      { initialProps: { row: undefined as number | undefined } },
    )
    act(() => store.setState({ rows: ['zero', 'one'] }))
    rerender({ row: 1 })
    act(() => store.setState({ rows: ['zero', 'uno'] }))
    expect(shown).toEqual(['a', 'one', 'uno'])
  })

  it('shows the state of now in its first render, and of another store in the same render', () => {
    const [one, two] = [createStore(() => ({ text: 'one' })), createStore(() => ({ text: 'two' }))]
    one.setState({ text: 'uno' })
    two.setState({ text: 'due' })
    const shown: string[] = []
    const { rerender } = renderHook(({ store }) => shown.push(useStreamStore(store, ({ text }) => text)), {
      initialProps: { store: one },
    })
    rerender({ store: two })
    act(() => two.setState({ text: 'tre' }))
    expect(shown.filter((text, at) => text !== shown[at - 1])).toEqual(['uno', 'due', 'tre'])
  })

  it('renders another store no more often than to change over to it', () => {
    const [one, two] = [createStore(() => ({ text: 'one' })), createStore(() => ({ text: 'two' }))]
    const select = ({ text }: { text: string }): string => text
    const shown: string[] = []
    const { rerender } = renderHook(({ store }) => shown.push(useStreamStore(store, select)), {
      initialProps: { store: one },
    })
    rerender({ store: two })
    // React renders a component again at once whose state changes while it renders.
    expect(shown).toEqual(['one', 'two', 'two'])
  })

  it('lets a component go whose selector has nothing to select any more', () => {
    const store = createStore(() => ({ rows: [{ text: 'zero' }, { text: 'one' }] }))
    const Row = ({ at }: { at: number }): ReactNode =>
      useStreamStore(store, ({ rows }) => {
        const row = rows[at]
        if (row === undefined) throw new Error('no such row')
        return row.text
      })
    const List = (): ReactNode => {
      const count = useStreamStore(store, ({ rows }) => rows.length)
      return Array.from({ length: count }, (_, at) => <Row key={at} at={at} />)
    }
    const { container } = render(<List />)
    expect(container).toHaveTextContent('zeroone')
    act(() => store.setState({ rows: [{ text: 'zero' }] }))
    expect(container).toHaveTextContent('zero')
  })

  it('renders once a change with a selector that makes a new object each time', () => {
    const store = createStore(() => ({ count: 0 }))
    let renders = 0
    const { result } = renderHook(() => {
      renders += 1
      return useStreamStore(store, ({ count }) => ({ count }))
    })
    renders = 0
    act(() => store.setState({ count: 1 }))
    expect(result.current).toEqual({ count: 1 })
    expect(renders).toBe(1)
  })
})
