'use client'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { StoreApi } from 'zustand'

/** A store of a stream: that of a hook, or one made outside React. */
export type StreamStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>

/**
 * Selects from a stream's store and renders again when the selection changes (`Object.is`).
 * The one seam between the stores and React.
 *
 * What `useSyncExternalStore` brings is urgent to React: it throws a transition away that it is rendering. A stream
 * brings something in every frame, so a transition that takes longer than a frame, a change of route for one, would
 * begin anew until React loses patience after five seconds. State of React's own lets it finish.
 */
export function useStreamStore<State, Selection>(
  store: StreamStore<State>,
  selector: (state: State) => Selection,
): Selection {
  const isHydrated = useSyncExternalStore(never, yes, no)
  const [shown, show] = useState(() => read(store, isHydrated))
  const current = shown.store === store ? shown : read(store, true)
  // React renders again at once, before anything of this render is shown.
  if (current !== shown) show(current)
  const { state: rendered } = current
  const selection = selector(rendered)

  /** What React was asked to show; it may not have rendered that yet. */
  const asked = useRef(current)
  useEffect(() => {
    if (asked.current.store !== store) asked.current = current
    const ask = (state: State): void => show((asked.current = { store, state }))
    const follow = (): void => {
      const state = store.getState()
      const before = asked.current
      if (state === before.state) return
      if (selectsSame(selector, before.state, state)) before.state = state
      else ask(state)
    }
    follow()
    // The state has moved on since the render: what made no difference to the last selector may make one to this.
    const hasMoved = asked.current === current && current.state !== rendered
    if (hasMoved && !Object.is(selector(current.state), selection)) ask(current.state)
    return store.subscribe(follow)
  }, [store, selector, current, rendered, selection])
  return selection
}

interface Shown<State> {
  readonly store: StreamStore<State>
  /** Moves on by itself where that makes no difference: a later selector finds nothing old. */
  state: State
}

function read<State>(store: StreamStore<State>, isHydrated: boolean): Shown<State> {
  return { store, state: isHydrated ? store.getState() : store.getInitialState() }
}

/** A selector that throws may be one of a component that is about to go: the render decides. */
function selectsSame<State>(selector: (state: State) => unknown, before: State, now: State): boolean {
  try {
    return Object.is(selector(before), selector(now))
  } catch {
    return false
  }
}

const never = () => () => {}
const yes = (): boolean => true
const no = (): boolean => false
