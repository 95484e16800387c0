import {
  type CompletionState,
  type CompletionStore,
  StreamError,
  sseText,
  text,
  useEventSource,
  useStreamingCompletion,
} from '@rivulet/react'
import { manualEnvironment } from '@rivulet/testing'
import { act, configure, renderHook, waitFor } from '@testing-library/react'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFlask } from '../../scripts/system.mjs'
import { type FlaskServer, startFlask } from './flask.ts'

configure({ reactStrictMode: true })

const python = findFlask()
const authorization = 'Bearer secret-token'

const answer = (prompt: string): string =>
  `You asked: ${prompt}\n\nGrüße! 👋 Here is what a stream has to survive:\n\n` +
  '- naïve spacing,  twice\n- 東京 and other multi-byte text\n\nThat is all.\n'
/** The model fails half way: after "survive:" (13 of 27 tokens). */
const half = (prompt: string): string => answer(prompt).slice(0, answer(prompt).indexOf('survive:') + 8)

describe.skipIf(!python)('against a Flask server', () => {
  let flask: FlaskServer

  beforeAll(async () => {
    flask = await startFlask(python ?? '')
  })
  afterAll(() => flask?.close())

  describe('useStreamingCompletion', () => {
    type Options = Parameters<typeof useStreamingCompletion>[0]
    const render = (path: string, options: Options = {}) =>
      renderHook(() => useStreamingCompletion({ api: flask.url + path, ...options })).result
    const ask = async (path: string, prompt: string, options?: Options) => {
      const result = render(path, options)
      await act(() => result.current.sendMessage(prompt))
      return result.current
    }

    /** The state at the moment when the first characters are published. */
    const firstText = (store: CompletionStore) =>
      new Promise<CompletionState>((resolve) => {
        store.subscribe((state) => state.completion !== '' && resolve(state))
      })

    describe.each([
      { path: '/completions', protocol: text() },
      { path: '/completions/sse', protocol: sseText() },
      { path: '/completions/sse?data=json', protocol: sseText() },
    ])('$path', ({ path, protocol }) => {
      it('shows every character of the answer', async () => {
        const state = await ask(path, 'hello', { protocol })
        expect(state.completion).toBe(answer('hello'))
        expect(state).toMatchObject({ status: 'ready', error: undefined })
      })

      it('recognises the format by itself', async () => {
        const state = await ask(path, 'hello')
        expect(state.completion).toBe(answer('hello'))
        expect(state).toMatchObject({ status: 'ready', error: undefined })
      })

      it('shows the text while it arrives', async () => {
        const { store } = render(path).current
        await act(async () => {
          const sent = store.sendMessage('hello')
          const { status, completion } = await firstText(store)
          expect(status).toBe('streaming')
          expect(answer('hello').startsWith(completion)).toBe(true)
          expect(completion.length).toBeLessThan(answer('hello').length)
          await sent
        })
      })

      it('keeps what has arrived when it is stopped', async () => {
        const result = render(path)
        await act(async () => {
          const sent = result.current.sendMessage('hello')
          await firstText(result.current.store)
          result.current.stop()
          await sent
        })
        const { status, error, completion } = result.current
        expect({ status, error }).toEqual({ status: 'ready', error: undefined })
        expect(completion).toMatch(/^You/u)
        expect(answer('hello').startsWith(completion)).toBe(true)
        expect(completion.length).toBeLessThan(answer('hello').length)
      })

      it('keeps the text when nobody caught the failure, and says that it was interrupted', async () => {
        const state = await ask(path, 'crash')
        expect(state.completion).toBe(half('crash'))
        expect(state.status).toBe('error')
        expect(state.error).toMatchObject({ kind: 'interrupted' })
      })

      it('says that the server is too busy, and for how long', async () => {
        const state = await ask(path, 'busy', { retry: { attempts: 1 } })
        expect(state.status).toBe('error')
        expect(state.error).toBeInstanceOf(StreamError)
        expect(state.error).toMatchObject({
          kind: 'http',
          status: 503,
          retryAfter: 1_000,
          message: 'The server is too busy, try again in a second.',
        })
      })

      it('asks a busy server again when it said to', async () => {
        const environment = manualEnvironment()
        const prompt = ({ attempt }: { attempt: number }) => ({ prompt: attempt === 1 ? 'busy' : 'hello' })
        const result = render(path, { protocol, environment, body: prompt })
        let sent: Promise<void> | undefined
        act(() => void (sent = result.current.sendMessage('hello')))
        await waitFor(() => expect(result.current.connection.status).toBe('waiting'))
        await act(() => environment.advance(999))
        expect(result.current.connection.status).toBe('waiting')
        await act(() => environment.advance(30_000))
        await act(() => sent)
        expect(result.current.completion).toBe(answer('hello'))
      })
    })

    it('cannot know that bare text ended early', async () => {
      const state = await ask('/completions', 'fail')
      expect(state.completion).toBe(half('fail'))
      expect(state).toMatchObject({ status: 'ready', error: undefined })
    })

    it.each(['/completions/sse', '/completions/sse?data=json'])(
      'shows the text and the failure that %s reports',
      async (path) => {
        const state = await ask(path, 'fail')
        expect(state.completion).toBe(half('fail'))
        expect(state.status).toBe('error')
        expect(state.error).toMatchObject({ kind: 'provider', message: 'The model stopped answering.' })
      },
    )

    it('shows why it was turned away', async () => {
      const state = await ask('/events', 'hello', { prepareRequest: () => ({ method: 'GET', body: null }) })
      expect(state.error).toMatchObject({
        kind: 'http',
        status: 401,
        message: 'A valid bearer token is needed.',
      })
    })
  })

  describe('useEventSource', () => {
    it('reads the feed with a token, by name, and goes on from the last id when the server closes', async () => {
      const environment = manualEnvironment()
      const { result, unmount } = renderHook(() =>
        useEventSource<{ number: number; text: string }>(`${flask.url}/events?count=2`, {
          headers: { authorization },
          parse: 'json',
          history: 10,
          environment,
        }),
      )
      await waitFor(() => expect(result.current.connection.status).toBe('waiting'))
      expect(result.current.data).toEqual({ number: 2, text: 'Message 2 📬' })
      expect(result.current.lastEvent).toMatchObject({ type: 'new-message', lastEventId: '2' })
      await act(() => environment.advance(30_000))
      await waitFor(() => expect(result.current.lastEventId).toBe('4'))
      await waitFor(() => expect(result.current.connection.status).toBe('waiting'))
      expect(result.current.events.map((event) => event.data.number)).toEqual([1, 2, 3, 4])
      unmount()
    })

    it('fails without the token, with the words of the server', async () => {
      const { result } = renderHook(() => useEventSource(`${flask.url}/events`))
      await waitFor(() => expect(result.current.status).toBe('failed'))
      expect(result.current.error).toMatchObject({
        kind: 'http',
        status: 401,
        message: 'A valid bearer token is needed.',
      })
      expect(result.current.counters.attempts).toBe(1)
    })

    const readAnswer = (path: string, prompt: string) =>
      renderHook(() =>
        useEventSource<string, string>(flask.url + path, {
          body: { prompt },
          events: ['message', 'error', 'done'],
          initialData: '',
          reduce: (sofar, event) => (event.type === 'message' ? sofar + event.data : sofar),
          until: (event) => event.type !== 'message',
          onEnd: 'close',
          retry: { attempts: 1 },
        }),
      ).result

    it('reads a completion of events by POST, once', async () => {
      const result = readAnswer('/completions/sse', 'hello')
      await waitFor(() => expect(result.current.status).toBe('closed'))
      expect(result.current.data).toBe(answer('hello'))
      expect(result.current.lastEvent?.type).toBe('done')
      expect(result.current.counters.attempts).toBe(1)
    })

    it('hands the event of a failure on', async () => {
      const result = readAnswer('/completions/sse', 'fail')
      await waitFor(() => expect(result.current.status).toBe('closed'))
      expect(result.current.data).toBe(half('fail'))
      expect(result.current.lastEvent).toMatchObject({
        type: 'error',
        data: '{"message": "The model stopped answering."}',
      })
    })

    it('finds no events in bare text', async () => {
      const result = readAnswer('/completions', 'hello')
      await waitFor(() => expect(result.current.status).toBe('closed'))
      expect(result.current.counters.events).toBe(0)
      expect(result.current.counters.bytes).toBe(new TextEncoder().encode(answer('hello')).length)
    })

    it('says that the server is too busy', async () => {
      const result = readAnswer('/completions/sse', 'busy')
      await waitFor(() => expect(result.current.status).toBe('failed'))
      expect(result.current.error).toMatchObject({ kind: 'http', status: 503, retryAfter: 1_000 })
    })
  })
})
