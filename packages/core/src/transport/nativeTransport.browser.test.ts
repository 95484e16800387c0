import { chunk, cut, end, remoteServer, respond } from '@rivulet/testing'
import { describe, expect, inject, it } from 'vitest'
import { connect, eventsOf, follow, serve, type Lab } from './contract/lab.suite.ts'
import { nativeTransport, type NativeTransportOptions } from './nativeTransport.ts'

function createLab(options?: NativeTransportOptions): Lab {
  return { transport: nativeTransport(options), server: remoteServer(inject('streamServer')) }
}

describe('nativeTransport', () => {
  it('lets no EventSource live on after a failure before the response', async () => {
    const sources: EventSource[] = []
    class Watched extends EventSource {
      constructor(url: string | URL, init?: EventSourceInit) {
        super(url, init)
        sources.push(this)
      }
    }
    const lab = createLab({ EventSource: Watched })
    for (const script of [[cut()], [respond({ status: 503 })]])
      await follow(lab, (await serve(lab, script)).url)
    expect(sources.map(({ readyState }) => readyState)).toEqual([EventSource.CLOSED, EventSource.CLOSED])
  })

  it('hears the names of its options and those of the request', async () => {
    const lab = createLab({ events: ['a', 'b'] })
    const { url } = await serve(lab, [
      chunk('event: a\ndata: 1\n\nevent: b\ndata: 2\n\nevent: c\ndata: 3\n\n'),
    ])
    const { frames } = await follow(lab, url, { events: ['b', 'c'] })
    expect(eventsOf(frames)).toBe('a:1 b:2 c:3')
  })

  it('adds the last event id to a query by the name that it is given', async () => {
    const lab = createLab({ lastEventIdParameter: 'after' })
    const { url, arrived } = await serve(lab, [respond(), end()])
    await follow(lab, `${url}?room=1`, { lastEventId: 'a&b' })
    expect((await arrived())[0]?.query).toEqual({ room: '1', after: 'a&b' })
  })

  it('leaves the query alone without an id', async () => {
    const lab = createLab()
    const { url, arrived } = await serve(lab, [respond(), end()])
    await follow(lab, url)
    expect((await arrived())[0]?.query).toEqual({})
  })

  it.each([
    ['a method', { method: 'POST' }],
    ['a body', { body: 'hello' }],
    ['a header', { headers: new Headers({ 'x-mine': '1' }) }],
    ['no cookies', { credentials: 'omit' }],
  ] as const)('refuses what it would leave out, and names what does it: %s', async (_, request) => {
    const lab = createLab()
    const { url, arrived } = await serve(lab, [respond()])
    await expect(connect(lab, url, request)).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('fetchTransport()'),
    })
    expect(await arrived()).toEqual([])
  })

  it('takes headers that EventSource sends by itself', async () => {
    const lab = createLab()
    const { url } = await serve(lab, [respond()])
    const headers = new Headers({ accept: 'text/event-stream', 'cache-control': 'no-cache' })
    await expect(connect(lab, url, { headers })).resolves.toMatchObject({ status: undefined, url: '' })
  })
})
