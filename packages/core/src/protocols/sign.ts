import type { Frame } from '../frame.ts'
import { parseJson } from '../json.ts'

/** A frame by which a format may be recognised. */
export interface Sign {
  readonly kind: 'event' | 'line' | 'document' | 'text' | 'error'
  /** The event's name; `'message'` where the wire names none, and for what is no event. */
  readonly name: string
  readonly data: string
  /** The data as JSON; `undefined` where it is none. */
  readonly json: unknown
}

/** What a frame tells; `undefined` for comments, ids and the like, which tell nothing. */
export function signOf(frame: Frame): Sign | undefined {
  if (!('data' in frame)) return undefined
  return {
    kind: frame.kind,
    name: frame.kind === 'event' ? frame.name : 'message',
    data: frame.data,
    json: frame.kind === 'text' ? undefined : parseJson(frame.data),
  }
}
