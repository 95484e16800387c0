'use client'
import { useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { StoreApi } from 'zustand'
import { forget, show, wasShown } from './urgency.ts'

/** A store of a stream: that of a hook, or one made outside React. */
export type StreamStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>

/** Selects everything. The same function each time, so that nothing has to be looked at again. */
export function whole<State>(state: State): State {
  return state
}

/**
 * Selects from a stream's store and renders again when the selection changes (`Object.is`).
 * The one seam between the stores and React.
 *
 * All that `useSyncExternalStore` brings is urgent to React: it throws a transition away that it is rendering. A stream
 * brings something in every frame, so a transition that takes longer than a frame, a change of route for one, would
 * begin anew until React loses patience after five seconds. State of React's own lets it finish; see {@link show}.
 */
export function useStreamStore<State, Selection>(
  store: StreamStore<State>,
  selector: (state: State) => Selection,
): Selection {
  const isHydrated = useSyncExternalStore(never, yes, no)
  const [shown, setShown] = useState(() => read(store, isHydrated))
  const current = shown.store === store ? shown : read(store, true)
  // React renders again at once, before anything of this render is shown.
  if (current !== shown) setShown(current)
  // Only a hint, so that a render that comes to nothing does no harm: the next update may be urgent too early.
  wasShown(shown)
  const { state } = current
  const selection = selector(state)

  // The selector of what is on the screen, and what React was asked to show but may not have rendered yet.
  const latest = useRef({ selector, asked: current })
  useInsertionEffect(() => {
    const { asked } = latest.current
    latest.current = { selector, asked: asked.store === store ? asked : current }
    // The state has moved on since the render: what made no difference to the last selector may make one to this.
    // React takes no update within this effect, and one more effect would be a task of its own at every render.
    if (current.state !== state && !selectsSame(selector, state, current.state)) queueMicrotask(catchUp)
  }, [store, selector])
  function catchUp(): void {
    if (latest.current.asked === current) setShown((latest.current.asked = { store, state: current.state }))
  }
  useEffect(() => {
    const follow = (): void => {
      const next = store.getState()
      const { asked } = latest.current
      if (next === asked.state) return
      if (selectsSame(latest.current.selector, asked.state, next)) asked.state = next
      else show(next, (latest.current.asked = { store, state: next }), setShown)
    }
    follow()
    const stop = store.subscribe(follow)
    return () => {
      stop()
      forget(latest.current.asked)
    }
  }, [store])
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
