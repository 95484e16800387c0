import { describe, expect, it } from 'vitest'
import { candidates, contenders } from './policies.mjs'
import { scenarios } from './scenarios.mjs'
import { simulate, type Outcome, type Policy } from './simulate.mjs'

const clients = 10_000
const [rivulet, native, fetchEventSource] = contenders as [Policy, Policy, Policy]

const table = scenarios(clients).map(({ title, ...scenario }) => ({
  title,
  scenario,
  outcome: (policy: Policy): Outcome => simulate(policy, scenario),
}))
const isTold = (title: string): boolean => title.includes('503')

describe('a crowd that was cut off', () => {
  it.each(table)('is back with Rivulet, and floods nobody: $title', ({ outcome }) => {
    const ours = outcome(rivulet)
    expect(ours.givenUp).toBe(0)
    expect(ours.all).toBeLessThan(300)
    const peak = ({ peakOutage, peakAfter }: Outcome): number => Math.max(peakOutage, peakAfter)
    for (const other of [native, fetchEventSource])
      expect(peak(ours)).toBeLessThan(0.75 * peak(outcome(other)))
    expect(ours.requests).toBeLessThan(0.5 * outcome(fetchEventSource).requests)
  })

  it('is taken as fast as the server can where the server is what holds it back', () => {
    const [slow] = table.filter(({ scenario }) => scenario.acceptRate === clients / 100)
    const { half } = slow?.outcome(rivulet) ?? { half: NaN }
    // Half of the clients, at a hundredth of them a second.
    expect(half).toBeGreaterThan(45)
    expect(half).toBeLessThan(55)
  })

  it.each(table.filter(({ title }) => isTold(title)))(
    'is lost with the native EventSource where it is told to come later: $title',
    ({ outcome }) => {
      expect(outcome(native).givenUp).toBeGreaterThan(clients / 2)
      expect(outcome(native).all).toBeNaN()
    },
  )

  it('is one herd for ever where Retry-After is a bare floor', () => {
    const minute = table.find(({ scenario }) => scenario.retryAfter === 60_000)
    const [bare] = candidates as [Policy]
    const before = minute?.outcome(bare)
    const now = minute?.outcome(rivulet)
    expect(before?.peakAfter).toBeGreaterThan(0.9 * clients)
    expect(now?.peakAfter).toBeLessThan(0.05 * clients)
    expect(now?.all).toBeLessThan((before?.all ?? 0) / 10)
  })

  it('has the same figures each time, in small and in large', () => {
    const [, , slow] = table
    if (slow === undefined) throw new Error('There are five scenarios.')
    expect(slow.outcome(rivulet)).toEqual(slow.outcome(rivulet))
    const large = scenarios(10 * clients)[2]
    if (large === undefined) throw new Error('There are five scenarios.')
    const ratio = simulate(rivulet, large).requests / slow.outcome(rivulet).requests
    expect(ratio).toBeGreaterThan(9.5)
    expect(ratio).toBeLessThan(10.5)
  })
})
