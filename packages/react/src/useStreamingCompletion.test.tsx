import {
  type CompletionStatus,
  type FinishInfo,
  type UseStreamingCompletionOptions,
  messageText,
  useStreamingCompletion,
} from '@rivulet/react'
import { chunk, cut, openaiChunks, respond, sse, stall, wait, type Scripts } from '@rivulet/testing'
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createLab, nothing, type Lab } from './lab.suite.tsx'

const api = 'https://chat.test/'
const slow = { interval: 10 }

/** The hook, with options that a test can change. */
function chat(lab: Lab, options: UseStreamingCompletionOptions = {}) {
  return renderHook((props: UseStreamingCompletionOptions) => useStreamingCompletion({ api, ...props }), {
    wrapper: lab.wrapper,
    initialProps: options,
  })
}

/** The thread in short: `role: text`. */
function thread({ messages }: Pick<ReturnType<typeof useStreamingCompletion>, 'messages'>): string[] {
  return messages.map((message) => `${message.role}: ${messageText(message)}`)
}

/** What each request carried of the thread. */
function sent({ fetch }: Lab): string[][] {
  return fetch.calls.map(({ body }) => {
    const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] }
    return messages.map(({ role, content }) => `${role}: ${content}`)
  })
}

/** An answer to each request, by its number. */
const answers =
  (...texts: string[]): Scripts =>
  (_request, n) =>
    openaiChunks(texts[n] ?? '', slow)

