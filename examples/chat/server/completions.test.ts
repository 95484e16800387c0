import { expect, test } from 'vitest'
import { naturalPause } from './completions.ts'
import { documentationRoot, eventsOf, postJson, runningApp, take } from './runningApp.ts'

const FILES = {
  'README.md': '# Rivulet\n\nStreams as React UI.\n',
  'docs/lifecycle.md':
    '# The life of a connection\n\nStates and edges.\n\n## Retry after a lost connection\n\n' +
    'The delay grows with [full jitter](retry.md) up to 30 seconds.\n\n```ts\n# no heading\n```\n',
  'docs/transports.md': '# Transports\n\nThree of them.\n\n## Native EventSource\n\nIt sends no headers.\n',
}

const ask = (content: string, more: object = {}): object => ({
  model: 'any',
  messages: [{ role: 'user', content }],
  ...more,
})

async function documented(): Promise<string> {
  const { url } = await runningApp({ root: await documentationRoot(FILES) })
  return `${url}/v1/chat/completions`
}

interface Answer {
  content: string
  reasoning_content: string
  annotations: { type: string; url_citation: Record<string, unknown> }[]
}

async function answerTo(content: string): Promise<Answer> {
  const response = await postJson(await documented(), ask(content))
  expect(response.status).toBe(200)
  const { choices } = await response.json()
  return choices[0].message
}

test('an answer quotes the section that fits best, and names it as its source', async () => {
  const message = await answerTo('How long is the retry delay after the connection is lost?')
  expect(message.content).toContain('The delay grows with full jitter up to 30 seconds.')
  expect(message.annotations[0]).toMatchObject({
    type: 'url_citation',
    url_citation: {
      url: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+\/docs\/lifecycle\.md#retry-after-a-lost-connection$/,
      ),
      title: 'Retry after a lost connection',
    },
  })
})

