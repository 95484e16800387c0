import { plural } from '../plural.ts'

/** What `Sources` says. */
export interface SourcesLabels {
  /** The name of the list. */
  sources(count: number): string
  /** A source without a title and an address. */
  source: string
}

export const sourcesLabels: SourcesLabels = {
  sources: (count) => plural(count, 'source'),
  source: 'Source',
}
