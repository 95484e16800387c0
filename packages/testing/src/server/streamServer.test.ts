import { once } from 'node:events'
import { get } from 'node:http'
import { chunk, cut, end, pieces, remoteServer, respond, sse, stall, wait } from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let server: StreamServer

beforeEach(async () => {
  server = await streamServer()
})
afterEach(() => server.close())

/** Reads until the body ends or fails. */
async function readAll(response: Response): Promise<{ text: string; error: unknown }> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true })
    return { text, error: undefined }
  } catch (error) {
    return { text, error }
  }
}

describe('streamServer', () => {
  it('plays a script over HTTP', async () => {
    const url = server.route('/feed', [
      respond({ headers: { 'x-made-by': 'test' } }),
      ...pieces(sse({ data: 'Grüße 👋' }), 3),
      wait(1),
      chunk(sse({ data: 'b' })),
    ])
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('x-made-by')).toBe('test')
    expect(await response.text()).toBe('data: Grüße 👋\n\ndata: b\n\n')
  })

  it('sends the head at once, and the rest when the script comes to it', async () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const url = server.route('/feed', async function* () {
      yield respond()
      await gate
      yield chunk('later')
    })
    const response = await fetch(url)
    expect(response.status).toBe(200)
    release()
    expect(await response.text()).toBe('later')
  })

  it('flushes what was sent before it cuts', async () => {
    const megabyte = 'x'.repeat(1_000_000)
    const { text, error } = await readAll(await fetch(server.route('/feed', [chunk(megabyte), cut()])))
    expect(text.length).toBe(megabyte.length)
    expect(error).toBeInstanceOf(TypeError)
  })

  it('fails the request when it cuts before the head', async () => {
    await expect(fetch(server.route('/feed', [cut()]))).rejects.toBeInstanceOf(TypeError)
  })

  it('keeps the connection of a stalled answer until the client lets go', async () => {
    const abort = new AbortController()
    const response = await fetch(server.route('/feed', [chunk('a'), stall()]), { signal: abort.signal })
    await response.body!.getReader().read()
    expect(server.requests[0]).toMatchObject({ path: '/feed', open: true })
    abort.abort()
    await vi.waitFor(() => expect(server.requests[0]!.open).toBe(false))
  })

  it('counts open sockets', async () => {
    const request = get(server.route('/feed', [chunk('a'), stall()]))
    await once(request, 'response')
    expect(server.connections).toBe(1)
    request.on('error', () => {}).destroy()
    await vi.waitFor(() => expect(server.connections).toBe(0))
  })

  it('stops a script that the client has let go of', async () => {
    let isOver = false
    const url = server.route('/feed', function* () {
      try {
        for (;;) yield chunk('x'.repeat(65_536))
      } finally {
        isOver = true
      }
    })
    const response = await fetch(url)
    await response.body!.cancel()
    await vi.waitFor(() => expect(isOver).toBe(true))
  })

  it('records requests with their headers and body', async () => {
    const url = server.route('/chat', [end()])
    const headers = { authorization: 'Bearer t', 'last-event-id': '\u00e2\u0082\u00ac' }
    await fetch(`${url}?a=1`, { method: 'POST', headers, body: 'hé' })
    expect(server.requests).toMatchObject([
      { method: 'POST', url: '/chat?a=1', path: '/chat', query: { a: '1' }, body: 'hé', lastEventId: '€' },
    ])
    expect(server.requests[0]!.headers['authorization']).toBe('Bearer t')
  })

  it('plays one script a request, and starts again when the route is replaced', async () => {
    const url = server.route('/feed', [[chunk('one')], [chunk('two')]])
    expect(await (await fetch(url)).text()).toBe('one')
    expect(await (await fetch(url)).text()).toBe('two')
    expect(await (await fetch(url)).text()).toBe('two')
    server.route('/feed', (request, n) => [chunk(`${request.method} ${n}`)])
    expect(await (await fetch(url)).text()).toBe('GET 0')
  })

  it('answers 404 where nothing was scripted, and 500 where a script throws', async () => {
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404)
    const broken = await fetch(
      server.route('/broken', () => {
        throw new Error('oops')
      }),
    )
    expect(broken.status).toBe(500)
    expect(await broken.text()).toContain('oops')
  })

  it('closes with answers under way', async () => {
    const { text, error } = await fetch(server.route('/feed', [chunk('a'), stall()])).then(
      async (response) => {
        await server.close()
        return readAll(response)
      },
    )
    expect(text).toBe('a')
    expect(error).toBeInstanceOf(TypeError)
  })

  it('closes each connection where keep-alive is off', async () => {
    const brief = await streamServer({ keepAlive: false })
    const response = await fetch(`${brief.url}/empty`)
    expect(response.headers.get('connection')).toBe('close')
    await brief.close()
  })
})

