import { StreamProvider, type UseStreamingCompletionOptions, useStreamingCompletion } from '@rivulet/react'
import { chunk, openaiChunks, sse, stall } from '@rivulet/testing'
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { createLab, nothing, type Lab } from './lab.suite.tsx'

const api = 'https://chat.test/'
const partial = [chunk(sse({ data: { choices: [{ delta: { content: 'partial' } }] } })), stall()]

function chat(lab: Lab, options: UseStreamingCompletionOptions) {
  return renderHook((props: UseStreamingCompletionOptions) => useStreamingCompletion(props), {
    wrapper: lab.wrapper,
    initialProps: options,
  })
}

describe('Components with the same id', () => {
  it('share one thread', async () => {
    const lab = createLab(openaiChunks('hello'))
    const first = chat(lab, { api, id: 'shared' })
    const second = chat(lab, { api, id: 'shared' })
    const other = chat(lab, { api, id: 'other' })
    act(() => void first.result.current.sendMessage('hi'))
    await lab.advance()
    expect(second.result.current.completion).toBe('hello')
    expect(second.result.current.store).toBe(first.result.current.store)
    expect(other.result.current.messages).toEqual([])
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('let a running answer go on until the last of them has left', async () => {
    const lab = createLab(partial)
    const first = chat(lab, { api, id: 'leaving' })
    const second = chat(lab, { api, id: 'leaving' })
    act(() => void first.result.current.sendMessage('hi'))
    await lab.advance()
    first.unmount()
    await lab.advance()
    expect(second.result.current.status).toBe('streaming')
    second.unmount()
    await lab.advance()
    expect(lab.left()).toEqual(nothing)
  })

  it('go on where one takes the place of the other in a commit, as at a hot reload', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], { interval: 10 }))
    const Chat = (): ReactNode => {
      const { completion, sendMessage } = useStreamingCompletion({ api, id: 'replaced' })
      return (
        <button type="button" onClick={() => void sendMessage('hi')}>
          {completion}
        </button>
      )
    }
    const { rerender } = render(<Chat key="old" />, { wrapper: lab.wrapper })
    fireEvent.click(screen.getByRole('button'))
    await lab.advance(10)
    rerender(<Chat key="new" />)
    expect(screen.getByRole('button')).toHaveTextContent('a')
    await lab.advance(10)
    expect(screen.getByRole('button')).toHaveTextContent('ab')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('send as the one says that was told the api, not as one that only looks on', async () => {
    const lab = createLab(openaiChunks('hello'))
    const main: UseStreamingCompletionOptions = {
      id: 'looked-at',
      api,
      body: { model: 'm' },
      headers: { authorization: 'Bearer t' },
    }
    const first = chat(lab, main)
    const onlooker = renderHook(() => useStreamingCompletion({ id: 'looked-at', body: undefined }), {
      wrapper: ({ children }: { children?: ReactNode }) => (
        <lab.wrapper>
          <StreamProvider headers={{ 'x-tenant': 'a' }}>{children}</StreamProvider>
        </lab.wrapper>
      ),
    })
    onlooker.rerender()
    act(() => void first.result.current.sendMessage('hi'))
    await lab.advance()
    onlooker.unmount()
    act(() => void first.result.current.sendMessage('again'))
    await lab.advance()
    const expected = { url: api, headers: { authorization: 'Bearer t' } }
    expect(lab.fetch.calls).toMatchObject([expected, expected])
    expect(lab.fetch.calls.map(({ body }) => JSON.parse(body))).toMatchObject([
      { model: 'm' },
      { model: 'm' },
    ])
  })

  it('send what the later one asks for, until it goes', async () => {
    const lab = createLab(openaiChunks('hello'))
    const first = chat(lab, { api, id: 'asked', body: { model: 'first', n: 1 } })
    const second = chat(lab, { id: 'asked', body: { model: 'second' } })
    const models: unknown[] = []
    const send = async (): Promise<void> => {
      act(() => void first.result.current.sendMessage('hi'))
      await lab.advance()
      models.push((JSON.parse(lab.fetch.calls.at(-1)?.body ?? '') as { model: string }).model)
    }
    await send()
    second.unmount()
    await send()
    expect(models).toEqual(['second', 'first'])
  })

  it('begin anew when all of them have gone', async () => {
    const lab = createLab(openaiChunks('hello'))
    const before = chat(lab, { api, id: 'gone' })
    act(() => void before.result.current.sendMessage('hi'))
    await lab.advance()
    before.unmount()
    await lab.advance()
    expect(chat(lab, { api, id: 'gone' }).result.current.messages).toEqual([])
  })

  it('find the thread again that was detached, with the answer that went on', async () => {
    const lab = createLab(openaiChunks(['a', 'b', 'c'], { interval: 10 }))
    const options = { api, id: 'detached', onUnmount: 'detach' } as const
    const before = chat(lab, options)
    act(() => void before.result.current.sendMessage('hi'))
    await lab.advance(10)
    before.unmount()
    await lab.advance(10)
    const between = chat(lab, options)
    expect(between.result.current).toMatchObject({ status: 'streaming', completion: 'ab' })
    between.unmount()
    await lab.advance(60_000)
    expect(chat(lab, options).result.current).toMatchObject({ status: 'ready', completion: 'abc' })
    expect(lab.fetch.calls).toHaveLength(1)
    expect(lab.left()).toEqual(nothing)
  })
})