describe('useStreamingCompletion', () => {
  it('sends nothing by itself, and renders ready', async () => {
    const lab = createLab(answers('no'))
    const { result, rerender } = chat(lab)
    rerender({})
    await lab.advance(60_000)
    expect(lab.fetch.calls).toHaveLength(0)
    expect(result.current).toMatchObject({
      status: 'ready',
      connection: { status: 'idle' },
      messages: [],
      completion: '',
      error: undefined,
      queue: [],
    })
    expect(lab.left()).toEqual(nothing)
  })

  it('shows the answer as it arrives, long before it has ended', async () => {
    const lab = createLab(openaiChunks(['Hel', 'lo ', 'you'], { interval: 1000 }))
    const seen: CompletionStatus[] = []
    const { result } = renderHook(
      () => {
        const state = useStreamingCompletion({ api })
        if (seen.at(-1) !== state.status) seen.push(state.status)
        return state
      },
      { wrapper: lab.wrapper },
    )
    act(() => void result.current.sendMessage('hi'))
    expect(thread(result.current)).toEqual(['user: hi'])
    await lab.advance(2000)
    expect(result.current).toMatchObject({
      status: 'streaming',
      completion: 'Hello ',
      connection: { status: 'open' },
    })
    expect(result.current.messages[1]?.parts).toMatchObject([{ type: 'text', state: 'streaming' }])
    await lab.advance(1000)
    expect(result.current).toMatchObject({
      status: 'ready',
      completion: 'Hello you',
      finishReason: 'stop',
      usage: { input: 1, output: 3, total: 4 },
      connection: { status: 'closed', by: 'server' },
    })
    expect(result.current.messages[1]?.parts).toMatchObject([{ type: 'text', state: 'done' }])
    expect(seen).toEqual(['ready', 'submitted', 'streaming', 'ready'])
    expect(lab.left()).toEqual(nothing)
  })

  it('sends one POST for one message, with the thread and the fields of its own', async () => {
    const lab = createLab(answers('one', 'two'))
    const { result } = chat(lab, {
      body: { model: 'm' },
      headers: async () => ({ authorization: 'Bearer t' }),
    })
    act(() => void result.current.sendMessage('first'))
    await lab.advance(100)
    act(() => {
      void result.current.sendMessage('second', { headers: { 'x-once': '1' }, body: { temperature: 0 } })
    })
    await lab.advance(100)
    expect(sent(lab)).toEqual([['user: first'], ['user: first', 'assistant: one', 'user: second']])
    expect(
      lab.fetch.calls.map(({ method, headers, body }) => [method, headers, JSON.parse(body)]),
    ).toMatchObject([
      [
        'POST',
        { authorization: 'Bearer t', 'content-type': 'application/json' },
        { model: 'm', stream: true },
      ],
      ['POST', { authorization: 'Bearer t', 'x-once': '1' }, { model: 'm', temperature: 0 }],
    ])
    expect(lab.fetch.calls[0]?.headers).not.toHaveProperty('x-once')
  })

  it('resolves when the answer has ended, and tells how', async () => {
    const lab = createLab(answers('fine'))
    const told: FinishInfo[] = []
    const { result } = chat(lab, { onFinish: (info) => void told.push(info) })
    let isOver = false
    act(() => void result.current.sendMessage('hi').then(() => (isOver = true)))
    await lab.advance(5)
    expect(isOver).toBe(false)
    await lab.advance(5)
    expect(isOver).toBe(true)
    expect(told).toMatchObject([
      { finishReason: 'stop', usage: { output: 1 }, isAbort: false, isDisconnect: false, isError: false },
    ])
    expect(told[0]?.messages).toEqual(result.current.messages)
    expect(told[0]?.message).toBe(result.current.messages[1])
  })

  it('keeps what has arrived when it is stopped', async () => {
    const lab = createLab(openaiChunks(['a', 'b', 'c'], slow))
    const told: FinishInfo[] = []
    const { result } = chat(lab, { onFinish: (info) => void told.push(info) })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance(20)
    act(() => result.current.stop())
    await lab.advance(100)
    expect(result.current).toMatchObject({ status: 'ready', completion: 'ab', error: undefined })
    expect(result.current.messages[1]?.parts).toMatchObject([{ text: 'ab', state: 'interrupted' }])
    expect(told).toMatchObject([{ isAbort: true, isError: false }])
    expect(lab.left()).toEqual(nothing)
  })

  it('leaves no empty message behind where it is stopped before the answer begins', async () => {
    const lab = createLab([stall()])
    const { result } = chat(lab)
    act(() => void result.current.sendMessage('hi'))
    await lab.advance()
    act(() => result.current.stop())
    expect(thread(result.current)).toEqual(['user: hi'])
    await lab.advance()
    expect(lab.left()).toEqual(nothing)
  })

  it('keeps the identity of every message but the one that grows, and of every function', async () => {
    const lab = createLab((_request, n) => openaiChunks(n === 0 ? 'first' : ['a', 'b'], slow))
    const { result } = chat(lab)
    const { sendMessage, stop, regenerate, reset, clearError, setMessages, complete, store } = result.current
    act(() => void result.current.sendMessage('hi'))
    await lab.advance(100)
    act(() => void result.current.sendMessage('more'))
    await lab.advance(10)
    const before = result.current.messages
    await lab.advance(10)
    const after = result.current.messages
    expect(after.slice(0, 3).map((message, at) => message === before[at])).toEqual([true, true, true])
    expect(after[3]).not.toBe(before[3])
    expect(result.current).toMatchObject({
      sendMessage,
      stop,
      regenerate,
      reset,
      clearError,
      setMessages,
      complete,
    })
    expect(result.current.store).toBe(store)
  })

  it('answers the last question again, or the one that is named', async () => {
    const lab = createLab(answers('one', 'two', 'three', 'four'))
    const { result } = chat(lab)
    act(() => void result.current.sendMessage('a'))
    await lab.advance(100)
    act(() => void result.current.sendMessage('b'))
    await lab.advance(100)
    act(() => void result.current.regenerate())
    expect(thread(result.current)).toEqual(['user: a', 'assistant: one', 'user: b'])
    await lab.advance(100)
    expect(thread(result.current)).toEqual(['user: a', 'assistant: one', 'user: b', 'assistant: three'])
    const messageId = result.current.messages[1]?.id ?? ''
    act(() => void result.current.regenerate({ messageId }))
    await lab.advance(100)
    expect(thread(result.current)).toEqual(['user: a', 'assistant: four'])
    expect(sent(lab).at(-1)).toEqual(['user: a'])
  })

  it('replaces a message that is edited, and all that follows it', async () => {
    const lab = createLab(answers('one', 'two', 'three'))
    const { result } = chat(lab)
    act(() => void result.current.sendMessage('a'))
    await lab.advance(100)
    act(() => void result.current.sendMessage('b'))
    await lab.advance(100)
    const messageId = result.current.messages[0]?.id ?? ''
    act(() => void result.current.sendMessage({ text: 'A', messageId }))
    await lab.advance(100)
    expect(thread(result.current)).toEqual(['user: A', 'assistant: three'])
    expect(sent(lab).at(-1)).toEqual(['user: A'])
  })

  it('refuses what cannot be sent, and changes nothing', async () => {
    const lab = createLab(answers('no'))
    const { result } = chat(lab)
    const { sendMessage, regenerate } = result.current
    await expect(sendMessage('  ')).rejects.toMatchObject({ kind: 'unsupported' })
    await expect(sendMessage({ text: 'x', messageId: 'gone' })).rejects.toMatchObject({ kind: 'unsupported' })
    await expect(regenerate()).rejects.toMatchObject({ kind: 'unsupported' })
    await expect(regenerate({ messageId: 'gone' })).rejects.toMatchObject({ kind: 'unsupported' })
    expect(result.current).toMatchObject({ status: 'ready', messages: [] })
    expect(lab.fetch.calls).toHaveLength(0)
  })

  it('completes a single prompt, and begins with an empty thread each time', async () => {
    const lab = createLab(answers('one', 'two'))
    const { result } = chat(lab)
    const texts: string[] = []
    for (const prompt of ['a', 'b']) {
      act(() => void result.current.complete(prompt).then((text) => texts.push(text)))
      await lab.advance(100)
    }
    expect(texts).toEqual(['one', 'two'])
    expect(sent(lab)).toEqual([['user: a'], ['user: b']])
    expect(thread(result.current)).toEqual(['user: b', 'assistant: two'])
  })

  it('resolves a completion that another one cuts off with its own text', async () => {
    const lab = createLab((_request, n) => openaiChunks(n === 0 ? ['1', '2', '3'] : ['one'], slow))
    const { result } = chat(lab)
    const texts: string[] = []
    act(() => void result.current.complete('a').then((text) => texts.push(text)))
    await lab.advance(20)
    act(() => void result.current.complete('b').then((text) => texts.push(text)))
    await lab.advance(100)
    expect(texts).toEqual(['12', 'one'])
  })

  it('rejects a completion with what the answer failed with', async () => {
    const lab = createLab([[chunk(sse({ data: { choices: [{ delta: { content: 'par' } }] } })), cut()]])
    const { result } = chat(lab)
    let failure: unknown
    act(() => void result.current.complete('a').catch((error: unknown) => (failure = error)))
    await lab.advance()
    expect(failure).toMatchObject({ kind: 'interrupted' })
    expect(result.current).toMatchObject({ status: 'error', completion: 'par' })
  })

  it('goes back to the messages it began with', async () => {
    const lab = createLab(openaiChunks(['a', 'b'], slow))
    const first = {
      id: '1',
      role: 'assistant',
      parts: [{ type: 'text', id: 't', text: 'Hi!', state: 'done' }],
      createdAt: 0,
    } as const
    const { result } = chat(lab, { messages: [first] })
    act(() => void result.current.sendMessage('hello'))
    await lab.advance(10)
    act(() => result.current.reset())
    expect(result.current).toMatchObject({
      status: 'ready',
      messages: [first],
      completion: 'Hi!',
      error: undefined,
    })
    await lab.advance(100)
    expect(result.current.messages).toEqual([first])
    expect(lab.left()).toEqual(nothing)
  })

  it('keeps what was typed and what had arrived when an answer fails, until the error is cleared', async () => {
    const lab = createLab([
      [chunk(sse({ data: { choices: [{ delta: { content: 'half an ans' } }] } })), cut()],
      openaiChunks('a whole answer'),
    ])
    const kinds: string[] = []
    const told: FinishInfo[] = []
    const { result } = chat(lab, {
      onError: ({ kind }) => void kinds.push(kind),
      onFinish: (info) => void told.push(info),
    })
    act(() => void result.current.sendMessage('what I typed'))
    await lab.advance()
    expect(result.current).toMatchObject({ status: 'error', error: { kind: 'interrupted', retryable: true } })
    expect(thread(result.current)).toEqual(['user: what I typed', 'assistant: half an ans'])
    expect(result.current.messages[1]?.parts).toMatchObject([{ state: 'interrupted' }])
    expect(kinds).toEqual(['interrupted'])
    expect(told).toMatchObject([{ isError: true, isDisconnect: true, isAbort: false }])

    act(() => result.current.clearError())
    expect(result.current).toMatchObject({ status: 'ready', error: undefined })
    expect(thread(result.current)).toHaveLength(2)
    act(() => void result.current.regenerate())
    await lab.advance()
    expect(thread(result.current)).toEqual(['user: what I typed', 'assistant: a whole answer'])
  })

  it('replaces the thread, and lets a running answer go on at its end', async () => {
    const lab = createLab(openaiChunks(['a', 'b', 'c'], slow))
    const { result } = chat(lab)
    act(() => void result.current.sendMessage('one'))
    await lab.advance(10)
    act(() => result.current.setMessages((messages) => messages.slice(1)))
    expect(thread(result.current)).toEqual(['assistant: a'])
    await lab.advance(100)
    expect(thread(result.current)).toEqual(['assistant: abc'])
    act(() => result.current.setMessages([]))
    expect(result.current).toMatchObject({ messages: [], status: 'ready' })
  })

  it('calls the callbacks of the latest render', async () => {
    const lab = createLab([chunk(sse({ data: { choices: [{ delta: { content: 'a' } }] } })), wait(10), cut()])
    const told: string[] = []
    const options = (render: number): UseStreamingCompletionOptions => ({
      onEvent: ({ type }) => void told.push(`${render} ${type}`),
      onError: ({ kind }) => void told.push(`${render} ${kind}`),
      onFinish: ({ isError }) => void told.push(`${render} finish ${isError}`),
    })
    const { result, rerender } = chat(lab, options(1))
    act(() => void result.current.sendMessage('hi'))
    await lab.advance()
    rerender(options(2))
    await lab.advance(10)
    expect(told.filter((entry) => !entry.endsWith(' start'))).toEqual([
      '1 text-delta',
      '2 interrupted',
      '2 finish true',
    ])
  })

  it('sends to the api, with the headers and the body, of the latest render', async () => {
    const lab = createLab(answers('one', 'two'))
    const options = (render: number): UseStreamingCompletionOptions => ({
      api: async () => `${api}${render}`,
      headers: { 'x-render': String(render) },
      body: () => ({ render }),
    })
    const { result, rerender } = chat(lab, options(1))
    rerender(options(2))
    act(() => void result.current.sendMessage('hi'))
    await lab.advance(100)
    expect(lab.fetch.calls).toMatchObject([{ url: `${api}2`, headers: { 'x-render': '2' } }])
    expect(JSON.parse(lab.fetch.calls[0]?.body ?? '')).toMatchObject({ render: 2 })
  })

  it('leaves the whole request to prepareRequest', async () => {
    const lab = createLab([respond({ contentType: 'text/plain' }), chunk('bare')])
    const { result } = chat(lab, {
      prepareRequest: ({ messages, trigger, id }) => ({
        method: 'PUT',
        headers: { 'content-type': 'text/plain' },
        body: `${id} ${trigger} ${messages.map(messageText).join()}`,
      }),
      id: 'mine',
    })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance()
    expect(lab.fetch.calls).toMatchObject([
      { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'mine send hi' },
    ])
    expect(result.current.completion).toBe('bare')
  })

  it("reports an exception of a callback as the application's own, and goes on", async () => {
    const lab = createLab(openaiChunks(['a', 'b'], slow))
    const boom = new Error('boom')
    const { result } = chat(lab, {
      onFinish: () => {
        throw boom
      },
    })
    act(() => void result.current.sendMessage('hi'))
    await lab.advance(100)
    expect(lab.environment.errors).toEqual([boom])
    expect(result.current).toMatchObject({ status: 'ready', completion: 'ab' })
  })
})
