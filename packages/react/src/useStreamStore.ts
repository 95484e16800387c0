'use client'
import type { StoreApi } from 'zustand'
import { useStore } from 'zustand'

/** A store of a stream: that of a hook, or one made outside React. */
export type StreamStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>

/**
 * Selects from a stream's store and renders again when the selection changes (`Object.is`).
 * The one seam between the stores and React.
 */
export function useStreamStore<State, Selection>(
  store: StreamStore<State>,
  selector: (state: State) => Selection,
): Selection {
  return useStore(store, selector)
}
