import { createStore } from 'zustand/vanilla'
import { realEnvironment } from '../connection/environment.ts'
import { idle } from '../connection/transition.ts'
import { StreamError } from '../errors.ts'
import type { Message } from '../message.ts'
import { messageText } from '../message.ts'
import { auto } from '../protocols/detect.ts'
import type { EncodeInput } from '../protocols/protocol.ts'
import type { Answer, Outcome } from './answer.ts'
import { createAnswer, lostKinds } from './answer.ts'
import { createCommitter } from './commit.ts'
import type { CompletionOptions, CompletionStore, MessageInput, SendOptions } from './completionOptions.ts'
import { completionPolicy, completionRequest } from './completionRequest.ts'
import { createGuard } from './guard.ts'
import type { CompletionMetrics, CompletionState, CompletionStatus } from './state.ts'
import { createIds, indexOfMessage, lastAnswer, userMessage } from './thread.ts'

/** What became of one send. */
interface Ending {
  text: string
  error: StreamError | undefined
}

interface Send {
  message: Message
  /** The message that it replaces, with all that follows it. */
  replaces: string | undefined
  options: SendOptions
  done(ending: Ending): void
}

/** The ending of what was dropped before it was sent. */
const dropped: Ending = { text: '', error: undefined }

const none: readonly never[] = []
const noMetrics: CompletionMetrics = { characters: 0, reconnects: 0 }