test('the range of a source is where it is quoted', async () => {
  const { content, annotations } = await answerTo('retry delay')
  const range = annotations.map(({ url_citation: { start_index, end_index } }) => [start_index, end_index])
  const [[start, end] = []] = range as [number, number][]
  expect(content.slice(start, end)).toMatch(/^Retry after a lost connection\n[^]*```$/)
})

test('it says of itself that it is a search, once in a thread', async () => {
  const url = await documented()
  const first = await (await postJson(url, ask('native EventSource headers'))).json()
  expect(first.model).toBe('rivulet-docs-search')
  expect(first.choices[0].message.content).toMatch(/^I am a search over .*, not a model/)
  const messages = [
    { role: 'user', content: 'hello' },
    { role: 'assistant', content: 'I am a search' },
    { role: 'user', content: 'native EventSource headers' },
  ]
  const second = await (await postJson(url, { messages })).json()
  expect(second.choices[0].message.content).toMatch(/^### Native EventSource\n/)
})

test('the reasoning tells what was searched for and what was found', async () => {
  const { reasoning_content: reasoning } = await answerTo('What does the native EventSource send?')
  expect(reasoning).toContain('native')
  expect(reasoning).toContain('docs/transports.md › Native EventSource')
})

test.each(['hello', 'what can you do for me?', 'gardening'])(
  '%j is answered with what can be asked',
  async (content) => {
    const message = await answerTo(content)
    expect(message.content).toMatch(/search .* not a model/)
    expect(message.content).toContain('- Transports')
    expect(message.annotations).toEqual([])
  },
)

test('a name is found by one of its humps, and a word in the plural', async () => {
  expect((await answerTo('which source?')).content).toContain('It sends no headers.')
  expect((await answerTo('retries')).content).toContain('full jitter')
})

test('without documentation it says so', async () => {
  const { url } = await runningApp()
  const { choices } = await (await postJson(`${url}/v1/chat/completions`, ask('retry'))).json()
  expect(choices[0].message.content).toContain('no documentation here')
})

test('a streamed answer has the role first, text in small pieces, the reason, the usage and the end mark', async () => {
  const response = await postJson(
    await documented(),
    ask('retry delay', { stream: true, stream_options: { include_usage: true } }),
  )
  expect(response.headers.get('content-type')).toMatch('text/event-stream')
  const data: string[] = []
  for await (const event of eventsOf(response)) data.push(event.data ?? '')
  expect(data.pop()).toBe('[DONE]')
  const chunks = data.map((text) => JSON.parse(text))
  expect(chunks[0].choices[0].delta).toMatchObject({ role: 'assistant' })
  const usage = chunks.pop()
  expect(usage.choices).toEqual([])
  expect(chunks.pop().choices[0]).toMatchObject({ delta: {}, finish_reason: 'stop' })
  const deltas = chunks.map((chunk) => chunk.choices[0].delta)
  const texts = deltas.flatMap((delta) => delta.content || [])
  const reasoning = deltas.flatMap((delta) => delta.reasoning_content ?? [])
  expect(texts.join('')).toContain('The delay grows with full jitter')
  expect(Math.max(...texts.map((text) => text.trim().length))).toBeLessThanOrEqual(7)
  expect(deltas.flatMap((delta) => delta.annotations ?? [])).not.toEqual([])
  expect(usage.usage).toEqual({
    prompt_tokens: 2,
    completion_tokens: texts.length + reasoning.length,
    total_tokens: 2 + texts.length + reasoning.length,
    completion_tokens_details: { reasoning_tokens: reasoning.length },
  })
})

test('usage is sent only where it is asked for', async () => {
  const response = await postJson(await documented(), ask('retry delay', { stream: true }))
  expect(await response.text()).not.toContain('"usage"')
})

test('the streamed text and the whole one are the same', async () => {
  const url = await documented()
  let streamed = ''
  for await (const { data = '' } of eventsOf(await postJson(url, ask('retry', { stream: true }))))
    if (data !== '[DONE]') streamed += JSON.parse(data).choices[0].delta.content ?? ''
  const whole = await (await postJson(url, ask('retry'))).json()
  expect(streamed).toBe(whole.choices[0].message.content)
})

test('tokens arrive while the rest of the answer is still to come', async () => {
  const pauses = [0, 0, 0, 0, 0]
  const root = await documentationRoot(FILES)
  const { url } = await runningApp({ root, pause: () => pauses.pop() ?? 600_000 })
  const response = await postJson(`${url}/v1/chat/completions`, ask('retry', { stream: true }))
  expect(await take(eventsOf(response), 6)).toHaveLength(6)
})

test.each([
  ['no object', '[]', null],
  ['no messages', '{}', 'messages'],
  ['an empty list of messages', '{"messages":[]}', 'messages'],
  ['a message without a role', '{"messages":[{"content":"a"}]}', 'messages[0].role'],
  ['an unknown role', '{"messages":[{"role":"king","content":"a"}]}', 'messages[0].role'],
  ['a user who says nothing', '{"messages":[{"role":"user"}]}', 'messages[0].content'],
  ['a number as content', '{"messages":[{"role":"user","content":7}]}', 'messages[0].content'],
  ['a stream that is no boolean', '{"messages":[{"role":"user","content":"a"}],"stream":"yes"}', 'stream'],
  ['half a JSON', '{"messages":[', null],
])('%s is refused with a typed error', async (_, body, param) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(await documented(), { method: 'POST', headers, body })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    error: { message: expect.any(String), type: 'invalid_request_error', param, code: null },
  })
})

test('a body that any site could post is refused, and so are other methods', async () => {
  const url = await documented()
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(415)
  const get = await fetch(url)
  expect(get.status).toBe(405)
  expect(get.headers.get('allow')).toBe('POST')
})

test('a body without an end is refused', async () => {
  const response = await postJson(await documented(), ask('x'.repeat(5_000_000)))
  expect(response.status).toBe(413)
})

test('a source leads to its section', async () => {
  const { url } = await runningApp({ root: await documentationRoot(FILES) })
  const response = await fetch(`${url}/docs/lifecycle.md`)
  expect(response.headers.get('content-type')).toMatch('text/html')
  expect(await response.text()).toContain('<section id="retry-after-a-lost-connection">')
  expect((await fetch(`${url}/docs/none.md`)).status).toBe(404)
  expect((await fetch(`${url}/docs/%2e%2e/secret.md`)).status).toBe(404)
})

test('a path that is not its own is left to others', async () => {
  const { url } = await runningApp()
  expect(await (await fetch(`${url}/`)).text()).toBe('not of the app')
})

test('the pace is that of a small model: 40 to 80 tokens a second', () => {
  expect(naturalPause(() => 0.02)).toBeCloseTo(1000 / 40.8)
  expect(naturalPause(() => 0.999)).toBeGreaterThan(1000 / 80)
  expect(naturalPause(() => 0)).toBeGreaterThan(100)
})
