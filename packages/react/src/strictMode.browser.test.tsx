import { createCompletionStore, createEventSourceStore, nativeTransport } from '@rivulet/core'
import { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'
import {
  type UseEventSourceOptions,
  useEventSource,
  useStreamStore,
  useStreamingCompletion,
} from '@rivulet/react'
import { chunk, openaiChunks, remoteServer, type Script, sse, stall } from '@rivulet/testing'
import { useEffect, useState } from 'react'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { cleanup, renderHook } from 'vitest-browser-react'
import { strictPage } from './strictPage.suite.tsx'

const server = remoteServer(inject('streamServer'))

/** A page that lets go of what was opened in it. */
function createPage() {
  const { environment, wrapper } = strictPage()
  /** Longer than the grace in which a feed may be left and taken again. */
  const settle = (): Promise<void> => environment.advance(2_000)
  // A feed that nobody has let go of holds one of the six connections that a browser has for a host.
  onTestFinished(async () => {
    await cleanup()
    await settle()
  })
  return { environment, wrapper, settle }
}

const feed: Script = [chunk(sse({ data: 'one', id: 1 })), stall()]
const answer = openaiChunks('Hello')

/** A route of its own, and how many requests that carry something have come there. */
async function serve(script: Script) {
  const path = `/strict-mode/${crypto.randomUUID()}`
  const url = await server.route(path, [script])
  return {
    url,
    requests: async () => (await server.requests(path)).filter(({ method }) => method !== 'OPTIONS').length,
  }
}

describe('Under StrictMode, one request is sent by', () => {
  it.each<[string, UseEventSourceOptions]>([
    ['useEventSource', {}],
    ['useEventSource over the native EventSource', { transport: nativeTransport() }],
    ['useEventSource over fetch-event-source', { transport: fetchEventSourceTransport() }],
    ['useEventSource that shares with nobody', { share: false }],
    ['useEventSource that shares with other tabs', { share: 'tabs' }],
  ])('%s', async (_title, options) => {
    const { url, requests } = await serve(feed)
    const { wrapper, settle } = createPage()
    const { result } = await renderHook(() => useEventSource(url, options), { wrapper })
    await expect.poll(() => result.current.data).toBe('one')
    await settle()
    expect(await requests()).toBe(1)
  })

  it('two components with useEventSource and one address', async () => {
    const { url, requests } = await serve(feed)
    const { wrapper, settle } = createPage()
    const { result } = await renderHook(() => [useEventSource(url), useEventSource(url)] as const, {
      wrapper,
    })
    await expect.poll(() => result.current.map(({ data }) => data)).toEqual(['one', 'one'])
    await settle()
    expect(await requests()).toBe(1)
  })

  it('a feed’s store that an effect opens and closes', async () => {
    const { url, requests } = await serve(feed)
    const { environment, wrapper, settle } = createPage()
    const { result } = await renderHook(
      () => {
        const [store] = useState(() => createEventSourceStore(url, { environment }))
        useEffect(() => store.retain(), [store])
        return useStreamStore(store, ({ data }) => data)
      },
      { wrapper },
    )
    await expect.poll(() => result.current).toBe('one')
    await settle()
    expect(await requests()).toBe(1)
  })

  it.each(['sendMessage', 'complete'] as const)('useStreamingCompletion’s %s', async (method) => {
    const { url, requests } = await serve(answer)
    const { wrapper } = createPage()
    const { result } = await renderHook(() => useStreamingCompletion({ api: url }), { wrapper })
    await result.current[method]('hi')
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await requests()).toBe(1)
  })

  it('useStreamingCompletion’s regenerate', async () => {
    const { url, requests } = await serve(answer)
    const { wrapper } = createPage()
    const { result } = await renderHook(() => useStreamingCompletion({ api: url }), { wrapper })
    await result.current.sendMessage('hi')
    await result.current.regenerate()
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await requests()).toBe(2)
  })

  it('two components that share a thread', async () => {
    const { url, requests } = await serve(answer)
    const { wrapper } = createPage()
    const id = crypto.randomUUID()
    const { result } = await renderHook(
      () => [useStreamingCompletion({ api: url, id }), useStreamingCompletion({ api: url, id })] as const,
      { wrapper },
    )
    await result.current[0].sendMessage('hi')
    await expect.poll(() => result.current.map(({ completion }) => completion)).toEqual(['Hello', 'Hello'])
    expect(await requests()).toBe(1)
  })

  it('a completion’s store', async () => {
    const { url, requests } = await serve(answer)
    const { environment, wrapper } = createPage()
    const { result } = await renderHook(
      () => {
        const [store] = useState(() => createCompletionStore({ api: url, environment }))
        return [useStreamStore(store, ({ completion }) => completion), store] as const
      },
      { wrapper },
    )
    await result.current[1].sendMessage('hi')
    await expect.poll(() => result.current[0]).toBe('Hello')
    expect(await requests()).toBe(1)
  })
})

describe('Under StrictMode, no request is sent by', () => {
  it('hooks that only render', async () => {
    const { url, requests } = await serve(answer)
    const { wrapper, settle } = createPage()
    await renderHook(
      () => {
        useEventSource(url, { enabled: false })
        useEventSource(null)
        return useStreamingCompletion({ api: url })
      },
      { wrapper },
    )
    await settle()
    expect(await requests()).toBe(0)
  })
})
