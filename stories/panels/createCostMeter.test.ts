import { describe, expect, it } from 'vitest'
import { type CostMeter, type StreamCost, createCostMeter } from './createCostMeter.ts'

interface Bench {
  meter: CostMeter
  cost(): StreamCost | undefined
  at(ms: number): void
}

function bench(): Bench {
  let now = 0
  let cost: StreamCost | undefined
  const meter = createCostMeter({ now: () => now, onChange: (next) => (cost = next), quiet: 2000 })
  return { meter, cost: () => cost, at: (ms) => void (now = ms) }
}

describe('the meter of a stream', () => {
  it('adds up what is rendered while a store publishes', () => {
    const { meter, cost, at } = bench()
    for (const [ms, rendering] of [
      [1000, 2],
      [1100, 5],
      [1300, 1],
    ] as const) {
      at(ms)
      meter.published()
      meter.rendered(rendering)
    }
    expect(cost()).toEqual({ commits: 3, rendering: 8, slowest: 5, longestTask: 0, duration: 300 })
  })

  it('leaves out what is rendered when nothing streams', () => {
    const { meter, cost, at } = bench()
    meter.rendered(40)
    expect(cost()).toBeUndefined()
    at(1000)
    meter.published()
    meter.rendered(1)
    at(3001)
    meter.rendered(40)
    expect(cost()).toMatchObject({ commits: 1, slowest: 1 })
  })

  it('begins anew with the next stream', () => {
    const { meter, cost, at } = bench()
    meter.published()
    meter.rendered(30)
    at(2001)
    meter.published()
    meter.rendered(2)
    expect(cost()).toEqual({ commits: 1, rendering: 2, slowest: 2, longestTask: 0, duration: 0 })
  })

  it('knows the longest task of the stream, which browsers tell late, and none before or after it', () => {
    const { meter, cost, at } = bench()
    at(1000)
    meter.published()
    at(1500)
    meter.published()
    meter.task(300, 600)
    expect(cost()).toBeUndefined()
    meter.task(70, 1010)
    meter.task(60, 1510)
    meter.task(500, 1600)
    expect(cost()).toMatchObject({ longestTask: 70 })
  })
})
