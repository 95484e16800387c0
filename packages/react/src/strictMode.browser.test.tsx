import { createCompletionStore, createEventSourceStore, nativeTransport } from '@rivulet/core'
import { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'
import {
  type UseEventSourceOptions,
  useEventSource,
  useStreamStore,
  useStreamingCompletion,
} from '@rivulet/react'
import { chunk, openaiChunks, remoteServer, type Script, sse, stall } from '@rivulet/testing'
import { StrictMode, useEffect, useState } from 'react'
import { describe, expect, inject, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'

const server = remoteServer(inject('streamServer'))
const strict = { wrapper: StrictMode }

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

/** Longer than the grace in which a feed may be left and taken again. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300))

describe('Under StrictMode, one request is sent by', () => {
  it.each<[string, UseEventSourceOptions]>([
    ['useEventSource', {}],
    ['useEventSource over the native EventSource', { transport: nativeTransport() }],
    ['useEventSource over fetch-event-source', { transport: fetchEventSourceTransport() }],
    ['useEventSource that shares with nobody', { share: false }],
    ['useEventSource that shares with other tabs', { share: 'tabs' }],
  ])('%s', async (_title, options) => {
    const { url, requests } = await serve(feed)
    const { result } = await renderHook(() => useEventSource(url, options), strict)
    await expect.poll(() => result.current.data).toBe('one')
    await settle()
    expect(await requests()).toBe(1)
  })

  it('two components with useEventSource and one address', async () => {
    const { url, requests } = await serve(feed)
    const { result } = await renderHook(() => [useEventSource(url), useEventSource(url)] as const, strict)
    await expect.poll(() => result.current.map(({ data }) => data)).toEqual(['one', 'one'])
    await settle()
    expect(await requests()).toBe(1)
  })

  it('a feed’s store that an effect opens and closes', async () => {
    const { url, requests } = await serve(feed)
    const { result } = await renderHook(() => {
      const [store] = useState(() => createEventSourceStore(url))
      useEffect(() => store.retain(), [store])
      return useStreamStore(store, ({ data }) => data)
    }, strict)
    await expect.poll(() => result.current).toBe('one')
    await settle()
    expect(await requests()).toBe(1)
  })

  it.each(['sendMessage', 'complete'] as const)('useStreamingCompletion’s %s', async (method) => {
    const { url, requests } = await serve(answer)
    const { result } = await renderHook(() => useStreamingCompletion({ api: url }), strict)
    await result.current[method]('hi')
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await requests()).toBe(1)
  })

  it('useStreamingCompletion’s regenerate', async () => {
    const { url, requests } = await serve(answer)
    const { result } = await renderHook(() => useStreamingCompletion({ api: url }), strict)
    await result.current.sendMessage('hi')
    await result.current.regenerate()
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await requests()).toBe(2)
  })

  it('two components that share a thread', async () => {
    const { url, requests } = await serve(answer)
    const id = crypto.randomUUID()
    const { result } = await renderHook(
      () => [useStreamingCompletion({ api: url, id }), useStreamingCompletion({ api: url, id })] as const,
      strict,
    )
    await result.current[0].sendMessage('hi')
    await expect.poll(() => result.current.map(({ completion }) => completion)).toEqual(['Hello', 'Hello'])
    expect(await requests()).toBe(1)
  })

  it('a completion’s store', async () => {
    const { url, requests } = await serve(answer)
    const { result } = await renderHook(() => {
      const [store] = useState(() => createCompletionStore({ api: url }))
      return [useStreamStore(store, ({ completion }) => completion), store] as const
    }, strict)
    await result.current[1].sendMessage('hi')
    await expect.poll(() => result.current[0]).toBe('Hello')
    expect(await requests()).toBe(1)
  })
})

describe('Under StrictMode, no request is sent by', () => {
  it('hooks that only render', async () => {
    const { url, requests } = await serve(answer)
    await renderHook(() => {
      useEventSource(url, { enabled: false })
      useEventSource(null)
      return useStreamingCompletion({ api: url })
    }, strict)
    await settle()
    expect(await requests()).toBe(0)
  })
})
