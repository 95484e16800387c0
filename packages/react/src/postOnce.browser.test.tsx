import type { CompletionState } from '@rivulet/core'
import { type UseStreamingCompletionOptions, useStreamingCompletion } from '@rivulet/react'
import {
  chunk,
  cut,
  end,
  type ManualEnvironment,
  openaiChunks,
  remoteServer,
  respond,
  sse,
  stall,
  type Script,
} from '@rivulet/testing'
import { type ReactNode, useState } from 'react'
import { describe, expect, inject, it } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { strictPage } from './strictPage.suite.tsx'

const server = remoteServer(inject('streamServer'))
let routes = 0

/** A route of its own, and how many POSTs have come there: the server counts. */
async function serve(...scripts: Script[]) {
  routes += 1
  const path = `/post-once/${routes}/${Math.random()}`
  const api = await server.route(path, scripts)
  return {
    api,
    posts: async () => (await server.requests(path)).filter(({ method }) => method === 'POST').length,
    open: async () => (await server.requests(path)).filter(({ open }) => open).length,
  }
}

async function openChat(options: UseStreamingCompletionOptions) {
  const { environment, wrapper } = strictPage()
  const hook = await renderHook(
    (props: UseStreamingCompletionOptions = options) => useStreamingCompletion(props),
    {
      wrapper,
      initialProps: options,
    },
  )
  return { ...hook, environment }
}

/** Not a ms further: a fast answer could fail, and its wait pass too, before the test has seen it. */
async function waitIsOver({ connection }: CompletionState, environment: ManualEnvironment): Promise<void> {
  if (connection.status !== 'waiting') throw new Error(`The connection is ${connection.status}.`)
  await environment.advance(connection.retryAt - environment.now())
}

const hello = openaiChunks('Hello')
const partial = chunk(sse({ data: { choices: [{ index: 0, delta: { content: 'Hel' } }] } }))

/** Long enough for every retry of five attempts. */
const anHour = 3_600_000

describe('One send is one POST', () => {
  it.each<[string, Script]>([
    ['500', [respond({ status: 500 })]],
    ['502', [respond({ status: 502 })]],
    ['504', [respond({ status: 504 })]],
    ['400', [respond({ status: 400 })]],
    ['401', [respond({ status: 401 })]],
    ['a connection that is cut in the answer', [partial, cut()]],
    ['an answer that ends early', [partial, end()]],
    ['a page', [respond({ contentType: 'text/html' }), chunk('<!doctype html>')]],
    ['204', [respond({ status: 204 })]],
    ['an answer', hello],
  ])('at %s', async (_title, script) => {
    const { api, posts } = await serve(script)
    const { result, environment } = await openChat({ api })
    await result.current.sendMessage('hi')
    await environment.advance(anHour)
    await expect.poll(() => result.current.status).toMatch(/ready|error/)
    expect(await posts()).toBe(1)
  })

  it('at a server that never answers, until the limit', async () => {
    const { api, posts } = await serve([stall()])
    const { result, environment } = await openChat({ api })
    void result.current.sendMessage('hi')
    await expect.poll(posts).toBe(1)
    await environment.advance(anHour)
    await expect.poll(() => result.current.error?.kind).toBe('timeout')
    expect(await posts()).toBe(1)
  })

  it('at an answer that falls silent', async () => {
    const { api, posts } = await serve([partial, stall()])
    const { result, environment } = await openChat({ api })
    void result.current.sendMessage('hi')
    await expect.poll(() => result.current.completion).toBe('Hel')
    await environment.advance(anHour)
    await expect.poll(() => result.current.error?.kind).toBe('stalled')
    expect(result.current.completion).toBe('Hel')
    expect(await posts()).toBe(1)
  })

  it('while the page renders, goes offline and online, is hidden and shown', async () => {
    const { api, posts } = await serve([partial, stall()])
    const { result, rerender, environment } = await openChat({ api })
    void result.current.sendMessage('hi')
    await expect.poll(() => result.current.completion).toBe('Hel')
    for (let times = 0; times < 5; times += 1) {
      environment.setOnline(false)
      environment.setVisible(false)
      await environment.advance(100)
      environment.setVisible(true)
      environment.setOnline(true)
      await environment.advance(100)
      await rerender({ api, headers: { 'x-render': String(times) } })
    }
    expect(result.current).toMatchObject({ status: 'streaming', completion: 'Hel' })
    expect(await posts()).toBe(1)
  })

  it('where the component goes and comes back', async () => {
    const { api, posts, open } = await serve([partial, stall()])
    const { environment, wrapper: Wrapper } = strictPage()
    const Chat = (): ReactNode => {
      const { completion, sendMessage } = useStreamingCompletion({
        api,
        id: 'comes-back',
        onUnmount: 'detach',
      })
      return (
        <>
          <button type="button" onClick={() => void sendMessage('hi')}>
            send
          </button>
          <output>{completion}</output>
        </>
      )
    }
    const Page = (): ReactNode => {
      const [key, setKey] = useState(0)
      return (
        <Wrapper>
          <button type="button" onClick={() => setKey(key + 1)}>
            remount
          </button>
          <Chat key={key} />
        </Wrapper>
      )
    }
    const screen = await render(<Page />)
    await screen.getByText('send').click()
    await expect.element(screen.getByRole('status')).toHaveTextContent('Hel')
    for (let times = 0; times < 3; times += 1) {
      await screen.getByText('remount').click()
      await environment.advance(1000)
      await expect.element(screen.getByRole('status')).toHaveTextContent('Hel')
    }
    expect([await posts(), await open()]).toEqual([1, 1])
  })
})

