import { plural } from '../plural.ts'

/** What `StreamMeter` says. Durations are ms. */
export interface MeterLabels {
  /** The name of the figures. */
  meter: string
  firstToken: string
  duration(ms: number): string
  rate: string
  tokensPerSecond(rate: number): string
  charactersPerSecond(rate: number): string
  input: string
  output: string
  tokens(count: number): string
  reconnects: string
  count(count: number): string
}

export const meterLabels: MeterLabels = {
  meter: 'Figures of the last answer',
  firstToken: 'First token',
  duration: (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`),
  rate: 'Rate',
  tokensPerSecond: (rate) => `${Math.round(rate)} tokens/s`,
  charactersPerSecond: (rate) => `${Math.round(rate)} characters/s`,
  input: 'In',
  output: 'Out',
  tokens: (count) => plural(count, 'token'),
  reconnects: 'Reconnects',
  count: (count) => String(count),
}
