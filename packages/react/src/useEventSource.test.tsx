import { type StreamUrl, type UseEventSourceOptions, useEventSource } from '@rivulet/react'
import { chunk, cut, end, respond, sse, stall, wait, type Script } from '@rivulet/testing'
import { act, renderHook } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { createLab, nothing, type Lab } from './lab.suite.tsx'

const one = chunk(sse({ id: 1, data: 'one' }))
const two = chunk(sse({ id: 2, data: 'two' }))
const url = 'https://feed.test/'
/** ms that a connection outlives the last component that uses it. */
const grace = 500

interface Props {
  url: StreamUrl
  options?: UseEventSourceOptions
}

/** The hook, with props that a test can change. */
function follow(lab: Lab, initialProps: Props) {
  return renderHook((props: Props) => useEventSource(props.url, props.options), {
    wrapper: lab.wrapper,
    initialProps,
  })
}

const urls = ({ fetch }: Lab): string[] => fetch.calls.map((call) => call.url)

describe('useEventSource', () => {
  it('sends one request under StrictMode, and shows what comes', async () => {
    const lab = createLab([one, two, stall()])
    const { result } = follow(lab, { url })
    expect(result.current).toMatchObject({ status: 'connecting', data: undefined })
    await lab.advance()
    expect(lab.fetch.calls).toHaveLength(1)
    expect(result.current).toMatchObject({
      status: 'open',
      connection: { status: 'open', since: 0 },
      data: 'two',
      lastEventId: '2',
      counters: { events: 2, attempts: 1 },
    })
  })

  it('sends nothing when it renders again, whatever is new each time', async () => {
    const lab = createLab([one, stall()])
    const fresh = (): Props => ({
      url: () => url,
      options: { headers: { a: 'b' }, onEvent: () => {}, retry: {} },
    })
    const { rerender } = follow(lab, fresh())
    await lab.advance()
    for (let times = 0; times < 5; times += 1) rerender(fresh())
    await lab.advance(60_000)
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('returns functions that keep their identity, and the same object while nothing changes', async () => {
    const lab = createLab([one, wait(10), two, stall()])
    const { result, rerender } = follow(lab, { url })
    await lab.advance()
    const before = result.current
    rerender({ url })
    expect(result.current).toBe(before)
    await lab.advance(10)
    expect(result.current).not.toBe(before)
    expect(result.current.reconnect).toBe(before.reconnect)
    expect(result.current.close).toBe(before.close)
    expect(result.current.store).toBe(before.store)
  })

  it('tells its store nothing where nothing is new', async () => {
    const lab = createLab([one, stall()])
    const { result, rerender } = follow(lab, { url })
    await lab.advance()
    const told = vi.spyOn(result.current.store, 'setOptions')
    rerender({ url })
    expect(told).not.toHaveBeenCalled()
    rerender({ url, options: {} })
    expect(told).toHaveBeenCalled()
  })

  it('begins anew when the url changes, and drops what belongs to the old one', async () => {
    const lab = createLab(({ path }) =>
      path === '/a' ? [one, wait(50), two, stall()] : [chunk(sse({ data: 'b' })), stall()],
    )
    const seen: string[] = []
    const options = { onEvent: (event: { data: string }) => void seen.push(event.data) }
    const { result, rerender } = follow(lab, { url: `${url}a`, options })
    await lab.advance()
    expect(result.current.data).toBe('one')
    rerender({ url: `${url}b`, options })
    expect(result.current).toMatchObject({ data: undefined, lastEventId: '', counters: { events: 0 } })
    await lab.advance(grace)
    expect(result.current).toMatchObject({ status: 'open', data: 'b' })
    expect(seen).toEqual(['one', 'b'])
    expect(lab.fetch.calls.map(({ url: asked, open }) => [asked, open])).toEqual([
      [`${url}a`, false],
      [`${url}b`, true],
    ])
    expect(lab.fetch.calls[1]?.headers).not.toHaveProperty('last-event-id')
  })

  it('never shows data of one url under another', async () => {
    const lab = createLab([one, stall()])
    const shown: string[] = []
    const { rerender } = renderHook(
      ({ path }) => {
        const { data, status } = useEventSource(url + path)
        useLayoutEffect(() => void shown.push(`${path} ${status} ${data}`))
      },
      { wrapper: lab.wrapper, initialProps: { path: 'a' } },
    )
    await lab.advance()
    shown.length = 0
    rerender({ path: 'b' })
    expect(shown[0]).toBe('b idle undefined')
  })

  it('goes back to a url with an empty state', async () => {
    const lab = createLab([one, stall()])
    const { result, rerender } = follow(lab, { url: `${url}a` })
    await lab.advance()
    rerender({ url: `${url}b` })
    await lab.advance(grace)
    rerender({ url: `${url}a` })
    expect(result.current.data).toBeUndefined()
    await lab.advance(grace)
    expect(urls(lab)).toEqual([`${url}a`, `${url}b`, `${url}a`])
    expect(lab.fetch.calls.map(({ open }) => open)).toEqual([false, false, true])
  })

  it.each<[string, Props]>([
    ['the url is null', { url: null }],
    ['it is not enabled', { url, options: { enabled: false } }],
  ])('is idle while %s', async (_title, props) => {
    const lab = createLab([one, stall()])
    const { result, rerender } = follow(lab, props)
    await lab.advance(60_000)
    act(() => result.current.reconnect())
    await lab.advance()
    expect(result.current).toMatchObject({ status: 'idle', data: undefined, counters: { attempts: 0 } })
    expect(lab.fetch.calls).toHaveLength(0)
    expect(lab.left()).toEqual(nothing)
    rerender({ url })
    await lab.advance()
    expect(result.current).toMatchObject({ status: 'open', data: 'one' })
  })

  it('lets go while it is not enabled, keeps what it has, and goes on from the last id', async () => {
    const lab = createLab([
      [one, stall()],
      [two, stall()],
    ])
    const { result, rerender } = follow(lab, { url })
    await lab.advance()
    rerender({ url, options: { enabled: false } })
    await lab.advance(grace)
    expect(result.current).toMatchObject({ status: 'idle', data: 'one' })
    expect(lab.left()).toEqual(nothing)
    rerender({ url, options: { enabled: true } })
    await lab.advance()
    expect(result.current).toMatchObject({ status: 'open', data: 'two' })
    expect(lab.fetch.calls.map(({ lastEventId }) => lastEventId)).toEqual(['', '1'])
  })

  it('calls the callbacks of the latest render', async () => {
    const lab = createLab([[one, wait(10), two, wait(10), cut()], [respond({ status: 204 })]])
    const told: string[] = []
    const options = (render: number): UseEventSourceOptions => ({
      onOpen: () => void told.push(`${render} open`),
      onEvent: ({ data }) => void told.push(`${render} ${data}`),
      onError: ({ kind }) => void told.push(`${render} ${kind}`),
      onClose: () => void told.push(`${render} closed`),
    })
    const { rerender } = follow(lab, { url, options: options(1) })
    await lab.advance()
    rerender({ url, options: options(2) })
    await lab.advance(10)
    rerender({ url, options: options(3) })
    await lab.advance(10)
    rerender({ url, options: options(4) })
    await lab.advance(30_000)
    expect(told).toEqual(['1 open', '1 one', '2 two', '3 interrupted', '4 open', '4 closed'])
  })

  it('evaluates the functions of the latest render for the next attempt', async () => {
    const lab = createLab([[cut()], [one, stall()]])
    const props = (render: number): Props => ({
      url: async () => `${url}${render}`,
      options: {
        method: 'POST',
        headers: ({ attempt }) => ({ authorization: `render ${render}, attempt ${attempt}` }),
        body: () => ({ render }),
      },
    })
    const { rerender } = follow(lab, props(1))
    await lab.advance()
    rerender(props(2))
    await lab.advance(30_000)
    expect(lab.fetch.calls).toMatchObject([
      { url: `${url}1`, headers: { authorization: 'render 1, attempt 1' }, body: '{"render":1}' },
      { url: `${url}2`, headers: { authorization: 'render 2, attempt 2' }, body: '{"render":2}' },
    ])
  })

  it('evaluates the url of the latest render, though the options are the same object', async () => {
    const lab = createLab([[cut()], [one, stall()]])
    const options = {}
    const { rerender } = follow(lab, { url: () => `${url}1`, options })
    await lab.advance()
    rerender({ url: () => `${url}2`, options })
    await lab.advance(30_000)
    expect(urls(lab)).toEqual([`${url}1`, `${url}2`])
  })

  it('reduces, parses and keeps a history by the options of the latest render', async () => {
    const numbers = [1, 2, 3].flatMap((n) => [chunk(sse({ data: n })), wait(10)])
    const lab = createLab([...numbers, stall()])
    const { result, rerender } = renderHook(
      ({ factor }) =>
        useEventSource<number, number>(url, {
          parse: ({ data }) => Number(data) * factor,
          initialData: 100,
          reduce: (sum, event) => sum + event.data,
          history: 2,
        }),
      { wrapper: lab.wrapper, initialProps: { factor: 1 } },
    )
    expect(result.current.data).toBe(100)
    await lab.advance()
    rerender({ factor: 10 })
    await lab.advance(20)
    expect(result.current.data).toBe(100 + 1 + 20 + 30)
    expect(result.current.events.map(({ data }) => data)).toEqual([20, 30])
  })

  it('closes for good when told, and begins again with reconnect', async () => {
    const lab = createLab([
      [one, stall()],
      [two, stall()],
    ])
    const { result } = follow(lab, { url })
    await lab.advance()
    act(() => result.current.close())
    await lab.advance(60_000)
    expect(result.current).toMatchObject({ connection: { status: 'closed', by: 'client' }, data: 'one' })
    expect(lab.left()).toEqual(nothing)
    act(() => result.current.reconnect())
    await lab.advance()
    expect(result.current).toMatchObject({ status: 'open', data: 'two' })
    expect(lab.fetch.calls[1]?.lastEventId).toBe('1')
  })

  it('takes a clean end for the end with onEnd: close, and asks no server for its answer twice', async () => {
    const lab = createLab([one, two, end()])
    const { result, rerender } = follow(lab, { url, options: { onEnd: 'close' } })
    await lab.advance(60_000)
    rerender({ url, options: { onEnd: 'close' } })
    await lab.advance(60_000)
    expect(result.current).toMatchObject({ connection: { status: 'closed', by: 'server' }, data: 'two' })
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('takes a key for another stream, whatever the url', async () => {
    const lab = createLab([one, stall()])
    const { result, rerender } = follow(lab, { url, options: { key: 'a' } })
    await lab.advance()
    rerender({ url: `${url}elsewhere`, options: { key: 'a' } })
    await lab.advance()
    expect(urls(lab)).toEqual([url])
    rerender({ url, options: { key: 'b' } })
    expect(result.current.data).toBeUndefined()
    await lab.advance(grace)
    expect(urls(lab)).toEqual([url, url])
    expect(lab.fetch.calls.map(({ open }) => open)).toEqual([false, true])
  })

  it('tells two functions as urls apart by their key alone', async () => {
    const lab = createLab([one, stall()])
    const { rerender } = follow(lab, { url: () => `${url}a`, options: { key: 'a' } })
    await lab.advance()
    rerender({ url: () => `${url}b`, options: { key: 'a' } })
    await lab.advance()
    rerender({ url: () => `${url}c`, options: { key: 'c' } })
    await lab.advance()
    expect(urls(lab)).toEqual([`${url}a`, `${url}c`])
  })
})

const silence = { warn: 100, fail: 10_000 }

/** How to come into every state. */
const states: Record<
  string,
  { script: Script; options?: UseEventSourceOptions; arrive?: (lab: Lab) => void }
> = {
  idle: { script: [stall()], options: { enabled: false } },
  connecting: { script: [stall()], options: { timeout: 5_000 } },
  open: { script: [one, stall()], options: { silence } },
  stalled: { script: [one, wait(200), stall()], options: { silence: { warn: 0, fail: 10_000 } } },
  waiting: { script: [cut()] },
  offline: { script: [cut()], arrive: ({ environment }) => environment.setOnline(false) },
  paused: {
    script: [one, stall()],
    options: { whenHidden: 'pause' },
    arrive: ({ environment }) => environment.setVisible(false),
  },
  closed: { script: [one, end()], options: { onEnd: 'close' } },
  failed: { script: [respond({ status: 404 })] },
}

describe('Unmounting useEventSource', () => {
  it.each(Object.entries(states))(
    'leaves nothing behind in the state %s',
    async (status, { script, options, arrive }) => {
      const lab = createLab(script)
      const { result, unmount } = follow(lab, { url, ...(options && { options }) })
      act(() => arrive?.(lab))
      await lab.advance()
      expect(result.current.status).toBe(status)
      unmount()
      await lab.advance(grace)
      expect(lab.left()).toEqual(nothing)
      const sent = lab.fetch.calls.length
      act(() => {
        lab.environment.setOnline(false)
        lab.environment.setOnline(true)
        lab.environment.setVisible(!lab.environment.isVisible())
      })
      await lab.advance(600_000)
      expect(lab.fetch.calls).toHaveLength(sent)
      expect(lab.environment.errors).toEqual([])
    },
  )

  it('leaves nothing behind while it waits for a header function, and sends nothing afterwards', async () => {
    const lab = createLab([one, stall()])
    let give = (_headers: HeadersInit): void => {}
    const headers = (): Promise<HeadersInit> => new Promise((resolve) => (give = resolve))
    const { result, unmount } = follow(lab, { url, options: { headers, timeout: 5_000 } })
    await lab.advance()
    expect(result.current.status).toBe('connecting')
    unmount()
    await lab.advance(grace)
    give({ authorization: 'late' })
    await lab.advance(60_000)
    expect(lab.fetch.calls).toHaveLength(0)
    expect(lab.left()).toEqual(nothing)
  })

  it('leaves nothing behind while it reads the body of an error', async () => {
    const lab = createLab([respond({ status: 500 }), chunk('{"error":'), stall()])
    const { unmount } = follow(lab, { url })
    await lab.advance()
    unmount()
    await lab.advance(grace)
    expect(lab.left()).toEqual(nothing)
  })

  it('calls no callback any more', async () => {
    const lab = createLab([one, wait(10), two, stall()])
    const seen: string[] = []
    const onEvent = ({ data }: { data: string }): void => void seen.push(data)
    const onClose = (): void => void seen.push('closed')
    const { unmount } = follow(lab, { url, options: { onEvent, onClose } })
    await lab.advance()
    unmount()
    await lab.advance(100)
    expect(seen).toEqual(['one'])
  })
})
