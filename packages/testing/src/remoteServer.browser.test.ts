import { chunk, cut, remoteServer, respond, sse, stall } from '@rivulet/testing'
import { expect, inject, it, vi } from 'vitest'

const server = remoteServer(inject('streamServer'))

it('lets a page script the server and read every header', async () => {
  const url = await server.route('/testing/feed', [
    respond({ headers: { 'x-run': '7' } }),
    chunk(sse({ data: 'é' })),
  ])
  const headers = { authorization: 'Bearer t', 'last-event-id': '3', 'idempotency-key': 'k' }
  const response = await fetch(url, { method: 'POST', headers, body: 'hi' })
  expect(response.headers.get('x-run')).toBe('7')
  expect(await response.text()).toBe('data: é\n\n')
  expect(await server.requests('/testing/feed')).toMatchObject([{ method: 'POST', headers, body: 'hi' }])
})

it('takes requests with credentials', async () => {
  const response = await fetch(`${server.url}/events?count=1`, { credentials: 'include' })
  expect(await response.text()).toContain('id: 1')
})

it('delivers what came before the cut', async () => {
  const url = await server.route('/testing/cut', [chunk('data: a\n\n'), cut()])
  const reader = (await fetch(url)).body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: a\n\n')
  await expect(reader.read()).rejects.toBeInstanceOf(TypeError)
})

it('sees the page let go', async () => {
  const url = await server.route('/testing/stall', [respond(), stall()])
  const abort = new AbortController()
  await fetch(url, { signal: abort.signal })
  abort.abort()
  await vi.waitFor(async () =>
    expect(await server.requests('/testing/stall')).toMatchObject([{ open: false }]),
  )
})

it('serves the native EventSource', async () => {
  const source = new EventSource(`${server.url}/events?count=2`)
  const seen: string[] = []
  source.addEventListener('tick', ({ lastEventId, data }: MessageEvent<string>) =>
    seen.push(`${lastEventId} ${data}`),
  )
  await new Promise((resolve) => source.addEventListener('error', resolve, { once: true }))
  source.close()
  expect(seen).toEqual(['1 {"n":1}', '2 {"n":2}'])
})
