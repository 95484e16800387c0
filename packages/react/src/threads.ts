'use client'
import { type CompletionOptions, type CompletionStore, createCompletionStore } from '@rivulet/core'
import { type StreamDefaults, withDefaults } from './streamProvider.tsx'

/** A thread, and the components that show it. */
export interface Thread {
  readonly store: CompletionStore
  /** What a component asks for, now. Where two of them give the same option, that of the later one holds. */
  ask(component: object, options: CompletionOptions, defaults: StreamDefaults): void
  /** A component goes. What the last one has asked for stays, for an answer that goes on without it. */
  leave(component: object): void
  /** Keeps it for as long as a component shows it, `forGood` for ever. */
  retain(forGood: boolean): () => void
}

/** By id. What has rendered, but is not mounted yet, must not be kept alive by this list. */
const threads = new Map<string, WeakRef<Thread>>()
/** Those that a component shows, and those that were detached. */
const kept = new Set<Thread>()

/** The thread with this id, for all components of the page; on a server every render has its own. */
export function sharedThread(id: string, options: CompletionOptions): Thread {
  if (typeof window === 'undefined') return createThread(id, options)
  const known = threads.get(id)?.deref()
  if (known !== undefined) return known
  const thread = createThread(id, options)
  threads.set(id, new WeakRef(thread))
  return thread
}

/** A thread that others find by its id once it is mounted. */
export function createThread(id: string, options: CompletionOptions): Thread {
  const store = createCompletionStore({ ...options, id })
  const asked = new Map<object, readonly [CompletionOptions, StreamDefaults]>()
  let holders = 0
  const thread: Thread = {
    store,
    ask(component, own, defaults) {
      asked.set(component, [own, defaults])
      apply()
    },
    leave(component) {
      asked.delete(component)
      if (asked.size > 0) apply()
    },
    retain(forGood) {
      holders += 1
      kept.add(thread)
      if (threads.get(id)?.deref() !== thread) threads.set(id, new WeakRef(thread))
      const release = store.retain()
      return () => {
        holders -= 1
        release()
        // A component that comes in the same commit takes over.
        queueMicrotask(() => {
          if (holders === 0 && !forGood) forget()
        })
      }
    },
  }
  return thread

  function apply(): void {
    const all = [...asked.values()]
    const [only] = all
    // Most threads are shown by one component, which asks at every render.
    if (only !== undefined && all.length === 1) return store.setOptions(withDefaults(...only))
    store.setOptions(withDefaults(merge(all.map(([own]) => own)), merge(all.map(([, defaults]) => defaults))))
  }

  function forget(): void {
    kept.delete(thread)
    if (threads.get(id)?.deref() === thread) threads.delete(id)
  }
}

/** All that is given, the later over the earlier. */
function merge<Options extends object>(all: readonly Options[]): Options {
  const given = all.flatMap((options) => Object.entries(options)).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Options
}
