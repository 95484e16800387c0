import { type UseStreamingCompletionOptions, messageText, useStreamingCompletion } from '@rivulet/react'
import { chunk, cut, openaiChunks, sse } from '@rivulet/testing'
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createLab, type Lab } from './lab.suite.tsx'

function chat(lab: Lab, options: UseStreamingCompletionOptions = {}) {
  return renderHook(() => useStreamingCompletion({ api: 'https://chat.test/', ...options }), {
    wrapper: lab.wrapper,
  })
}

type Chat = ReturnType<typeof chat>['result']

const thread = ({ current }: Chat): string[] =>
  current.messages.map((message) => `${message.role}: ${messageText(message)}`)
const queue = ({ current }: Chat): string[] => current.queue.map(messageText)
const send = ({ current }: Chat, text: string): void => act(() => void current.sendMessage(text))

/** Each answer takes 30 ms: its number, three times. */
const lab = (): Lab =>
  createLab((_request, n) =>
    openaiChunks(
      [1, 2, 3].map(() => String(n)),
      { interval: 10 },
    ),
  )

describe('A message that is sent while an answer is streaming', () => {
  it('waits for its turn, in order', async () => {
    const { fetch, ...world } = lab()
    const { result } = chat({ fetch, ...world })
    send(result, 'a')
    send(result, 'b')
    send(result, 'c')
    expect(queue(result)).toEqual(['b', 'c'])
    expect(thread(result)).toEqual(['user: a'])
    await world.advance(30)
    expect(thread(result)).toEqual(['user: a', 'assistant: 000', 'user: b'])
    expect(queue(result)).toEqual(['c'])
    await world.advance(100)
    expect(thread(result)).toEqual([
      'user: a',
      'assistant: 000',
      'user: b',
      'assistant: 111',
      'user: c',
      'assistant: 222',
    ])
    expect(queue(result)).toEqual([])
    expect(fetch.calls).toHaveLength(3)
  })

  it('resolves when its own answer has ended', async () => {
    const world = lab()
    const { result } = chat(world)
    const over: string[] = []
    for (const text of ['a', 'b'])
      act(() => void result.current.sendMessage(text).then(() => over.push(text)))
    await world.advance(30)
    expect(over).toEqual(['a'])
    await world.advance(30)
    expect(over).toEqual(['a', 'b'])
  })

  it('stays in the queue when the answer is stopped, and goes out before the next one', async () => {
    const world = lab()
    const { result } = chat(world)
    send(result, 'a')
    send(result, 'b')
    await world.advance(10)
    act(() => result.current.stop())
    await world.advance(1000)
    expect(thread(result)).toEqual(['user: a', 'assistant: 0'])
    expect(queue(result)).toEqual(['b'])
    expect(world.fetch.calls).toHaveLength(1)
    send(result, 'c')
    await world.advance(1000)
    expect(thread(result).filter((entry) => entry.startsWith('user'))).toEqual([
      'user: a',
      'user: b',
      'user: c',
    ])
    expect(queue(result)).toEqual([])
  })

  it('stays in the queue when the answer fails, and goes out after the question was asked again', async () => {
    const half = [chunk(sse({ data: { choices: [{ delta: { content: 'half' } }] } })), cut()]
    const world = createLab((_request, n) => (n === 0 ? half : openaiChunks(`answer ${n}`)))
    const { result } = chat(world)
    send(result, 'a')
    send(result, 'b')
    await world.advance(1000)
    expect(result.current.status).toBe('error')
    expect(queue(result)).toEqual(['b'])
    act(() => void result.current.regenerate())
    await world.advance(1000)
    expect(thread(result)).toEqual(['user: a', 'assistant: answer 1', 'user: b', 'assistant: answer 2'])
  })

  it('is dropped from the queue by reset, without waiting for ever', async () => {
    const world = lab()
    const { result } = chat(world)
    const over: string[] = []
    for (const text of ['a', 'b'])
      act(() => void result.current.sendMessage(text).then(() => over.push(text)))
    act(() => result.current.reset())
    await world.advance(1000)
    expect(over.sort()).toEqual(['a', 'b'])
    expect(result.current).toMatchObject({ messages: [], queue: [], status: 'ready' })
  })

  it('interrupts the answer, whose text stays', async () => {
    const world = lab()
    const { result } = chat(world, { whenBusy: 'interrupt' })
    send(result, 'a')
    await world.advance(20)
    send(result, 'b')
    expect(thread(result)).toEqual(['user: a', 'assistant: 00', 'user: b'])
    await world.advance(100)
    expect(thread(result)).toEqual(['user: a', 'assistant: 00', 'user: b', 'assistant: 111'])
    expect(result.current.messages[1]?.parts).toMatchObject([{ state: 'interrupted' }])
    expect(world.fetch.calls.map(({ open }) => open)).toEqual([false, false])
  })

  it('is rejected, and the answer goes on', async () => {
    const world = lab()
    const { result } = chat(world, { whenBusy: 'reject' })
    send(result, 'a')
    await expect(result.current.sendMessage('b')).rejects.toMatchObject({ kind: 'unsupported' })
    await world.advance(100)
    expect(thread(result)).toEqual(['user: a', 'assistant: 000'])
    expect(world.fetch.calls).toHaveLength(1)
  })
})
