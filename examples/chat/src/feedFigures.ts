import type { StreamEvent } from '@rivulet/react'
import type { LoadFigures, MemoryFigures, RequestFigures } from '../server/figures.ts'

/** What the page keeps of the live feed: the last minute of each figure, and whether any event is missing. */
export interface FeedFigures {
  readonly load: readonly LoadFigures[]
  readonly memory: readonly MemoryFigures[]
  readonly requests: readonly RequestFigures[]
  readonly received: number
  /** Numbers that were left out. */
  readonly lost: number
  /** Numbers that came again. */
  readonly doubled: number
  /** The id of the last event. */
  readonly lastId: string
}

export const noFigures: FeedFigures = {
  load: [],
  memory: [],
  requests: [],
  received: 0,
  lost: 0,
  doubled: 0,
  lastId: '',
}

const KEPT = 60

/** Folds one event of the feed. The server counts its ids up by one, so that a gap or a repetition shows. */
export function foldFigures(figures: FeedFigures, event: StreamEvent<unknown>): FeedFigures {
  switch (event.type) {
    case 'load':
      return counted({ ...figures, load: kept(figures.load, event.data as LoadFigures) }, event)
    case 'memory':
      return counted({ ...figures, memory: kept(figures.memory, event.data as MemoryFigures) }, event)
    case 'requests':
      return counted({ ...figures, requests: kept(figures.requests, event.data as RequestFigures) }, event)
    default:
      return figures
  }
}

function counted(figures: FeedFigures, { lastEventId: id }: StreamEvent<unknown>): FeedFigures {
  const step = numberOf(id) - numberOf(figures.lastId)
  const received = figures.received + 1
  // A restarted server begins another life, whose numbers say nothing about those of the last.
  if (lifeOf(id) !== lifeOf(figures.lastId)) return { ...figures, received, lastId: id }
  if (step <= 0) return { ...figures, received, doubled: figures.doubled + 1 }
  return { ...figures, received, lost: figures.lost + step - 1, lastId: id }
}

const kept = <Value>(values: readonly Value[], value: Value): Value[] => [...values.slice(1 - KEPT), value]
const lifeOf = (id: string): string => id.split('-')[0] ?? ''
const numberOf = (id: string): number => Number(id.split('-')[1])
