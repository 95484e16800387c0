import type { StreamError } from '@rivulet/react'
import type { ErrorWord } from './errorLabels.ts'

/** The entry of the dictionary: the kind, but for the two refusals that a reader can do something about. */
export function errorWord({ kind, status }: StreamError): ErrorWord {
  if (kind !== 'http') return kind
  if (status === 401 || status === 403) return 'unauthorized'
  return status === 408 || status === 425 || status === 429 || status === 503 ? 'busy' : kind
}
