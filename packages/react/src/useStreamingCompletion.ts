'use client'
import type { CompletionOptions, CompletionState, CompletionStore } from '@rivulet/core'
import { useEffect, useId, useInsertionEffect, useMemo, useState } from 'react'
import { useStreamDefaults, withDefaults } from './streamProvider.tsx'
import { createThread, sharedThread } from './threads.ts'
import { useKeyed } from './useKeyed.ts'
import { useStreamStore, whole } from './useStreamStore.ts'

/**
 * Options of {@link useStreamingCompletion}. Components with the same `id` share one thread, and what they ask for:
 * one that only looks on needs no option but the `id`. Another `id` is another thread.
 */
export type UseStreamingCompletionOptions = CompletionOptions

type Actions = Pick<
  CompletionStore,
  'sendMessage' | 'complete' | 'stop' | 'regenerate' | 'reset' | 'clearError' | 'setMessages'
>

/** What {@link useStreamingCompletion} returns; the functions keep their identity. */
export interface UseStreamingCompletionResult extends CompletionState, Actions {
  readonly store: CompletionStore
}

/**
 * A thread with a language model as state: send, watch the answer arrive, stop, ask again.
 * Nothing is sent on mount. By default the last component to unmount ends a running answer (`onUnmount`).
 */
export function useStreamingCompletion(
  options: UseStreamingCompletionOptions = {},
): UseStreamingCompletionResult {
  const defaults = useStreamDefaults()
  const ownId = useId()
  const { id = ownId, onUnmount } = options
  const isNamed = options.id !== undefined
  const { store, ask, leave, retain } = useKeyed(id, () =>
    // React's ids are unique in one root, not in a page of several.
    (isNamed ? sharedThread : createThread)(id, withDefaults(options, defaults)),
  )
  const [component] = useState(() => ({}))
  useInsertionEffect(() => ask(component, options, defaults))
  useInsertionEffect(() => () => leave(component), [leave, component])
  // Who names its thread can find it again.
  const forGood = isNamed && onUnmount === 'detach'
  useEffect(() => retain(forGood), [retain, forGood])
  const state = useStreamStore(store, whole)
  return useMemo(() => {
    const { sendMessage, complete, stop, regenerate, reset, clearError, setMessages } = store
    return { ...state, sendMessage, complete, stop, regenerate, reset, clearError, setMessages, store }
  }, [state, store])
}