/** A thread with a language model as a store. Nothing is sent before `sendMessage`, `complete` or `regenerate`. */
export function createCompletionStore(initial: CompletionOptions = {}): CompletionStore {
  let options = initial
  const environment = initial.environment ?? realEnvironment
  const createId = createIds(environment)
  const guard = createGuard(environment)
  const id = initial.id ?? createId('thread')
  let thread: readonly Message[] = initial.messages ?? none
  let answer: Answer | undefined
  let status: CompletionStatus = 'ready'
  let error: StreamError | undefined
  let queue: readonly Send[] = none
  let holders = 0

  const store = createStore<CompletionState>(() => snapshot())
  const committer = createCommitter(
    environment,
    () => options.throttle ?? 'frame',
    () => store.setState(snapshot(), true),
  )

  return {
    ...store,
    sendMessage,
    complete,
    stop,
    regenerate,
    reset,
    clearError,
    setMessages(next) {
      const messages = typeof next === 'function' ? next(store.getState().messages) : next
      thread = isBusy() ? messages.filter((message) => message.id !== answer?.draft.snapshot().id) : messages
      if (!isBusy()) answer = undefined
      committer.flush()
    },
    retain,
    setOptions(next) {
      options = next
    },
  }

  async function sendMessage(input: string | MessageInput, sendOptions?: SendOptions): Promise<void> {
    await send(input, sendOptions)
  }

  async function send(input: string | MessageInput, sendOptions: SendOptions = {}): Promise<Ending> {
    const wanted = typeof input === 'string' ? { text: input } : input
    const message = newMessage(wanted)
    if (wanted.messageId !== undefined) indexOfMessage(messagesNow(), wanted.messageId)
    if (isBusy() && options.whenBusy === 'reject')
      throw new StreamError('unsupported', 'An answer is still streaming: stop it first, or let sends queue.')
    return new Promise((done) => {
      queue = [...queue, { message, replaces: wanted.messageId, options: sendOptions, done }]
      if (!isBusy()) sendNext()
      else if (options.whenBusy === 'interrupt') {
        stop()
        sendNext()
      } else committer.flush()
    })
  }

  async function complete(prompt: string, sendOptions?: SendOptions): Promise<string> {
    newMessage({ text: prompt })
    reset()
    thread = none
    const ending = await send(prompt, sendOptions)
    if (ending.error !== undefined) throw ending.error
    return ending.text
  }

  function sendNext(): void {
    const [next, ...rest] = queue
    if (next === undefined) return
    queue = rest
    settleThread()
    // What it replaces may have gone while it waited: then it stands at the end.
    const from = thread.findIndex((message) => message.id === next.replaces)
    thread = [...(from < 0 ? thread : thread.slice(0, from)), next.message]
    ask('send', next.options, next.done)
  }

  async function regenerate(request: SendOptions & { messageId?: string } = {}): Promise<void> {
    const { messageId, ...sendOptions } = request
    const messages = messagesNow()
    const at = messageId === undefined ? messages.length - 1 : indexOfMessage(messages, messageId)
    const target = messages[at]
    if (target === undefined) throw new StreamError('unsupported', 'There is no message to answer.')
    stop()
    settleThread()
    thread = thread.slice(0, target.role === 'user' ? at + 1 : at)
    await new Promise<Ending>((done) => ask('regenerate', sendOptions, done))
  }

  /** Asks for an answer to the thread as it stands. */
  function ask(trigger: EncodeInput['trigger'], sendOptions: SendOptions, done: Send['done']): void {
    const messages = thread
    const protocol = options.protocol ?? auto()
    let key: string | undefined
    error = undefined
    status = 'submitted'
    const current = createAnswer({
      id: createId('msg'),
      threadId: id,
      resumes: () => options.resume ?? false,
      environment,
      protocol,
      maxFrame: options.maxFrame,
      policy: () => completionPolicy(options),
      request(context) {
        key ??= idempotencyKey()
        const send = { ...sendOptions, idempotencyKey: key }
        return completionRequest(options, protocol, { messages, id, trigger }, send, context)
      },
      onEvent(event) {
        if (event.type === 'data') guard(() => options.onData?.(event))
        guard(() => options.onEvent?.(event))
      },
      onSkipped: (skipped) => guard(() => options.onError?.(skipped)),
      onConnection: () => committer.flush(),
      onChange() {
        status = 'streaming'
        committer.request()
      },
      onOutcome: (outcome) => finish(current, outcome, done),
    })
    answer = current
    committer.flush()
    current.start()
  }

  function finish(from: Answer, outcome: Outcome, done: Send['done']): void {
    const failure = outcome.kind === 'failed' ? outcome.error : undefined
    if (from === answer) {
      status = failure ? 'error' : 'ready'
      error = failure
    }
    // The connection's last state follows at once and makes the commit: one for the last words and the status.
    queueMicrotask(() => {
      announce(from, outcome)
      done({ text: messageText(from.draft.snapshot()), error: failure })
      if (outcome.kind === 'finished' && from === answer && !isBusy()) sendNext()
    })
  }

  function announce({ begun, draft }: Answer, outcome: Outcome): void {
    const failure = outcome.kind === 'failed' ? outcome.error : undefined
    if (failure) guard(() => options.onError?.(failure))
    const info = {
      message: begun ? draft.snapshot() : undefined,
      messages: store.getState().messages,
      finishReason: draft.finishReason,
      usage: draft.usage,
      isAbort: outcome.kind === 'stopped',
      isDisconnect: failure !== undefined && lostKinds.has(failure.kind),
      isError: failure !== undefined,
    }
    guard(() => options.onFinish?.(info))
  }

  function stop(): void {
    if (isBusy()) answer?.stop()
  }

  function reset(): void {
    stop()
    for (const waiting of queue) waiting.done(dropped)
    queue = none
    answer = undefined
    thread = initial.messages ?? none
    status = 'ready'
    error = undefined
    committer.flush()
  }

  function clearError(): void {
    if (status !== 'error') return
    status = 'ready'
    error = undefined
    committer.flush()
  }

  function retain(): () => void {
    holders += 1
    let held = true
    return () => {
      if (!held) return
      held = false
      holders -= 1
      // React mounts twice in development: letting go waits for the end of the commit.
      queueMicrotask(() => {
        if (holders > 0 || options.onUnmount === 'detach') return
        stop()
        committer.cancel()
      })
    }
  }

  function isBusy(): boolean {
    return status === 'submitted' || status === 'streaming'
  }

  /** The answer that has ended becomes a message of the thread like any other. */
  function settleThread(): void {
    thread = messagesNow()
    answer = undefined
  }

  function messagesNow(): readonly Message[] {
    const message = answer?.begun ? answer.draft.snapshot() : undefined
    return message === undefined || message.parts.length === 0 ? thread : [...thread, message]
  }

  function snapshot(): CompletionState {
    const messages = messagesNow()
    return {
      id,
      messages,
      status,
      connection: answer?.connection.state ?? idle,
      error,
      finishReason: answer?.draft.finishReason,
      usage: answer?.draft.usage,
      metrics: answer?.metrics ?? noMetrics,
      queue: queue.map((send) => send.message),
      completion: lastAnswer(messages),
    }
  }

  function newMessage(input: MessageInput): Message {
    return userMessage(input, createId('msg'), environment.now())
  }

  function idempotencyKey(): string | undefined {
    const { idempotencyKey: wish = false } = options
    if (typeof wish === 'function') return wish()
    return wish ? (globalThis.crypto?.randomUUID?.() ?? createId('key')) : undefined
  }
}
