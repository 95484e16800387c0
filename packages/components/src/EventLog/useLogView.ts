import type { StreamEvent } from '@rivulet/react'
import { useState } from 'react'
import { formatData } from './formatData.ts'

type Events = readonly StreamEvent<unknown>[]

/** What a reader wants to see of the events. */
export interface LogView {
  /** Those that match, up to the moment at which it was paused. */
  readonly matching: Events
  readonly paused: boolean
  /** How many came since it was paused. */
  readonly waiting: number
  filter(query: string): void
  /** Pauses, or goes on with what came meanwhile. */
  togglePause(): void
}

/** Filters events by their name and data, and holds them while it is paused. */
export function useLogView(events: Events): LogView {
  const [query, setQuery] = useState('')
  const [held, setHeld] = useState<Events>()
  const [matches] = useState(createMatcher)
  const seen = held ?? events
  return {
    matching: query === '' ? seen : seen.filter((event) => matches(event, query)),
    paused: held !== undefined,
    // Where the ring has lost the last one that was seen, all that it holds came since.
    waiting: held === undefined ? 0 : events.length - 1 - events.lastIndexOf(held.at(-1)!),
    filter: (next) => setQuery(next.trim().toLowerCase()),
    togglePause: () => setHeld(held === undefined ? events : undefined),
  }
}

/** Keeps the text of each event: a ring of hundreds is filtered again for each that comes. */
function createMatcher(): (event: StreamEvent<unknown>, query: string) => boolean {
  const texts = new WeakMap<object, string>()
  return (event, query) => {
    const known = texts.get(event)
    const text = known ?? `${event.type} ${formatData(event.data)}`.toLowerCase()
    if (known === undefined) texts.set(event, text)
    return text.includes(query)
  }
}
