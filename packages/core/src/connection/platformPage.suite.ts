import { createCompletionStore, createEventSourceStore, openaiChat } from '@rivulet/core'
import type { CompletionStore, EventSourceOptions, EventSourceStore } from '@rivulet/core'

/** The page of platform.test.ts: a feed, what it was told, and what the browser said. */
export interface PlatformPage {
  readonly ids: string[]
  readonly statuses: string[]
  /** `freeze`, `resume`, `pagehide` and `pageshow`, the last two with `persisted`. */
  readonly lifecycle: string[]
  follow(options?: EventSourceOptions, url?: string): EventSourceStore
  /** Sends one message, with an idempotency key. */
  ask(): Promise<CompletionStore>
  /** How often `ask` has called `fetch`. */
  readonly sent: number
}

const ids: string[] = []
const statuses: string[] = []
const lifecycle: string[] = []

document.addEventListener('freeze', () => lifecycle.push('freeze'))
document.addEventListener('resume', () => lifecycle.push('resume'))
document.addEventListener('visibilitychange', () => lifecycle.push(document.visibilityState))
for (const type of ['pagehide', 'pageshow'] as const)
  addEventListener(type, ({ persisted }) => lifecycle.push(`${type}${persisted ? ', persisted' : ''}`))

let sent = 0
const counting: typeof fetch = (...args) => {
  sent += 1
  return fetch(...args)
}

const page: PlatformPage = {
  get sent() {
    return sent
  },
  ids,
  statuses,
  lifecycle,
  follow(options, url = '/feed') {
    const store = createEventSourceStore(url, {
      retry: { base: 50 },
      ...options,
      onEvent: ({ lastEventId }) => ids.push(lastEventId),
    })
    store.subscribe(({ connection }) => {
      if (statuses.at(-1) !== connection.status) statuses.push(connection.status)
    })
    store.open()
    return store
  },
  async ask() {
    const store = createCompletionStore({
      api: '/chat',
      protocol: openaiChat(),
      fetch: counting,
      idempotencyKey: true,
    })
    await store.sendMessage('Hi')
    return store
  },
}
Object.assign(globalThis, { platform: page })
