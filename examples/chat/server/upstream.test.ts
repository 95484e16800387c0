import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { eventsOf, postJson, runningApp, serve, take } from './runningApp.ts'
import { upstreamFromEnvironment } from './upstream.ts'

const question = {
  model: 'any',
  messages: [{ role: 'user', content: 'hello' }],
  stream: true,
  temperature: 0.2,
}
const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  body: string
}

/** A second server in OpenAI's format, whose answers are under the test's hand. */
async function upstreamServer(): Promise<{ url: string; requests: number; next(): Promise<Exchange> }> {
  const waiting: ((exchange: Exchange) => void)[] = []
  const self = { url: '', requests: 0, next: () => new Promise<Exchange>((resolve) => waiting.push(resolve)) }
  self.url = await serve((request, response) => {
    self.requests++
    void text(request).then((body) => waiting.shift()?.({ request, response, body }))
  })
  return self
}

async function proxied(baseUrl: string): Promise<string> {
  const { url } = await runningApp({ upstream: { baseUrl, apiKey: 'sk-secret', model: 'tiny' } })
  return `${url}/v1/chat/completions`
}

test('a completion is sent on once, with the key and the model of the environment', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const answering = postJson(await proxied(`${upstream.url}/v1`), question)
  const { request, response, body } = await exchange
  expect(request.url).toBe('/v1/chat/completions')
  expect(request.headers.authorization).toBe('Bearer sk-secret')
  expect(JSON.parse(body)).toEqual({ ...question, model: 'tiny' })
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'x-request-id': 'req-7',
    'set-cookie': 'a=b',
  })
  response.end(`${delta('hi')}data: [DONE]\n\n`)
  const answer = await answering
  expect(answer.headers.get('x-request-id')).toBe('req-7')
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(JSON.stringify([...answer.headers])).not.toContain('sk-secret')
  expect(await answer.text()).toBe(`${delta('hi')}data: [DONE]\n\n`)
  expect(upstream.requests).toBe(1)
})

test('each token is passed on before the next one exists', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const answering = postJson(await proxied(upstream.url), question)
  const { response } = await exchange
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  const events = eventsOf(await answering)
  for (const token of ['one', 'two', 'three']) {
    response.write(delta(token))
    expect(await take(events, 1)).toEqual([
      { data: JSON.stringify({ choices: [{ delta: { content: token } }] }) },
    ])
  }
})

test('the upstream is let go when the client leaves before the answer', async () => {
  const upstream = await upstreamServer()
  const leaving = new AbortController()
  const exchange = upstream.next()
  const url = await proxied(upstream.url)
  const outcome = postJson(url, question, { signal: leaving.signal }).catch((error: Error) => error.name)
  const { response } = await exchange
  const left = once(response, 'close')
  leaving.abort()
  await left
  expect(await outcome).toBe('AbortError')
  expect(response.headersSent).toBe(false)
})

test('the upstream is let go when the client leaves inside the answer', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const answering = postJson(await proxied(upstream.url), question)
  const { response } = await exchange
  response.write(delta('one'))
  const events = eventsOf(await answering)
  await take(events, 1)
  const left = once(response, 'close')
  await events.return(undefined)
  await left
  expect(response.writableFinished).toBe(false)
})

test('an error of the upstream is passed on with its status, Retry-After and body', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const answering = postJson(await proxied(upstream.url), question)
  const { response } = await exchange
  response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '12' })
  response.end('{"error":{"message":"slow down"}}')
  const answer = await answering
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('12')
  expect(await answer.json()).toEqual({ error: { message: 'slow down' } })
})

test('an upstream that breaks off is not taken for one that has ended', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const answering = postJson(await proxied(upstream.url), question)
  const { response } = await exchange
  response.write(delta('one'))
  const events = eventsOf(await answering)
  await take(events, 1)
  response.destroy()
  await expect(events.next()).rejects.toThrow('terminated')
})

test('an upstream that is not there is a typed error that says which host, and no more of the address', async () => {
  const { url } = await runningApp({ upstream: { baseUrl: 'http://127.0.0.1:1/tenant-secret/v1' } })
  const answer = await postJson(`${url}/v1/chat/completions`, question)
  expect(answer.status).toBe(502)
  const { error } = await answer.json()
  expect(error).toMatchObject({ type: 'upstream_error', code: 'upstream_unreachable' })
  expect(error.message).toContain('127.0.0.1:1')
  expect(error.message).not.toContain('secret')
})

test('faults strike a proxied answer too', async () => {
  const upstream = await upstreamServer()
  const exchange = upstream.next()
  const { url } = await runningApp({ upstream: { baseUrl: upstream.url } })
  const answering = postJson(`${url}/v1/chat/completions`, question)
  const { response } = await exchange
  response.write(delta('one'))
  const events = eventsOf(await answering)
  await take(events, 1)
  const left = once(response, 'close')
  await postJson(`${url}/faults`, { scope: 'completion', fault: 'truncate' })
  expect((await events.next()).done).toBe(true)
  await left
})

test('the environment names the upstream', async () => {
  expect(upstreamFromEnvironment({})).toBeUndefined()
  expect(upstreamFromEnvironment({ OPENAI_BASE_URL: 'http://localhost:11434/v1/', MODEL: 'tiny' })).toEqual({
    baseUrl: 'http://localhost:11434/v1',
    apiKey: undefined,
    model: 'tiny',
  })
  const { url } = await runningApp({
    upstream: { baseUrl: 'http://localhost:11434/v1', apiKey: 'sk-secret' },
  })
  const about = await (await fetch(`${url}/about`)).text()
  expect(JSON.parse(about)).toEqual({ answers: 'model', model: null, host: 'localhost:11434' })
})
