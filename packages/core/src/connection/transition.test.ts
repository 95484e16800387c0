import { describe, expect, it } from 'vitest'
import { StreamError } from '../errors.ts'
import { cells, readLifecycle, render } from './lifecycle.suite.ts'
import { transition } from './transition.ts'

const error = new StreamError('network', 'gone')

describe('transition', () => {
  it('is the table of docs/lifecycle.md, pair by pair', () => {
    expect(readLifecycle()).toEqual(render())
  })

  it('gives the same state object, and no effects, where a pair means nothing', () => {
    const pairs = cells()
    const nothing = pairs.filter(({ state, result }) => result[0] === state)
    expect(nothing.length).toBeGreaterThan(50)
    for (const { from, event, result } of nothing) expect(result[1], `${from} ${event}`).toEqual([])
    for (const { from, event, state, result } of pairs.filter((pair) => !nothing.includes(pair)))
      expect(result[0], `${from} ${event}`).not.toEqual(state)
  })

  it('leaves no attempt and no timer behind, and starts none that nobody waits for', () => {
    const hasAttempt = (status: string): boolean => ['connecting', 'open', 'stalled'].includes(status)
    for (const { from, event, state, result } of cells()) {
      const [next, effects] = result
      const did = effects.map(({ type }) => type)
      if (next === state) continue
      const isReplaced =
        hasAttempt(state.status) && (!hasAttempt(next.status) || next.status === 'connecting')
      expect(did.includes('abort'), `abort: ${from} ${event}`).toBe(isReplaced)
      expect(did.includes('unwait'), `unwait: ${from} ${event}`).toBe(state.status === 'waiting')
      expect(did.includes('connect'), `connect: ${from} ${event}`).toBe(next.status === 'connecting')
      expect(did.includes('wait'), `wait: ${from} ${event}`).toBe(next.status === 'waiting')
    }
  })

  it('carries what each state needs', () => {
    const waiting = { status: 'waiting', attempt: 3, retryAt: 70, cause: error } as const
    const lost = { type: 'lost', attempt: 3, retryAt: 70, cause: error } as const
    expect(transition({ status: 'open', since: 5 }, lost)[0]).toEqual(waiting)
    expect(transition(waiting, { type: 'due' })).toEqual([
      { status: 'connecting', attempt: 3 },
      [{ type: 'unwait' }, { type: 'connect', attempt: 3 }],
    ])
    expect(transition(waiting, { type: 'offline', at: 60 })[0]).toEqual({ status: 'offline', cause: error })
    expect(transition({ status: 'open', since: 5 }, { type: 'silence', since: 9 })[0]).toEqual({
      status: 'stalled',
      since: 9,
    })
    expect(transition({ status: 'connecting', attempt: 2 }, { type: 'failed', error })[0]).toEqual({
      status: 'failed',
      error,
    })
  })

  it('begins anew with the first attempt after a reconnect, wherever it was', () => {
    for (const { state, event, result } of cells().filter(({ event }) => event === 'reconnect'))
      expect(result[0], `${state.status} ${event}`).toEqual(
        state.status === 'idle' ? state : { status: 'connecting', attempt: 1 },
      )
  })
})