describe('a page of another origin', () => {
  const origin = 'http://elsewhere.example'

  it('may send every header', async () => {
    const asked = 'authorization, last-event-id, idempotency-key'
    const response = await fetch(`${server.url}/events`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': asked, 'access-control-request-method': 'POST' },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-allow-headers')).toBe(asked)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(server.requests).toHaveLength(0)
  })

  it('may read every header', async () => {
    const response = await fetch(`${server.url}/status/429?retryAfter=7`, { headers: { origin } })
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-expose-headers')).toContain('retry-after')
  })
})

describe('the routes that are there from the start', () => {
  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init)

  it('/events counts, by name and id', async () => {
    expect(await (await ask('/events?count=2')).text()).toBe(
      'event: tick\nid: 1\ndata: {"n":1}\n\nevent: tick\nid: 2\ndata: {"n":2}\n\n',
    )
    expect(await (await ask('/events?count=1&from=7&interval=1')).text()).toContain('"n":7')
  })

  it('/events goes on after the last event id, and ends with 204', async () => {
    const headers = { 'last-event-id': '9' }
    expect(await (await ask('/events', { headers })).text()).toBe('event: tick\nid: 10\ndata: {"n":10}\n\n')
    expect(await (await ask('/events?lastEventId=9')).text()).toContain('id: 10')
    expect((await ask('/events?lastEventId=10')).status).toBe(204)
  })

  it('/events can break at its end', async () => {
    const { text, error } = await readAll(await ask('/events?count=1&then=cut'))
    expect(text).toContain('id: 1')
    expect(error).toBeInstanceOf(TypeError)
  })

  it('/hang never answers', async () => {
    const abort = new AbortController()
    const response = ask('/hang', { signal: abort.signal })
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    abort.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('/status answers with the code', async () => {
    const response = await ask('/status/503?retryAfter=2')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await response.json()).toMatchObject({ error: { code: 503 } })
  })

  it('/html, /empty and /204 are no streams', async () => {
    expect((await ask('/html')).headers.get('content-type')).toBe('text/html')
    expect(await (await ask('/empty')).text()).toBe('')
    expect((await ask('/204')).status).toBe(204)
  })

  it('/redirect keeps method and body', async () => {
    const to = server.route('/chat', (request) => [chunk(`${request.method} ${request.body}`)])
    const response = await ask(`/redirect?to=${to}`, { method: 'POST', body: 'hi' })
    expect(response.redirected).toBe(true)
    expect(await response.text()).toBe('POST hi')
  })
})

describe('remoteServer', () => {
  it('scripts a server over HTTP, bytes and all', async () => {
    const remote = remoteServer(server.url)
    const broken = new Uint8Array([0x64, 0xff, 0x00])
    const url = await remote.route('/bytes', [chunk(broken), chunk('é')])
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
    expect([...bytes]).toEqual([0x64, 0xff, 0x00, 0xc3, 0xa9])
  })

  it('scripts several requests, and tells of them', async () => {
    const remote = remoteServer(server.url)
    const url = await remote.route('/twice', [[chunk('one')], [chunk('two')]])
    expect(await (await fetch(url)).text()).toBe('one')
    expect(await (await fetch(url, { method: 'POST', body: 'b' })).text()).toBe('two')
    expect(await remote.requests('/twice')).toMatchObject([{ method: 'GET' }, { method: 'POST', body: 'b' }])
    expect(await remote.requests('/other')).toEqual([])
  })

  it('tells of a server that is none', async () => {
    await expect(remoteServer(`${server.url}/nowhere`).requests('/')).rejects.toThrow(
      'is it a stream server?',
    )
  })
})
