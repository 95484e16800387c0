import {
  createCompletionStore,
  createEventSourceStore,
  openaiChat,
  type CompletionOptions,
  type CompletionStore,
  type ConnectionState,
  type EventSourceOptions,
  type EventSourceStore,
  type StreamError,
} from '@rivulet/core'
import { chunk, manualEnvironment, sse, stall, type ManualEnvironment, type Script } from '@rivulet/testing'
import { serve, until, type Lab } from '../transport/contract/lab.suite.ts'

export const one: string = sse({ data: 'one', id: '1' })
export const two: string = sse({ data: 'two', id: '2' })

/** What follows after event 1: event 2, and the one that closes the feed. */
export const rest: Script = [chunk(two), chunk(sse({ data: 'end', id: '3' })), stall()]

/** All of the feed. */
export const whole: Script = [chunk(one), ...rest]

/** A live stream against a real server, its clock in the hand of the test. */
export interface LiveRun {
  readonly store: EventSourceStore
  readonly environment: ManualEnvironment
  /** Moves the clock, one move after the other. */
  advance(ms: number): Promise<void>
  /** Resolves when the server has a request, or there will be none. */
  asked(): Promise<void>
  /** Adds words to the story. */
  note(words: string): void
  /** Resolves when the store's state is so. */
  until(isSo: (state: ReturnType<EventSourceStore['getState']>) => boolean): Promise<void>
}

/**
 * Follows a feed that is scripted request by request, up to the event `end` or to a failure, and says in words what
 * became of it. Time moves only to the next attempt, and where `meddle` moves it.
 */
export async function live(
  lab: Lab,
  scripts: readonly Script[],
  options: EventSourceOptions = {},
  meddle: (run: LiveRun) => Promise<void> = () => Promise.resolve(),
  sees = ['one', 'two', 'end'],
): Promise<string> {
  const { url, arrived, closed } = await serve(lab, ...scripts)
  const environment = manualEnvironment()
  const advance = inTurn((ms: number) => environment.advance(ms))
  const seen: string[] = []
  const story: string[] = []
  const store = createEventSourceStore(url, {
    transport: lab.transport,
    environment,
    until: (event) => event.data === 'end',
    ...options,
    onEvent: (event) => void seen.push(event.data),
  })
  store.subscribe(({ connection }, before) => {
    if (connection === before.connection) return
    const words = inWords(connection)
    if (words !== undefined) story.push(words)
    // What waits is let go at once; a test that waits for silence or for a network moves the clock itself.
    if (connection.status === 'waiting') void advance(connection.retryAt - environment.now())
  })
  const run: LiveRun = {
    store,
    environment,
    advance,
    asked: () => until(async () => isOver(store.getState().connection) || (await arrived()).length > 0),
    note: (words) => void story.push(words),
    until: (isSo) => stateOf(store, isSo),
  }
  store.open()
  await Promise.all([meddle(run), run.until(({ connection }) => isOver(connection))])
  await closed()

  const requests = await arrived()
  for (const { lastEventId } of requests.slice(1))
    story.push(`asked again${lastEventId === '' ? '' : ` after ${lastEventId}`}`)
  // Each event has to have come, and once; a feed that was closed before its first has none.
  const isWhole = seen.join() === sees.join() || (seen.length === 0 && requests.length === 1)
  if (store.getState().connection.status === 'closed' && !isWhole) story.push(`saw ${seen.join(' ')}`)
  if (environment.timers + environment.listeners > 0) story.push('something was left behind')
  return story.join(', ') || (seen.length > 0 ? 'goes on' : 'closed')
}

function inWords(state: ConnectionState): string | undefined {
  switch (state.status) {
    case 'waiting':
      return state.cause ? describe(state.cause) : 'ended'
    case 'failed':
      return `failed: ${describe(state.error)}`
    case 'stalled':
    case 'offline':
    case 'paused':
      return state.status
    default:
      return undefined
  }
}

function describe({ kind, status }: StreamError): string {
  return status === undefined ? `\`${kind}\`` : `\`${kind}\` ${status}`
}

function isOver({ status }: ConnectionState): boolean {
  return status === 'closed' || status === 'failed'
}

/** Moves of a clock that overlap would set it back. */
function inTurn(move: (ms: number) => Promise<void>): (ms: number) => Promise<void> {
  let last = Promise.resolve()
  return (ms) => (last = last.then(() => move(ms)))
}

interface Observed<State> {
  getState(): State
  subscribe(listener: (state: State) => void): () => void
}

function stateOf<State>(store: Observed<State>, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(check)
    check(store.getState())
    function check(state: State): void {
      if (!isSo(state)) return
      stop()
      resolve()
    }
  })
}

/** One answer against a real server. */
export interface AnswerRun {
  readonly store: CompletionStore
  readonly environment: ManualEnvironment
  advance(ms: number): Promise<void>
  asked(): Promise<void>
  until(isSo: (state: ReturnType<CompletionStore['getState']>) => boolean): Promise<void>
}

/** Asks for one answer and says in words what became of it, of its text, and how often it was asked for. */
export async function answer(
  lab: Lab,
  scripts: readonly Script[],
  options: CompletionOptions = {},
  meddle: (run: AnswerRun) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const { url, arrived, closed } = await serve(lab, ...scripts)
  const environment = manualEnvironment()
  const advance = inTurn((ms: number) => environment.advance(ms))
  const story: string[] = []
  const store = createCompletionStore({
    api: url,
    protocol: openaiChat(),
    transport: lab.transport,
    environment,
    ...options,
  })
  store.subscribe(({ connection }, before) => {
    if (connection === before.connection) return
    if (connection.status === 'stalled' || connection.status === 'offline') story.push(connection.status)
    if (connection.status === 'waiting') void advance(connection.retryAt - environment.now())
  })
  const run: AnswerRun = {
    store,
    environment,
    advance,
    asked: () => until(async () => isOver(store.getState().connection) || (await arrived()).length > 0),
    until: (isSo) => stateOf(store, isSo),
  }
  await Promise.all([store.sendMessage('Hi'), meddle(run)])
  await closed()

  const { status, error, completion } = store.getState()
  story.push(error ? `${describe(error)}${error.retryable ? ', may be retried' : ''}` : status)
  if (completion !== '') story.push(`“${completion}”`)
  story.push(count((await arrived()).length))
  if (environment.timers + environment.listeners > 0) story.push('something was left behind')
  return story.join(', ')
}

function count(requests: number): string {
  return requests === 1 ? 'one request' : `${requests} requests`
}
