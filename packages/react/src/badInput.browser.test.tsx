import {
  StreamProvider,
  type UseEventSourceOptions,
  type UseStreamingCompletionOptions,
  messageText,
  useEventSource,
  useStreamingCompletion,
} from '@rivulet/react'
import {
  chunk,
  cut,
  end,
  openaiChunks,
  remoteServer,
  respond,
  sse,
  stall,
  type Script,
} from '@rivulet/testing'
import { type ReactNode, StrictMode } from 'react'
import { describe, expect, inject, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'

const server = remoteServer(inject('streamServer'))
let routes = 0

/** An address of its own for each test. */
async function serve(script: Script): Promise<string> {
  routes += 1
  return server.route(`/bad-input/${routes}/${Math.random()}`, script)
}

const wrapper = ({ children }: { children: ReactNode }): ReactNode => (
  <StrictMode>
    <StreamProvider headers={{ 'X-Tenant': 'a' }}>{children}</StreamProvider>
  </StrictMode>
)

const html = chunk('<!doctype html><title>Sign in</title><p>Hello')
const delta = (content: string): string => sse({ data: { choices: [{ index: 0, delta: { content } }] } })
const json = (status: number, body: object): Script => [
  respond({ status, contentType: 'application/json' }),
  chunk(JSON.stringify(body)),
]

interface Row<Options, Seen> {
  title: string
  /** What the server does, or an address that is none of it. */
  answer: Script | string
  options?: Options
  seen: Seen
}

/** What a user sees of an answer: the error's kind, what of it has arrived, and whether asking again may help. */
interface SeenAnswer {
  kind?: string
  status?: number
  text: string
  message?: RegExp
  retryable?: boolean
}

const completions: readonly Row<UseStreamingCompletionOptions, SeenAnswer>[] = [
  {
    title: 'a wrong url, which the server does not know',
    answer: json(404, { error: { message: 'No such route' } }),
    seen: { kind: 'http', status: 404, text: '', message: /^No such route$/, retryable: false },
  },
  {
    title: 'a wrong host',
    answer: 'http://127.0.0.1:1/chat',
    seen: {
      kind: 'network',
      text: '',
      message: /^No response to POST http:\/\/127\.0\.0\.1:1\/chat/,
      retryable: true,
    },
  },
  {
    title: 'an address that is none',
    answer: 'http://',
    seen: { kind: 'unsupported', text: '', retryable: false },
  },
  {
    title: 'an HTML page with status 200',
    answer: [respond({ contentType: 'text/html' }), html],
    seen: { kind: 'content-type', text: '', message: /HTML page \("Sign in"\)/, retryable: false },
  },
  {
    title: 'an HTML page as an error',
    answer: [respond({ status: 502, contentType: 'text/html' }), chunk('<html><title>Bad gateway</title>')],
    seen: { kind: 'http', status: 502, text: '', message: /^Bad gateway$/, retryable: true },
  },
  {
    title: 'a wrong content type',
    answer: [respond({ contentType: 'image/png' }), chunk('\u0089PNG')],
    seen: { kind: 'content-type', text: '', message: /image\/png/, retryable: false },
  },
  {
    title: 'JSON that breaks off',
    answer: [respond({ contentType: 'application/json' }), chunk('{"choices":[{"message":{"content":"Hel')],
    seen: { kind: 'truncated', text: '', retryable: true },
  },
  {
    title: 'a document of no known format',
    answer: json(200, { temperature: 20 }),
    seen: { kind: 'protocol', text: '', message: /begins with “\{"temperature":20/, retryable: false },
  },
  {
    title: 'an event whose JSON breaks off',
    answer: [chunk(`${delta('Hello')}data: {"choices":[{"del`)],
    seen: { kind: 'truncated', text: 'Hello', retryable: true },
  },
  {
    title: 'an end before the end mark',
    answer: [chunk(delta('Hello')), end()],
    seen: { kind: 'truncated', text: 'Hello', retryable: true },
  },
  {
    title: 'a connection that breaks',
    answer: [chunk(delta('Hello')), cut()],
    seen: { kind: 'interrupted', text: 'Hello', retryable: true },
  },
  { title: 'an empty body', answer: [respond()], seen: { kind: 'truncated', text: '', retryable: true } },
  { title: '204', answer: [respond({ status: 204 })], seen: { text: '' } },
  {
    title: 'a redirect to itself',
    answer: [respond({ status: 307, headers: { location: '?' } })],
    seen: { kind: 'network', text: '', retryable: true },
  },
  {
    title: 'a server that never answers',
    answer: [stall()],
    options: { timeout: 100 },
    seen: { kind: 'timeout', text: '', message: /100 ms/, retryable: true },
  },
  {
    title: 'a server that falls silent',
    answer: [chunk(delta('Hello')), stall()],
    options: { silence: { fail: 100 } },
    seen: { kind: 'stalled', text: 'Hello', retryable: true },
  },
  {
    title: 'bytes that are no UTF-8',
    answer: [
      chunk('data: {"choices":[{"index":0,"delta":{"content":"a'),
      chunk(new Uint8Array([0xff])),
      chunk('b"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'),
    ],
    seen: { text: 'a\uFFFDb' },
  },
  {
    title: 'an event without end',
    answer: [chunk(`${delta('Hello')}data: ${'x'.repeat(2000)}`), stall()],
    options: { maxFrame: 1000 },
    seen: { kind: 'overflow', text: 'Hello', retryable: false },
  },
  {
    title: 'a header that HTTP cannot carry',
    answer: openaiChunks('Hello'),
    options: { headers: { 'not a name': 'x' } },
    seen: { kind: 'unsupported', text: '', retryable: false },
  },
]

describe('useStreamingCompletion meets', () => {
  it.each(completions)('$title', async ({ answer, options, seen }) => {
    const api = typeof answer === 'string' ? answer : await serve(answer)
    const { result } = await renderHook(() => useStreamingCompletion({ api, ...options }), { wrapper })
    await result.current.sendMessage('What I typed')
    await expect.poll(() => result.current.status).toBe(seen.kind === undefined ? 'ready' : 'error')

    const { error, messages } = result.current
    expect(messages[0] && messageText(messages[0])).toBe('What I typed')
    expect(result.current.completion).toBe(seen.text)
    expect(error?.kind).toBe(seen.kind)
    expect(error?.status).toBe(seen.status)
    expect(error?.retryable).toBe(seen.retryable)
    expect(error?.message ?? '').toMatch(seen.message ?? '')
  })

  it('a redirect, and follows it', async () => {
    const target = await serve(openaiChunks('Hello'))
    const api = await serve([respond({ status: 307, headers: { location: target } })])
    const { result } = await renderHook(() => useStreamingCompletion({ api }), { wrapper })
    await result.current.sendMessage('hi')
    await expect.poll(() => result.current.completion).toBe('Hello')
    expect(await server.requests(new URL(target).pathname)).toMatchObject([{ method: 'POST' }])
  })
})

/** What a user sees of a live stream: its state, the error's kind, and the last data, which stays. */
interface SeenFeed {
  status: string
  kind?: string
  data?: string
}

const one = sse({ data: 'one', id: 1 })
const once = { retry: { attempts: 1 } }

const feeds: readonly Row<UseEventSourceOptions, SeenFeed>[] = [
  { title: 'a wrong url', answer: json(404, {}), seen: { status: 'failed', kind: 'http' } },
  { title: 'a wrong host', answer: 'http://127.0.0.1:1/', seen: { status: 'waiting', kind: 'network' } },
  { title: 'an address that is none', answer: 'http://', seen: { status: 'failed', kind: 'unsupported' } },
  {
    title: 'an HTML page with status 200',
    answer: [respond({ contentType: 'text/html' }), html],
    seen: { status: 'failed', kind: 'content-type' },
  },
  { title: 'a wrong content type', answer: json(200, {}), seen: { status: 'failed', kind: 'content-type' } },
  {
    title: 'data that is no JSON, and skips it',
    answer: [chunk(one + sse({ data: '{"a":' })), stall()],
    seen: { status: 'open', kind: 'protocol', data: 'one' },
    options: { parse: ({ data }) => (data === 'one' ? data : (JSON.parse(data) as string)) },
  },
  {
    title: 'an empty body',
    answer: [respond()],
    options: once,
    seen: { status: 'failed', kind: 'interrupted' },
  },
  {
    title: 'half an event',
    answer: [chunk(`${one}data: tw`)],
    options: once,
    seen: { status: 'waiting', data: 'one' },
  },
  { title: '204', answer: [respond({ status: 204 })], seen: { status: 'closed' } },
  {
    title: 'a redirect to itself',
    answer: [respond({ status: 307, headers: { location: '?' } })],
    seen: { status: 'waiting', kind: 'network' },
  },
  {
    title: 'a server that never answers',
    answer: [stall()],
    options: { timeout: 100 },
    seen: { status: 'waiting', kind: 'timeout' },
  },
  {
    title: 'bytes that are no UTF-8',
    answer: [chunk('data: a'), chunk(new Uint8Array([0xff])), chunk('b\n\n'), stall()],
    seen: { status: 'open', data: 'a\uFFFDb' },
  },
  {
    title: 'a header that HTTP cannot carry',
    answer: [chunk(one), stall()],
    options: { headers: { 'not a name': 'x' } },
    seen: { status: 'failed', kind: 'unsupported' },
  },
]

describe('useEventSource meets', () => {
  it.each(feeds)('$title', async ({ answer, options, seen }) => {
    const url = typeof answer === 'string' ? answer : await serve(answer)
    const slowly = { base: 3_600_000, max: 3_600_000 }
    const { result } = await renderHook(
      () => useEventSource(url, { ...options, retry: { ...slowly, ...options?.retry } }),
      { wrapper },
    )
    await expect
      .poll(() => [result.current.status, result.current.error?.kind])
      .toEqual([seen.status, seen.kind])
    expect(result.current.data).toBe(seen.data)
  })
})
