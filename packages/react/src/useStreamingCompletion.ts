'use client'
import {
  type CompletionOptions,
  type CompletionState,
  type CompletionStore,
  createCompletionStore,
} from '@rivulet/core'
import { useEffect, useId, useInsertionEffect, useMemo } from 'react'
import { useStreamDefaults, withDefaults } from './streamProvider.tsx'
import { retainThread, sharedThread } from './threads.ts'
import { useKeyed } from './useKeyed.ts'
import { useStreamStore } from './useStreamStore.ts'

/** Options of {@link useStreamingCompletion}. Components with the same `id` share one thread; another `id` is another thread. */
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
  const filled = withDefaults(options, useStreamDefaults())
  const ownId = useId()
  const id = filled.id ?? ownId
  const store = useKeyed(id, () => sharedThread(id, () => createCompletionStore({ ...filled, id })))
  useInsertionEffect(() => store.setOptions(filled))
  useEffect(() => retainThread(id, store), [id, store])
  const state = useStreamStore(store, (all) => all)
  return useMemo(() => {
    const { sendMessage, complete, stop, regenerate, reset, clearError, setMessages } = store
    return { ...state, sendMessage, complete, stop, regenerate, reset, clearError, setMessages, store }
  }, [state, store])
}
