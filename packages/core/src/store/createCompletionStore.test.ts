import {
  type CompletionOptions,
  type CompletionStore,
  type FinishInfo,
  createCompletionStore,
  messageText,
  openaiChat,
  text as textProtocol,
} from '@rivulet/core'
import {
  type ManualEnvironment,
  type Script,
  type ScriptedFetch,
  chunk,
  cut,
  manualEnvironment,
  openaiChunks,
  respond,
  scriptedFetch,
  stall,
  wait,
} from '@rivulet/testing'
import { streamServer } from '@rivulet/testing/server'
import { describe, expect, it } from 'vitest'

interface Setup {
  store: CompletionStore
  fetch: ScriptedFetch
  environment: ManualEnvironment
  finished: FinishInfo[]
}

function setup(scripts: readonly Script[], options: CompletionOptions = {}): Setup {
  const environment = manualEnvironment()
  const fetch = scriptedFetch([...scripts], { environment })
  const finished: FinishInfo[] = []
  const store = createCompletionStore({
    api: 'https://api.test/chat',
    environment,
    fetch,
    onFinish: (info) => finished.push(info),
    ...options,
  })
  return { store, fetch, environment, finished }
}

const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
const finish = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`
const done = 'data: [DONE]\n\n'
const hello: Script = [chunk(delta('Hel')), wait(10), chunk(delta('lo')), chunk(finish + done)]

const texts = (store: CompletionStore): string[] =>
  store.getState().messages.map((message) => `${message.role}: ${messageText(message)}`)

describe('createCompletionStore', () => {
  it('sends nothing until it is asked, then streams an answer into the thread', async () => {
    const { store, fetch, environment, finished } = setup([hello])
    await environment.advance(1000)
    expect(fetch.calls).toHaveLength(0)

    const sent = store.sendMessage('Hi')
    expect(store.getState()).toMatchObject({ status: 'submitted', connection: { status: 'connecting' } })
    await environment.advance(0)
    expect(texts(store)).toEqual(['user: Hi', 'assistant: Hel'])
    expect(store.getState()).toMatchObject({ status: 'streaming', connection: { status: 'open' } })

    await environment.advance(10)
    await sent
    expect(texts(store)).toEqual(['user: Hi', 'assistant: Hello'])
    expect(store.getState()).toMatchObject({
      status: 'ready',
      completion: 'Hello',
      finishReason: 'stop',
      connection: { status: 'closed', by: 'server' },
      metrics: { sentAt: 1000, firstToken: 1000, finished: 1010, characters: 5, reconnects: 0, rate: 500 },
    })
    expect(finished).toMatchObject([
      { finishReason: 'stop', isAbort: false, isError: false, isDisconnect: false },
    ])
    expect(JSON.parse(fetch.calls[0]?.body ?? '')).toEqual({
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
    })
    await environment.frame()
    expect(environment).toMatchObject({ timers: 0, frames: 0, listeners: 0 })
  })

  it('shows the last words and the final status in one commit', async () => {
    const { store, environment } = setup([hello])
    const seen: string[] = []
    store.subscribe((state) => seen.push(`${state.status} ${state.completion}`))
    void store.sendMessage('Hi')
    await environment.advance(10)
    expect(seen.at(-1)).toBe('ready Hello')
    expect(seen).not.toContain('streaming Hello')
  })

  it('publishes at most once a frame while ten thousand deltas arrive', async () => {
    const { store, environment } = setup([[chunk(delta('x').repeat(10_000)), wait(5), chunk(finish + done)]])
    let commits = 0
    void store.sendMessage('Hi')
    store.subscribe(() => (commits += 1))
    await environment.advance(0)
    // open, and the first delta at once
    expect(commits).toBe(2)
    await environment.frame()
    expect(commits).toBe(3)
    expect(store.getState().completion).toHaveLength(10_000)
  })

  it('sends the thread with every new message', async () => {
    const { store, fetch, environment } = setup([hello, hello])
    void store.sendMessage('One')
    await environment.advance(10)
    void store.sendMessage('Two', { headers: { 'x-a': '1' }, body: { temperature: 0 } })
    await environment.advance(10)
    expect(JSON.parse(fetch.calls[1]?.body ?? '')).toMatchObject({
      temperature: 0,
      messages: [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'Two' },
      ],
    })
    expect(fetch.calls[1]?.headers['x-a']).toBe('1')
  })

  it('keeps what has arrived when it is stopped, and tells that it was', async () => {
    const { store, environment, finished } = setup([[chunk(delta('Half')), stall()]])
    const sent = store.sendMessage('Hi')
    await environment.advance(0)
    store.stop()
    await sent
    expect(store.getState()).toMatchObject({
      status: 'ready',
      error: undefined,
      connection: { status: 'closed', by: 'client' },
    })
    expect(store.getState().messages[1]?.parts).toMatchObject([{ text: 'Half', state: 'interrupted' }])
    expect(finished).toMatchObject([{ isAbort: true, isError: false }])
  })

  it.each([
    ['a cut in the body', [chunk(delta('Half')), cut()], 'interrupted', 'Half'],
    ['no response', [cut()], 'network', undefined],
    ['an end without the end mark', [chunk(delta('Half'))], 'truncated', 'Half'],
    ['an empty body', [respond()], 'truncated', undefined],
    [
      'an HTML page',
      [respond({ contentType: 'text/html' }), chunk('<!doctype html><title>Login</title>')],
      'content-type',
      undefined,
    ],
    ['an image', [respond({ contentType: 'image/png' }), chunk('PNG')], 'content-type', undefined],
    ['400', [respond({ status: 400 }), chunk('{"error":{"message":"bad model"}}')], 'http', undefined],
    ['500', [respond({ status: 500 }), chunk('oops')], 'http', undefined],
    [
      'an error in the stream',
      [chunk(delta('Half') + 'data: {"error":{"message":"overloaded"}}\n\n')],
      'provider',
      'Half',
    ],
    ['an answer that never comes', [stall()], 'timeout', undefined],
    ['silence in the answer', [chunk(delta('Half')), stall()], 'stalled', 'Half'],
  ] as const)('keeps the question and what arrived after %s', async (_name, script, kind, arrived) => {
    const { store, environment, fetch, finished } = setup([script])
    const sent = store.sendMessage('Hi')
    await environment.advance(400_000)
    await sent
    expect(store.getState()).toMatchObject({ status: 'error', error: { kind } })
    expect(texts(store)).toEqual(['user: Hi', ...(arrived === undefined ? [] : [`assistant: ${arrived}`])])
    expect(fetch.calls).toHaveLength(1)
    expect(finished).toMatchObject([{ isError: true }])
    expect(environment).toMatchObject({ timers: 0, listeners: 0 })
  })

  it('asks again, after the time that the server names, where it says that it did not take the request', async () => {
    const busy = [respond({ status: 429, headers: { 'retry-after': '2' } }), chunk('slow down')]
    const { store, environment, fetch } = setup([busy, hello])
    environment.setRandom(0)
    void store.sendMessage('Hi')
    await environment.advance(1_999)
    expect(store.getState()).toMatchObject({
      status: 'submitted',
      connection: { status: 'waiting', retryAt: 2_000 },
    })
    await environment.advance(11)
    expect(store.getState()).toMatchObject({
      status: 'ready',
      completion: 'Hello',
      metrics: { reconnects: 1 },
    })
    expect(fetch.calls).toHaveLength(2)
  })

  it('sends the same idempotency key with every attempt at one send, and another with the next', async () => {
    const busy = [respond({ status: 503 })]
    const { store, environment, fetch } = setup([busy, hello, hello], { idempotencyKey: true })
    void store.sendMessage('Hi')
    await environment.advance(5_000)
    void store.sendMessage('Again')
    await environment.advance(5_000)
    const [first, second, third] = fetch.calls.map((call) => call.headers['idempotency-key'])
    expect(first).toMatch(/^.{16,}$/)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('sends no idempotency key unasked, and the one that the application makes', async () => {
    const plain = setup([hello])
    void plain.store.sendMessage('Hi')
    await plain.environment.advance(10)
    expect(plain.fetch.calls[0]?.headers['idempotency-key']).toBeUndefined()
    const own = setup([hello], { idempotencyKey: () => 'mine' })
    void own.store.sendMessage('Hi')
    await own.environment.advance(10)
    expect(own.fetch.calls[0]?.headers['idempotency-key']).toBe('mine')
  })

  it('gives up where the server stays busy', async () => {
    const { store, environment, fetch } = setup([[respond({ status: 503 }), chunk('busy')]])
    void store.sendMessage('Hi')
    await environment.advance(600_000)
    expect(fetch.calls).toHaveLength(5)
    expect(store.getState()).toMatchObject({
      status: 'error',
      error: { kind: 'http', status: 503, attempt: 5 },
    })
  })

  it('is ready, without an answer, after 204', async () => {
    const { store, environment } = setup([[respond({ status: 204 })]])
    void store.sendMessage('Hi')
    await environment.advance(0)
    expect(store.getState()).toMatchObject({ status: 'ready', error: undefined })
    expect(texts(store)).toEqual(['user: Hi'])
  })

  it('does not wait for the end of a body whose end mark has come', async () => {
    const { store, environment } = setup([[chunk(delta('Hi') + finish + done), stall()]])
    void store.sendMessage('Hi')
    await environment.advance(0)
    expect(store.getState().status).toBe('ready')
  })

  it('reads on for a moment after an error, for what follows it', async () => {
    const usage = 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}\n\n'
    const script = [chunk('data: {"error":{"message":"cut"}}\n\n'), wait(100), chunk(usage), stall()]
    const { store, environment } = setup([script])
    void store.sendMessage('Hi')
    await environment.advance(200)
    expect(store.getState().status).toBe('streaming')
    await environment.advance(1_000)
    expect(store.getState()).toMatchObject({
      status: 'error',
      error: { message: 'cut' },
      usage: { output: 2 },
    })
  })

  it('reports a malformed frame and goes on', async () => {
    const errors: string[] = []
    const { store, environment } = setup(
      [[chunk(`${delta('a')}data: {"choices":\n\n${delta('b')}${finish}${done}`)]],
      {
        onError: (error) => errors.push(error.kind),
      },
    )
    void store.sendMessage('Hi')
    await environment.advance(0)
    expect(store.getState()).toMatchObject({ status: 'ready', completion: 'ab' })
    expect(errors).toEqual(['protocol'])
  })

  describe('while an answer is streaming', () => {
    it('queues what is sent, shows it, and sends it when the answer has ended', async () => {
      const { store, environment, fetch } = setup([hello, hello])
      void store.sendMessage('One')
      const second = store.sendMessage('Two')
      await environment.advance(0)
      expect(store.getState().queue.map(messageText)).toEqual(['Two'])
      expect(fetch.calls).toHaveLength(1)
      await environment.advance(20)
      await second
      expect(texts(store)).toEqual(['user: One', 'assistant: Hello', 'user: Two', 'assistant: Hello'])
      expect(store.getState().queue).toEqual([])
    })

    it('pauses the queue on an error, and sends it in order when the user goes on', async () => {
      const { store, environment, fetch } = setup([[chunk(delta('H')), cut()], hello, hello])
      void store.sendMessage('One')
      void store.sendMessage('Two')
      await environment.advance(10)
      expect(store.getState()).toMatchObject({ status: 'error' })
      expect(store.getState().queue.map(messageText)).toEqual(['Two'])
      expect(fetch.calls).toHaveLength(1)
      void store.sendMessage('Three')
      await environment.advance(20)
      expect(texts(store)).toEqual([
        'user: One',
        'assistant: H',
        'user: Two',
        'assistant: Hello',
        'user: Three',
        'assistant: Hello',
      ])
    })

    it('pauses the queue on stop, and loses nothing of it', async () => {
      const { store, environment } = setup([[chunk(delta('H')), stall()]])
      void store.sendMessage('One')
      void store.sendMessage('Two')
      await environment.advance(0)
      store.stop()
      await environment.advance(1000)
      expect(store.getState().status).toBe('ready')
      expect(store.getState().queue.map(messageText)).toEqual(['Two'])
    })

    it('interrupts where it is told to', async () => {
      const { store, environment } = setup([[chunk(delta('H')), stall()], hello], { whenBusy: 'interrupt' })
      void store.sendMessage('One')
      await environment.advance(0)
      void store.sendMessage('Two')
      await environment.advance(10)
      expect(texts(store)).toEqual(['user: One', 'assistant: H', 'user: Two', 'assistant: Hello'])
    })

    it('rejects where it is told to', async () => {
      const { store, environment } = setup([[chunk(delta('H')), stall()]], { whenBusy: 'reject' })
      void store.sendMessage('One')
      await environment.advance(0)
      await expect(store.sendMessage('Two')).rejects.toMatchObject({ kind: 'unsupported' })
      expect(texts(store)).toEqual(['user: One', 'assistant: H'])
    })
  })

  it('asks again for an answer, without the one before', async () => {
    const { store, environment, fetch } = setup([[chunk(delta('Bad') + finish + done)], hello])
    void store.sendMessage('Hi')
    await environment.advance(0)
    void store.regenerate()
    await environment.advance(10)
    expect(texts(store)).toEqual(['user: Hi', 'assistant: Hello'])
    expect(JSON.parse(fetch.calls[1]?.body ?? '').messages).toHaveLength(1)
  })

  it('asks again after an error, with the same question', async () => {
    const { store, environment } = setup([[cut()], hello])
    void store.sendMessage('Hi')
    await environment.advance(0)
    expect(store.getState().status).toBe('error')
    void store.regenerate()
    await environment.advance(10)
    expect(store.getState()).toMatchObject({ status: 'ready', error: undefined })
    expect(texts(store)).toEqual(['user: Hi', 'assistant: Hello'])
  })

  it('replaces a message and what follows it', async () => {
    const { store, environment } = setup([hello, hello])
    void store.sendMessage('One')
    await environment.advance(10)
    const messageId = store.getState().messages[0]?.id ?? ''
    void store.sendMessage({ text: 'Better', messageId })
    await environment.advance(10)
    expect(texts(store)).toEqual(['user: Better', 'assistant: Hello'])
  })

  it('keeps the identity of finished messages', async () => {
    const { store, environment } = setup([hello, hello])
    void store.sendMessage('One')
    await environment.advance(10)
    const before = store.getState().messages
    void store.sendMessage('Two')
    await environment.advance(10)
    expect(store.getState().messages.slice(0, 2)).toEqual(before)
    expect(store.getState().messages[0]).toBe(before[0])
    expect(store.getState().messages[1]).toBe(before[1])
  })

  it('completes a prompt by itself', async () => {
    const { store, environment } = setup([hello, [cut()]], { messages: [] })
    const text = store.complete('Hi')
    await environment.advance(10)
    await expect(text).resolves.toBe('Hello')
    const [failed] = await Promise.all([Promise.allSettled([store.complete('Hi')]), environment.advance(10)])
    expect(failed).toMatchObject([{ status: 'rejected', reason: { kind: 'network' } }])
    expect(texts(store)).toEqual(['user: Hi'])
  })

  it.each([
    ['an empty text', ''],
    ['white space', ' \n'],
  ])('rejects %s with a typed error and changes nothing', async (_name, input) => {
    const { store, fetch } = setup([hello])
    const before = store.getState()
    await expect(store.sendMessage(input)).rejects.toMatchObject({ name: 'StreamError', kind: 'unsupported' })
    expect(store.getState()).toBe(before)
    expect(fetch.calls).toHaveLength(0)
  })

  it('rejects an unknown message with a typed error', async () => {
    const { store } = setup([hello])
    await expect(store.sendMessage({ text: 'x', messageId: 'none' })).rejects.toMatchObject({
      kind: 'unsupported',
    })
    await expect(store.regenerate({ messageId: 'none' })).rejects.toMatchObject({ kind: 'unsupported' })
    await expect(store.regenerate()).rejects.toMatchObject({ kind: 'unsupported' })
  })

  it('goes back to the beginning on reset, also in the middle of an answer', async () => {
    const { store, environment } = setup([[chunk(delta('H')), stall()]])
    const first = store.sendMessage('One')
    const second = store.sendMessage('Two')
    await environment.advance(0)
    store.reset()
    await Promise.all([first, second])
    expect(store.getState()).toMatchObject({
      messages: [],
      queue: [],
      status: 'ready',
      connection: { status: 'idle' },
    })
    await environment.frame()
    expect(environment).toMatchObject({ timers: 0, listeners: 0 })
  })

  it('forgets an error and keeps the thread', async () => {
    const { store, environment } = setup([[chunk(delta('H')), cut()]])
    void store.sendMessage('One')
    await environment.advance(0)
    store.clearError()
    expect(store.getState()).toMatchObject({ status: 'ready', error: undefined })
    expect(texts(store)).toEqual(['user: One', 'assistant: H'])
  })

  it('takes a new thread in the middle of an answer and goes on at its end', async () => {
    const { store, environment } = setup([hello])
    void store.sendMessage('One')
    await environment.advance(0)
    store.setMessages((messages) => messages.slice(1))
    await environment.advance(10)
    expect(texts(store)).toEqual(['assistant: Hello'])
  })

  it('ends the answer with its last holder, or lets it go on', async () => {
    for (const onUnmount of ['abort', 'detach'] as const) {
      const { store, environment } = setup([hello], { onUnmount })
      const release = store.retain()
      void store.sendMessage('One')
      await environment.advance(0)
      release()
      await environment.advance(10)
      expect(store.getState().completion).toBe(onUnmount === 'abort' ? 'Hel' : 'Hello')
    }
  })

  describe('with resume', () => {
    const event = (type: string, rest: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`
    const created = (background: boolean): string =>
      event('response.created', {
        sequence_number: 0,
        response: { id: 'resp_1', background, status: 'queued' },
      })
    const token = (sequence_number: number, text: string): string =>
      event('response.output_text.delta', {
        sequence_number,
        item_id: 'm',
        output_index: 0,
        content_index: 0,
        delta: text,
      })
    const completed = event('response.completed', {
      sequence_number: 9,
      response: { id: 'resp_1', status: 'completed', output: [] },
    })
    const lost: Script = [chunk(created(true) + token(1, 'Hel')), cut()]
    const options = { resume: true, headers: { authorization: 'Bearer x' }, body: { background: true } }

    it('picks up a run in the background behind the last event, with GET', async () => {
      const { store, environment, fetch } = setup([lost, [chunk(token(2, 'lo') + completed)]], options)
      void store.sendMessage('Hi')
      await environment.advance(0)
      expect(store.getState()).toMatchObject({
        status: 'streaming',
        completion: 'Hel',
        connection: { status: 'waiting', cause: { kind: 'interrupted' } },
      })
      await environment.advance(5_000)
      expect(store.getState()).toMatchObject({
        status: 'ready',
        completion: 'Hello',
        metrics: { reconnects: 1 },
      })
      const [first, second] = fetch.calls
      expect(first?.method).toBe('POST')
      expect(second).toMatchObject({
        method: 'GET',
        url: 'https://api.test/chat/resp_1?stream=true&starting_after=1',
        body: '',
      })
      expect(second?.headers['authorization']).toBe('Bearer x')
      expect(second?.headers['content-type']).toBeUndefined()
    })

    it('does the same after an end without the end mark', async () => {
      const ended: Script = [chunk(created(true) + token(1, 'Hel'))]
      const { store, environment } = setup([ended, [chunk(token(2, 'lo') + completed)]], options)
      void store.sendMessage('Hi')
      await environment.advance(5_000)
      expect(store.getState()).toMatchObject({ status: 'ready', completion: 'Hello' })
    })

    it('tries again while the server is away, and then tells what it was lost by', async () => {
      const { store, environment, fetch } = setup([lost, [cut()]], options)
      void store.sendMessage('Hi')
      await environment.advance(600_000)
      expect(fetch.calls.map((call) => call.method)).toEqual(['POST', 'GET', 'GET', 'GET', 'GET', 'GET'])
      expect(store.getState()).toMatchObject({
        status: 'error',
        completion: 'Hel',
        error: { kind: 'interrupted' },
      })
    })

    it.each([
      ['a run that ends with its reader', { resume: true }, created(false)],
      ['an application that did not ask for it', {}, created(true)],
    ])('sends nothing more for %s', async (_name, own, start) => {
      const { store, environment, fetch } = setup([[chunk(start + token(1, 'Hel')), cut()]], own)
      void store.sendMessage('Hi')
      await environment.advance(600_000)
      expect(fetch.calls).toHaveLength(1)
      expect(store.getState()).toMatchObject({ status: 'error', error: { kind: 'interrupted' } })
    })

    it('tells an answer of the AI SDK anew, from the route that keeps it', async () => {
      const ui = (...chunks: object[]): string =>
        chunks.map((part) => `data: ${JSON.stringify(part)}\n\n`).join('')
      const begin = ui(
        { type: 'start' },
        { type: 'text-start', id: '0' },
        { type: 'text-delta', id: '0', delta: 'Hel' },
      )
      const rest = ui(
        { type: 'text-delta', id: '0', delta: 'lo' },
        { type: 'text-end', id: '0' },
        { type: 'finish' },
      )
      const { store, environment, fetch } = setup(
        [[chunk(begin), cut()], [chunk(`${begin}${rest}data: [DONE]\n\n`)]],
        { resume: true, id: 'thread 1' },
      )
      void store.sendMessage('Hi')
      await environment.advance(5_000)
      expect(store.getState()).toMatchObject({ status: 'ready', completion: 'Hello' })
      expect(fetch.calls[1]).toMatchObject({ method: 'GET', url: 'https://api.test/chat/thread%201/stream' })
    })

    it('keeps what has arrived where the server has nothing more of it', async () => {
      const ui = (part: object): string => `data: ${JSON.stringify(part)}\n\n`
      const begin = ui({ type: 'start' }) + ui({ type: 'text-delta', id: '0', delta: 'Hel' })
      const { store, environment } = setup([[chunk(begin), cut()], [respond({ status: 204 })]], {
        resume: true,
      })
      void store.sendMessage('Hi')
      await environment.advance(5_000)
      expect(store.getState()).toMatchObject({
        status: 'error',
        completion: 'Hel',
        error: { kind: 'interrupted' },
      })
    })
  })

  it('gives the application the whole request where it asks for it', async () => {
    const { store, environment, fetch } = setup([hello], {
      protocol: openaiChat(),
      prepareRequest: ({ messages, trigger, id }) => ({
        method: 'PUT',
        headers: { 'x-id': id },
        body: JSON.stringify({ count: messages.length, trigger }),
      }),
      id: 'thread-1',
    })
    void store.sendMessage('Hi')
    await environment.advance(10)
    expect(fetch.calls[0]).toMatchObject({ method: 'PUT', body: '{"count":1,"trigger":"send"}' })
    expect(fetch.calls[0]?.headers['x-id']).toBe('thread-1')
    expect(store.getState().completion).toBe('Hello')
  })

  it('reads bare text under the content type of an event stream', async () => {
    const script = [respond(), chunk('Bare '), chunk('tokens\n\nas they come')]
    for (const protocol of [undefined, textProtocol()]) {
      const { store, environment } = setup([script], protocol ? { protocol } : {})
      void store.sendMessage('Hi')
      await environment.advance(0)
      expect(store.getState()).toMatchObject({ status: 'ready', completion: 'Bare tokens\n\nas they come' })
    }
  })

  it("reports an exception of the application's callback as its own and finishes the answer", async () => {
    const { store, environment, fetch } = setup([hello], {
      onEvent: () => {
        throw new Error('mine')
      },
    })
    void store.sendMessage('Hi')
    await environment.advance(10)
    expect(environment.errors.length).toBeGreaterThan(0)
    expect(store.getState()).toMatchObject({ status: 'ready', completion: 'Hello', error: undefined })
    expect(fetch.calls).toHaveLength(1)
  })

  it('plays the frames that @rivulet/testing writes', async () => {
    const { store, environment } = setup([openaiChunks('Hello there')])
    void store.sendMessage('Hi')
    await environment.advance(10_000)
    expect(store.getState()).toMatchObject({
      status: 'ready',
      completion: 'Hello there',
      finishReason: 'stop',
    })
    expect(store.getState().usage).toBeDefined()
  })
})

