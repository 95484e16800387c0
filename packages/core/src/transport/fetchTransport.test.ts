import { chunk, cut, end, scriptedFetch, stall } from '@rivulet/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StreamError } from '../errors.ts'
import { fetchTransport } from './fetchTransport.ts'
import type { TransportRequest, TransportResponse } from './transport.ts'

function asking(changes: Partial<TransportRequest> = {}): TransportRequest {
  const { signal } = new AbortController()
  const url = 'https://user.example/path?key=secret#secret'
  return { url, method: 'GET', headers: new Headers(), lastEventId: '', signal, ...changes }
}

async function read({ body }: TransportResponse): Promise<string> {
  let text = ''
  if (body.kind === 'bytes') for await (const bytes of body.chunks) text += new TextDecoder().decode(bytes)
  return text
}

/** Sends, and reads the body; resolves to the error. */
async function failure(request: TransportRequest, fetch?: typeof globalThis.fetch): Promise<StreamError> {
  const error: unknown = await fetchTransport(fetch && { fetch })
    .connect(request)
    .then(read)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StreamError)
  return error as StreamError
}

afterEach(() => vi.unstubAllGlobals())

describe('fetchTransport', () => {
  it('looks its fetch up when it connects, not when it is made', async () => {
    const transport = fetchTransport()
    vi.stubGlobal('fetch', scriptedFetch([chunk('hi'), end()]))
    expect(await read(await transport.connect(asking()))).toBe('hi')
  })

  it('says so where there is no fetch', async () => {
    vi.stubGlobal('fetch', undefined)
    expect(await failure(asking())).toMatchObject({ kind: 'unsupported' })
  })

  it('keeps an Accept of the application, and changes none of its headers', async () => {
    const fetch = scriptedFetch([end()])
    const headers = new Headers({ accept: 'application/json' })
    await fetchTransport({ fetch }).connect(asking({ headers, lastEventId: '7' }))
    expect(fetch.calls[0]?.headers).toMatchObject({ accept: 'application/json', 'last-event-id': '7' })
    expect([...headers]).toEqual([['accept', 'application/json']])
  })

  it('sends no Last-Event-ID without an id', async () => {
    const fetch = scriptedFetch([end()])
    await fetchTransport({ fetch }).connect(asking())
    expect(fetch.calls[0]?.headers).toEqual({ accept: 'text/event-stream' })
  })

  it.each(['a\nb', 'a\rb', 'a\0b'])('refuses an id that no header can carry: %j', async (lastEventId) => {
    const fetch = scriptedFetch([end()])
    expect(await failure(asking({ lastEventId }), fetch)).toMatchObject({ kind: 'unsupported' })
    expect(fetch.calls).toEqual([])
  })

  it('asks past every cache, and with the credentials that were asked for', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response()))
    await fetchTransport({ fetch }).connect(asking({ credentials: 'include' }))
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ cache: 'no-store', credentials: 'include' })
  })

  it.each([
    ['a fetch that fails', [cut()], 'network'],
    ['a body that breaks', [chunk('a'), cut()], 'interrupted'],
  ] as const)('keeps query and headers out of its messages: %s', async (_, script, kind) => {
    const request = asking({ headers: new Headers({ authorization: 'Bearer secret' }) })
    const error = await failure(request, scriptedFetch(script))
    expect(error).toMatchObject({ kind, retryable: true })
    expect(error.message).toContain('GET https://user.example/path')
    expect(error.message).not.toContain('secret')
  })

  it('keeps the query out of its message where the address is none', async () => {
    const { message } = await failure(asking({ url: '/path?key=secret' }), scriptedFetch([end()]))
    expect(message).toContain('"/path?…"')
    expect(message).not.toContain('secret')
  })

  it('hands on an error of its own kind that the application throws', async () => {
    const thrown = new StreamError('timeout', 'The token did not come.')
    expect(await failure(asking(), () => Promise.reject(thrown))).toBe(thrown)
  })

  it('takes an AbortError for an abort, whoever aborted', async () => {
    const thrown = new DOMException('enough', 'AbortError')
    expect(await failure(asking(), () => Promise.reject(thrown))).toMatchObject({ kind: 'aborted' })
  })

  it('sends nothing after an abort where fetch does not look at the signal', async () => {
    const deaf = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response()))
    expect(await failure(asking({ signal: AbortSignal.abort() }), deaf)).toMatchObject({ kind: 'aborted' })
    expect(deaf).not.toHaveBeenCalled()
  })

  it('stops at an abort where fetch does not look at the signal: before the response', async () => {
    const controller = new AbortController()
    const cancelled = vi.fn<() => void>()
    const late = (): Promise<Response> => {
      controller.abort()
      return Promise.resolve(new Response(new ReadableStream({ cancel: cancelled })))
    }
    expect(await failure(asking({ signal: controller.signal }), late)).toMatchObject({ kind: 'aborted' })
    expect(cancelled).toHaveBeenCalledOnce()
  })

  it('stops at an abort where fetch does not look at the signal: in the body', async () => {
    const controller = new AbortController()
    const cancelled = vi.fn<() => void>()
    const deaf = (): Promise<Response> =>
      Promise.resolve(new Response(new ReadableStream({ cancel: cancelled })))
    const response = await fetchTransport({ fetch: deaf }).connect(asking({ signal: controller.signal }))
    const reading = read(response)
    controller.abort()
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' })
    expect(cancelled).toHaveBeenCalledOnce()
  })

  it('does not take an exception of the reader for a broken connection', async () => {
    const fetch = scriptedFetch([chunk('a'), stall()])
    const { body } = await fetchTransport({ fetch }).connect(asking())
    const reading = async (): Promise<void> => {
      if (body.kind === 'bytes')
        for await (const bytes of body.chunks) throw new RangeError(`${bytes.length}`)
    }
    await expect(reading()).rejects.toThrow(RangeError)
    await expect.poll(() => fetch.calls[0]?.open).toBe(false)
  })
})
