import { once } from 'node:events'
import http from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findFlask } from '../../scripts/system.mjs'
import { type FlaskServer, startFlask } from './flask.ts'

const python = findFlask()

const answer = (prompt: string): string =>
  `You asked: ${prompt}\n\nGrüße! 👋 Here is what a stream has to survive:\n\n` +
  '- naïve spacing,  twice\n- 東京 and other multi-byte text\n\nThat is all.\n'

/** The events of a whole body: the lines of each, without their blank line. */
const eventsOf = (body: string): string[] => body.split('\n\n').slice(0, -1)

describe.skipIf(!python)('the Flask server', () => {
  let flask: FlaskServer

  beforeAll(async () => {
    flask = await startFlask(python ?? '')
  })
  afterAll(() => flask?.close())

  const ask = (path: string, prompt: string): Promise<Response> =>
    fetch(flask.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt }),
    })

  describe('/completions', () => {
    it('streams the bare text under the name of an event stream', async () => {
      const response = await ask('/completions', 'hello')
      expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      expect(await response.text()).toBe(answer('hello'))
    })

    it('takes the last of several messages for the prompt', async () => {
      const messages = [{ content: 'one' }, { content: 'two' }]
      const response = await fetch(`${flask.url}/completions`, {
        method: 'POST',
        body: JSON.stringify({ messages }),
      })
      expect(await response.text()).toBe(answer('two'))
    })

    it('sends the text in pieces', async () => {
      const response = await ask('/completions', 'hello')
      const reader = response.body!.getReader()
      const first = new TextDecoder().decode((await reader.read()).value)
      expect(answer('hello').startsWith(first)).toBe(true)
      expect(first.length).toBeLessThan(answer('hello').length)
      await reader.cancel()
    })

    it('only logs that the model failed: the text ends early, and cleanly', async () => {
      const text = await (await ask('/completions', 'fail')).text()
      expect(answer('fail').startsWith(text)).toBe(true)
      expect(text.length).toBeLessThan(answer('fail').length)
      await vi.waitFor(() => expect(flask.log()).toContain('model.ModelError: The model stopped answering.'))
    })

    it('breaks the connection where nobody caught the failure', async () => {
      // Not by fetch: Node's takes a chunked body without its last chunk for whole where the server said `close`.
      const request = http.request(`${flask.url}/completions`, { method: 'POST' })
      request.end(JSON.stringify({ prompt: 'crash' }))
      const [response] = (await once(request, 'response')) as [http.IncomingMessage]
      expect(response.statusCode).toBe(200)
      await expect(response.toArray()).rejects.toMatchObject({ code: 'ECONNRESET' })
    })
  })

  describe.each(['/completions', '/completions/sse'])('%s', (path) => {
    it('says that it is too busy, and when to come back', async () => {
      const response = await ask(path, 'busy')
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('1')
      expect(await response.json()).toEqual({ message: 'The server is too busy, try again in a second.' })
    })
  })

  describe('/completions/sse', () => {
    it('frames tokens, line breaks and all, and says that it is done', async () => {
      const events = eventsOf(await (await ask('/completions/sse', 'hello')).text())
      expect(events.slice(0, 5)).toEqual([
        'data: You',
        'data:  asked:',
        'data:  hello',
        'data: \ndata: \ndata: Grüße!',
        'data:  👋',
      ])
      expect(events.at(-1)).toBe('event: done\ndata: {}')
    })

    it('sends JSON strings to those who ask for them', async () => {
      const events = eventsOf(await (await ask('/completions/sse?data=json', 'a\r\nb')).text())
      const tokens = events.slice(0, -1).map((event) => JSON.parse(event.slice('data: '.length)) as string)
      expect(tokens.join('')).toBe(answer('a\r\nb'))
    })

    it('tells that the model failed, after what it had said', async () => {
      const events = eventsOf(await (await ask('/completions/sse', 'fail')).text())
      expect(events[0]).toBe('data: You')
      expect(events.at(-1)).toBe('event: error\ndata: {"message": "The model stopped answering."}')
    })
  })

  describe('/events', () => {
    const authorization = 'Bearer secret-token'

    it('turns away those without the token, in JSON and without a password prompt', async () => {
      for (const token of ['', 'Bearer other']) {
        const response = await fetch(`${flask.url}/events`, { headers: { authorization: token } })
        expect(response.status).toBe(401)
        expect(response.headers.get('www-authenticate')).toBe('Bearer')
        expect(await response.json()).toEqual({ message: 'A valid bearer token is needed.' })
      }
    })

    it('sends named events with ids until it closes', async () => {
      const response = await fetch(`${flask.url}/events?count=2`, { headers: { authorization } })
      expect(eventsOf(await response.text())).toEqual([
        ': welcome',
        'event: new-message\nid: 1\ndata: {"number": 1, "text": "Message 1 📬"}',
        'event: new-message\nid: 2\ndata: {"number": 2, "text": "Message 2 📬"}',
      ])
    })

    it('goes on after the last event that was seen', async () => {
      const headers = { authorization, 'last-event-id': '7' }
      const response = await fetch(`${flask.url}/events?count=1`, { headers })
      expect(eventsOf(await response.text())[1]).toContain('id: 8')
    })
  })

  it('lets pages of other origins in, with a token', async () => {
    const response = await fetch(`${flask.url}/events`, { method: 'OPTIONS' })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-headers')).toContain('Authorization')
  })
})