describe('Components without an id', () => {
  it('have a thread each, also where React gives two of its roots the same id', async () => {
    const lab = createLab(openaiChunks('hello'))
    const first = chat(lab, { api })
    const { id } = first.result.current
    const second = chat(lab, { api })
    act(() => void first.result.current.sendMessage('hi'))
    await lab.advance()
    expect(id).not.toBe('')
    expect(second.result.current.messages).toEqual([])
  })

  it('hand their thread to a component that is given its id', async () => {
    const lab = createLab(openaiChunks('hello'))
    const first = chat(lab, { api })
    const second = chat(lab, { id: first.result.current.id })
    act(() => void second.result.current.sendMessage('hi'))
    await lab.advance()
    expect(first.result.current.completion).toBe('hello')
  })
})

describe('A change of id', () => {
  it('shows the other thread, and ends the answer of the one that is left', async () => {
    const lab = createLab(partial)
    const { result, rerender } = chat(lab, { api, id: 'a' })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance()
    rerender({ api, id: 'b' })
    expect(result.current).toMatchObject({ id: 'b', messages: [], status: 'ready' })
    await lab.advance()
    expect(lab.left()).toEqual(nothing)
  })

  it('lets a detached answer go on, to be seen on the way back', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], { interval: 10 }))
    const { result, rerender } = chat(lab, { api, id: 'left', onUnmount: 'detach' })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance(10)
    rerender({ api, id: 'other', onUnmount: 'detach' })
    await lab.advance(100)
    rerender({ api, id: 'left', onUnmount: 'detach' })
    expect(result.current).toMatchObject({ status: 'ready', completion: 'ab' })
  })
})

describe('Unmounting useStreamingCompletion', () => {
  it('ends a running answer, and leaves nothing behind', async () => {
    const lab = createLab(partial)
    const { result, unmount } = chat(lab, { api })
    act(() => void result.current.sendMessage('hi'))
    await act(() => lab.environment.advance(0))
    expect(result.current.status).toBe('streaming')
    unmount()
    await lab.environment.advance(0)
    expect(lab.left()).toEqual(nothing)
  })

  it('leaves nothing behind before the response', async () => {
    const lab = createLab([stall()])
    const { result, unmount } = chat(lab, { api })
    act(() => void result.current.sendMessage('hi'))
    await act(() => lab.environment.advance(0))
    unmount()
    await lab.environment.advance(0)
    expect(lab.left()).toEqual(nothing)
  })

  it('lets a detached answer go on to its end', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], { interval: 10 }))
    const ends: (string | undefined)[] = []
    const onFinish = ({ finishReason }: { finishReason: string | undefined }): void =>
      void ends.push(finishReason)
    const { result, unmount } = chat(lab, { api, onUnmount: 'detach', onFinish })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance()
    unmount()
    await lab.advance(100)
    expect(ends).toEqual(['stop'])
    expect(lab.left()).toEqual(nothing)
  })
})
