import { chunk, cut, end, respond, stall, type Script } from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { autoDecoder } from '../decode/detect.ts'
import { isStreamError } from '../errors.ts'
import type { Frame } from '../frame.ts'
import { fetchTransport } from './fetchTransport.ts'

let server: StreamServer
beforeAll(async () => void (server = await streamServer()))
afterAll(() => server.close())

/** The status, the frames and the error of one request, its body read by what it says that it is. */
async function outcome(url: string, signal: AbortSignal = new AbortController().signal): Promise<unknown> {
  const seen: { status?: number | undefined; frames: Frame[]; error?: string } = { frames: [] }
  try {
    const request = { url, method: 'GET', headers: new Headers(), lastEventId: '', signal }
    const { status, headers, body } = await fetchTransport().connect(request)
    seen.status = status
    const limits = { maxFrame: 100_000 }
    const create = autoDecoder({ contentType: headers.get('content-type'), headers }, limits)
    const decoder = create((frame) => seen.frames.push(frame))
    if (body.kind === 'bytes') for await (const bytes of body.chunks) decoder.decode(bytes)
    decoder.end()
  } catch (error) {
    if (!isStreamError(error)) throw error
    seen.error = `${error.kind}${error.retryable ? ', worth a retry' : ''}`
  }
  return seen
}

const answer = (contentType: string, ...body: string[]): Script => [
  respond({ contentType }),
  ...body.map(chunk),
]
const text = (data: string): Frame => ({ kind: 'text', data })
const event = (data: string): Frame => ({ kind: 'event', name: 'message', data, id: undefined })

interface BadInput {
  title: string
  script: Script
  seen: { status?: number; frames: Frame[]; error?: string }
}

const table: readonly BadInput[] = [
  {
    title: 'an HTML page',
    script: answer('text/html', '<!doctype html><title>Sign in</title>'),
    seen: { status: 200, frames: [], error: 'content-type' },
  },
  {
    title: 'an HTML page as plain text',
    script: answer('text/plain', '<!doctype html>'),
    seen: { status: 200, frames: [text('<!doctype html>')] },
  },
  {
    title: 'truncated JSON, for the protocol to judge',
    script: answer('application/json', '{"choices":[{"mess'),
    seen: { status: 200, frames: [{ kind: 'document', data: '{"choices":[{"mess' }] },
  },
  {
    title: 'a truncated line of NDJSON, for the protocol to judge',
    script: answer('application/x-ndjson', '{"a":1}\n{"b"'),
    seen: {
      status: 200,
      frames: [
        { kind: 'line', data: '{"a":1}' },
        { kind: 'line', data: '{"b"' },
      ],
    },
  },
  { title: 'an empty body', script: [respond()], seen: { status: 200, frames: [] } },
  { title: 'a 204', script: [respond({ status: 204 })], seen: { status: 204, frames: [] } },
  {
    title: 'bytes that are no UTF-8',
    script: [chunk('data: a'), chunk(new Uint8Array([0xff, 0x0a, 0x0a]))],
    seen: { status: 200, frames: [event('a\uFFFD')] },
  },
  {
    title: 'a line without end',
    script: [chunk(`data: a\n\ndata: ${'x'.repeat(200_000)}`), stall()],
    seen: { status: 200, frames: [event('a')], error: 'overflow' },
  },
  {
    title: 'a break in the body',
    script: [chunk('data: a\n\ndata: b'), cut()],
    seen: { status: 200, frames: [event('a')], error: 'interrupted, worth a retry' },
  },
  {
    title: 'a break before the response',
    script: [cut()],
    seen: { frames: [], error: 'network, worth a retry' },
  },
  {
    title: 'a redirect to itself',
    script: [respond({ status: 307, headers: { location: '/bad/a-redirect-to-itself' } })],
    seen: { frames: [], error: 'network, worth a retry' },
  },
  {
    title: 'a redirect to nowhere',
    script: [respond({ status: 302, headers: { location: 'nowhere:' } }), end()],
    seen: { frames: [], error: 'network, worth a retry' },
  },
]

describe('Bad input', () => {
  it.each(table)('$title', async ({ title, script, seen }) => {
    const path = `/bad/${title.replaceAll(' ', '-')}`
    expect(await outcome(server.route(path, script))).toEqual(seen)
    await expect
      .poll(() => server.requests.filter((request) => request.path === path && request.open))
      .toEqual([])
  })

  it('a server that never answers, until the request is aborted', async () => {
    const controller = new AbortController()
    const waiting = outcome(server.route('/bad/silence', [stall()]), controller.signal)
    await expect.poll(() => server.requests.some(({ path }) => path === '/bad/silence')).toBe(true)
    controller.abort()
    expect(await waiting).toEqual({ frames: [], error: 'aborted' })
  })

  it('an address that nobody listens at', async () => {
    const other = await streamServer()
    await other.close()
    expect(await outcome(other.url)).toEqual({ frames: [], error: 'network, worth a retry' })
  })

  it.each(['/relative', 'https://', 'not a url', ''])('an address that is none: %j', async (url) => {
    expect(await outcome(url)).toEqual({ frames: [], error: 'unsupported' })
  })
})
