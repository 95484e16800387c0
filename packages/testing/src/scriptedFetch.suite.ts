import { chunk, cut, end, manualEnvironment, respond, scriptedFetch, stall, wait } from '@rivulet/testing'
import { describe, expect, it } from 'vitest'

/** Reads until the body ends or fails. */
async function readAll(response: Response): Promise<{ chunks: string[]; error: unknown }> {
  const chunks: string[] = []
  const decoder = new TextDecoder()
  try {
    for await (const bytes of response.body ?? []) chunks.push(decoder.decode(bytes, { stream: true }))
    return { chunks, error: undefined }
  } catch (error) {
    return { chunks, error }
  }
}

/** What `scriptedFetch` promises wherever it runs: Node, happy-dom, a browser. */
export function describeScriptedFetch(): void {
  describe('scriptedFetch', () => {
    it('answers 200 as an event stream where the script does not say otherwise', async () => {
      const fetch = scriptedFetch([chunk('data: a\n\n')])
      const response = await fetch('/events')
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      expect(await response.text()).toBe('data: a\n\n')
    })

    it('answers with the head that the script gives', async () => {
      const fetch = scriptedFetch([respond({ status: 503, headers: { 'Retry-After': '2' } }), chunk('busy')])
      const response = await fetch('/events')
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('2')
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(await response.text()).toBe('busy')
    })

    it('gives no body to a 204', async () => {
      const response = await scriptedFetch([respond({ status: 204 })])('/events')
      expect(response.status).toBe(204)
      expect(response.body).toBeNull()
    })

    it('hands out each chunk by itself', async () => {
      const response = await scriptedFetch([chunk('a'), chunk('b'), chunk('c')])('/events')
      expect(await readAll(response)).toEqual({ chunks: ['a', 'b', 'c'], error: undefined })
    })

    it('records each request', async () => {
      const fetch = scriptedFetch([end()])
      await fetch('/chat?lastEventId=7', {
        method: 'post',
        headers: { Authorization: 'Bearer t' },
        body: JSON.stringify({ prompt: 'hé' }),
      })
      await fetch(
        new Request('http://localhost/events', { headers: { 'Last-Event-ID': '\u00e2\u0082\u00ac' } }),
      )
      await fetch(new URL('http://localhost/form'), { method: 'POST', body: new URLSearchParams({ a: '1' }) })
      expect(fetch.calls).toMatchObject([
        {
          url: '/chat?lastEventId=7',
          path: '/chat',
          query: { lastEventId: '7' },
          lastEventId: '7',
          method: 'POST',
          headers: { authorization: 'Bearer t' },
          body: '{"prompt":"hé"}',
        },
        { url: 'http://localhost/events', method: 'GET', body: '', lastEventId: '€' },
        { url: 'http://localhost/form', body: 'a=1' },
      ])
    })

    it('plays one script a request, the last one again and again', async () => {
      const fetch = scriptedFetch([[chunk('one')], [chunk('two')]])
      const texts = []
      for (let n = 0; n < 3; n += 1) texts.push(await (await fetch('/')).text())
      expect(texts).toEqual(['one', 'two', 'two'])
    })

    it('asks a function for the script, by request and number', async () => {
      const fetch = scriptedFetch((request, n) => [chunk(`${request.path} ${n}`)])
      expect(await (await fetch('/a')).text()).toBe('/a 0')
      expect(await (await fetch('/b')).text()).toBe('/b 1')
    })

    it('goes on with a generator when the test lets it', async () => {
      let release = (): void => {}
      const gate = new Promise<void>((resolve) => (release = resolve))
      const fetch = scriptedFetch(async function* () {
        yield chunk('before')
        await gate
        yield chunk('after')
      })
      const reader = (await fetch('/')).body!.getReader()
      expect(new TextDecoder().decode((await reader.read()).value)).toBe('before')
      const next = reader.read()
      release()
      expect(new TextDecoder().decode((await next).value)).toBe('after')
      expect((await reader.read()).done).toBe(true)
    })

    it('fails as an unreachable server does when cut before the head', async () => {
      await expect(scriptedFetch([cut()])('/')).rejects.toBeInstanceOf(TypeError)
    })

    it('delivers what came before the cut, then fails the read', async () => {
      const { chunks, error } = await readAll(await scriptedFetch([chunk('a'), chunk('b'), cut()])('/'))
      expect(chunks).toEqual(['a', 'b'])
      expect(error).toBeInstanceOf(TypeError)
    })

    it('waits in the time of its environment', async () => {
      const environment = manualEnvironment()
      const fetch = scriptedFetch([wait(100), chunk('a'), wait(50), chunk('b')], { environment })
      const seen: string[] = []
      const reading = fetch('/').then(async (response) => {
        seen.push('head')
        for await (const bytes of response.body!) seen.push(new TextDecoder().decode(bytes))
      })
      await environment.advance(99)
      expect(seen).toEqual([])
      await environment.advance(1)
      expect(seen).toEqual(['head', 'a'])
      await environment.advance(50)
      await reading
      expect(seen).toEqual(['head', 'a', 'b'])
    })

    it('waits for each read before it writes more', async () => {
      const written: number[] = []
      const fetch = scriptedFetch(function* () {
        for (let n = 0; n < 3; n += 1) {
          written.push(n)
          yield chunk(`${n}`)
        }
      })
      const environment = manualEnvironment()
      const reader = (await fetch('/')).body!.getReader()
      await reader.read()
      await environment.advance(0)
      // The second is at the door, the third is not made yet.
      expect(written).toEqual([0, 1])
    })

    it('says of each call whether it is still open', async () => {
      const fetch = scriptedFetch([[chunk('a')], [chunk('a'), stall()]])
      const first = await fetch('/')
      expect(fetch.calls[0]!.open).toBe(true)
      await first.text()
      await manualEnvironment().advance(0)
      expect(fetch.calls[0]!.open).toBe(false)
      const second = await fetch('/')
      await second.body!.cancel()
      await manualEnvironment().advance(0)
      expect(fetch.calls[1]!.open).toBe(false)
    })

    describe('when aborted', () => {
      it('before the call, rejects and counts no request', async () => {
        const fetch = scriptedFetch([chunk('a')])
        await expect(fetch('/', { signal: AbortSignal.abort() })).rejects.toMatchObject({
          name: 'AbortError',
        })
        expect(fetch.calls).toHaveLength(0)
      })

      it('before the head, rejects and leaves no timer', async () => {
        const environment = manualEnvironment()
        const fetch = scriptedFetch([wait(100), chunk('a')], { environment })
        const abort = new AbortController()
        const response = fetch('/', { signal: abort.signal })
        response.catch(() => {})
        await environment.advance(50)
        expect(environment.timers).toBe(1)
        abort.abort()
        await expect(response).rejects.toMatchObject({ name: 'AbortError' })
        expect(environment.timers).toBe(0)
      })

      it('in the body, fails the read', async () => {
        const fetch = scriptedFetch([chunk('a'), stall()])
        const abort = new AbortController()
        const response = await fetch('/', { signal: abort.signal })
        const reading = readAll(response)
        await manualEnvironment().advance(0)
        abort.abort()
        expect(await reading).toMatchObject({ chunks: ['a'], error: { name: 'AbortError' } })
        await manualEnvironment().advance(0)
        expect(fetch.calls[0]!.open).toBe(false)
      })

      it('gives the reason that it was given', async () => {
        const abort = new AbortController()
        const response = scriptedFetch([stall()])('/', { signal: abort.signal })
        abort.abort('enough')
        await expect(response).rejects.toBe('enough')
      })

      it('after the end, changes nothing', async () => {
        const abort = new AbortController()
        const response = await scriptedFetch([chunk('a')])('/', { signal: abort.signal })
        const text = await response.text()
        abort.abort()
        expect(text).toBe('a')
      })
    })

    it('tells of a second head in a script', async () => {
      const response = await scriptedFetch([chunk('a'), respond()])('/')
      const { error } = await readAll(response)
      expect(String(error)).toContain('respond() belongs before the first chunk()')
    })
  })
}