describe('A POST that the server has not taken', () => {
  it.each([425, 429, 503])('is sent again after %i', async (status) => {
    const { api, posts } = await serve([respond({ status })], hello)
    const { result, environment } = await openChat({ api })
    const sent = result.current.sendMessage('hi')
    await expect.poll(() => result.current.connection.status).toBe('waiting')
    await environment.advance(60_000)
    await sent
    await expect.poll(() => result.current).toMatchObject({ status: 'ready', completion: 'Hello' })
    expect(await posts()).toBe(2)
  })

  it('is sent again after 408, by Chromium itself where it had used the connection before', async () => {
    const { api, posts } = await serve([respond({ status: 408 })], hello)
    const { result, environment } = await openChat({ api })
    void result.current.sendMessage('hi')
    await expect.poll(() => result.current.connection.status).toMatch(/waiting|closed/)
    await environment.advance(60_000)
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await posts()).toBe(2)
  })

  it('is sent five times and no more', async () => {
    const { api, posts } = await serve([respond({ status: 503 })])
    const { result, environment } = await openChat({ api })
    const sent = result.current.sendMessage('hi')
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await expect.poll(() => result.current.connection).toMatchObject({ status: 'waiting', attempt })
      await waitIsOver(result.current, environment)
    }
    await sent
    await environment.advance(anHour)
    await expect.poll(() => result.current.error).toMatchObject({ kind: 'http', status: 503, attempt: 5 })
    expect(await posts()).toBe(5)
  })

  it('is sent once more after 401, where the headers are a function that may know a fresh token', async () => {
    const { api, posts } = await serve([respond({ status: 401 })], hello)
    const asked: boolean[] = []
    const { result } = await openChat({
      api,
      headers({ unauthorized }) {
        asked.push(unauthorized)
        return { authorization: unauthorized ? 'Bearer fresh' : 'Bearer old' }
      },
    })
    await result.current.sendMessage('hi')
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(asked).toEqual([false, true])
    expect(await posts()).toBe(2)
  })

  it('waits for as long as Retry-After says', async () => {
    const { api, posts } = await serve([respond({ status: 429, headers: { 'retry-after': '30' } })], hello)
    const { result, environment } = await openChat({ api })
    environment.setRandom(0)
    const sent = result.current.sendMessage('hi')
    await expect.poll(() => result.current.connection).toMatchObject({ status: 'waiting', retryAt: 30_000 })
    await environment.advance(29_999)
    expect(await posts()).toBe(1)
    await environment.advance(1)
    await sent
    expect(await posts()).toBe(2)
  })
})
