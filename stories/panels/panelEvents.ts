import type { StreamCost } from './createCostMeter.ts'
import type { Utterance } from './listenToRegions.ts'

/** What the preview tells the panels over Storybook's channel. */
export const costEvent = 'rivulet/cost'
export const spokenEvent = 'rivulet/spoken'

/** The payload of {@link costEvent}: figures so far, told again while the stream goes on. */
export interface CostReport extends StreamCost {
  /** React's development build, which renders several times slower than the one that users get. */
  readonly development: boolean
}

/** The payload of {@link spokenEvent}. */
export type SpokenReport = Utterance
