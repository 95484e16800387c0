import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import { cut } from '../json.ts'

/** Characters of a bare text that are told as an example. */
const EXAMPLE = 80

/** Reports frames that are no JSON where JSON was due: each once, but pieces of bare text, which all are one mistake, once. */
export function createMalformedReport(emit: EmitEvent): (frame: Extract<Frame, { data: string }>) => void {
  let toldOfText = false
  return ({ kind, data }) => {
    if (kind !== 'text') {
      return emit({
        type: 'malformed',
        message: 'A piece of the answer is not the JSON that is expected',
        raw: data,
      })
    }
    if (toldOfText) return
    toldOfText = true
    const raw = cut(data, EXAMPLE)
    emit({ type: 'malformed', message: `The answer is bare text and no JSON; it begins with “${raw}”`, raw })
  }
}