describe('a completion is paid for', () => {
  it.each([
    [408, 2],
    [425, 2],
    [429, 2],
    [503, 2],
    [400, 1],
    [401, 1],
    [409, 1],
    [500, 1],
    [502, 1],
    [504, 1],
  ])('a server that answers %i sees %i requests', async (status, expected) => {
    const server = await streamServer()
    try {
      const count = (): number => server.requests.length
      server.route('/chat', (_request, n) => (n === 0 ? [respond({ status }), chunk('no')] : hello))
      const store = createCompletionStore({ api: `${server.url}/chat`, retry: { base: 1 } })
      await store.sendMessage('Hi')
      expect(count()).toBe(expected)
      expect(store.getState().status).toBe(expected === 2 ? 'ready' : 'error')
    } finally {
      await server.close()
    }
  })

  it.each([
    ['before the response', [cut()]],
    ['right after the head', [respond(), cut()]],
    ['inside an event', [chunk('data: {"choices":[{"del'), cut()]],
    ['after a delta', [chunk(delta('Hi')), cut()]],
  ])('a server that cuts the connection %s sees one request', async (_name, script) => {
    const server = await streamServer()
    try {
      server.route('/chat', () => script)
      const store = createCompletionStore({ api: `${server.url}/chat`, retry: { base: 1 } })
      await store.sendMessage('Hi')
      expect(server.requests).toHaveLength(1)
      expect(store.getState().status).toBe('error')
    } finally {
      await server.close()
    }
  })
})
