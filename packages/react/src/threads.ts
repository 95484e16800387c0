'use client'
import type { CompletionStore } from '@rivulet/core'

interface Thread {
  /** What has rendered, but is not mounted yet, must not be kept alive by this list. */
  readonly weak: WeakRef<CompletionStore>
  strong: CompletionStore | undefined
  holders: number
}

const threads = new Map<string, Thread>()

/** The thread with this id, for all components of the page; on a server every render has its own. */
export function sharedThread(id: string, create: () => CompletionStore): CompletionStore {
  if (typeof window === 'undefined') return create()
  const known = threads.get(id)?.weak.deref()
  if (known !== undefined) return known
  const store = create()
  threads.set(id, { weak: new WeakRef(store), strong: undefined, holders: 0 })
  return store
}

/** Keeps a thread for as long as a component shows it; the last to leave forgets it. */
export function retainThread(id: string, store: CompletionStore): () => void {
  let thread = threads.get(id)
  if (thread?.weak.deref() !== store) {
    thread = { weak: new WeakRef(store), strong: undefined, holders: 0 }
    threads.set(id, thread)
  }
  const held = thread
  held.strong = store
  held.holders += 1
  const release = store.retain()
  return () => {
    held.holders -= 1
    release()
    queueMicrotask(() => {
      if (held.holders === 0 && threads.get(id) === held) threads.delete(id)
    })
  }
}
