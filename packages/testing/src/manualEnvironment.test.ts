import { manualEnvironment } from '@rivulet/testing'
import { describe, expect, it } from 'vitest'

describe('manualEnvironment', () => {
  it('keeps the time where the test puts it', async () => {
    const environment = manualEnvironment({ now: 1_000 })
    expect(environment.now()).toBe(1_000)
    await environment.advance(250)
    expect(environment.now()).toBe(1_250)
    expect(manualEnvironment().now()).toBe(0)
  })

  it('runs timers when they fall due, in order, at their own time', async () => {
    const environment = manualEnvironment()
    const ran: string[] = []
    const note = (name: string) => () => void ran.push(`${name} at ${environment.now()}`)
    environment.setTimer(note('late'), 30)
    environment.setTimer(note('early'), 10)
    environment.setTimer(note('early too'), 10)
    environment.setTimer(note('never'), 31)
    await environment.advance(30)
    expect(ran).toEqual(['early at 10', 'early too at 10', 'late at 30'])
    expect(environment.timers).toBe(1)
  })

  it('lets promises settle between timers', async () => {
    const environment = manualEnvironment()
    const ran: string[] = []
    environment.setTimer(() => {
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => environment.setTimer(() => ran.push('from a promise'), 5))
    }, 10)
    environment.setTimer(() => ran.push('last'), 20)
    await environment.advance(20)
    expect(ran).toEqual(['from a promise', 'last'])
  })

  it('runs a timer once, and none that was called off', async () => {
    const environment = manualEnvironment()
    let count = 0
    environment.setTimer(() => (count += 1), 10)
    const dispose = environment.setTimer(() => (count += 10), 10)
    dispose()
    dispose()
    await environment.advance(100)
    expect(count).toBe(1)
    expect(environment.timers).toBe(0)
  })

  it('fires a delay that no timer can hold at once, as browsers do', async () => {
    const environment = manualEnvironment()
    let fired = 0
    environment.setTimer(() => (fired += 1), 2 ** 31)
    environment.setTimer(() => (fired += 1), Number.NaN)
    environment.setTimer(() => (fired += 1), -1)
    await environment.advance(0)
    expect(fired).toBe(3)
    environment.setTimer(() => (fired += 1), 2 ** 31 - 1)
    await environment.advance(0)
    expect(fired).toBe(3)
  })

  it('runs the frames that were requested, and those requested by them in the next', async () => {
    const environment = manualEnvironment()
    const ran: string[] = []
    environment.requestFrame(() => {
      ran.push('first')
      environment.requestFrame(() => ran.push('second'))
    })
    environment.requestFrame(() => ran.push('called off'))()
    await environment.advance(1_000)
    expect(ran).toEqual([])
    await environment.frame()
    expect(ran).toEqual(['first'])
    expect(environment.frames).toBe(1)
    await environment.frame()
    expect(ran).toEqual(['first', 'second'])
    expect(environment.frames).toBe(0)
  })

  it('runs no frame that another one calls off', async () => {
    const environment = manualEnvironment()
    const ran: string[] = []
    environment.requestFrame(() => second())
    const second = environment.requestFrame(() => ran.push('second'))
    await environment.frame()
    expect(ran).toEqual([])
  })

  it('tells listeners when the machine or the tab changes', () => {
    const environment = manualEnvironment({ online: false })
    const heard: string[] = []
    const stop = environment.onOnlineChange((online) => heard.push(`online ${online}`))
    environment.onVisibilityChange((visible) => heard.push(`visible ${visible}`))
    expect(environment.isOnline()).toBe(false)
    expect(environment.isVisible()).toBe(true)
    environment.setOnline(false)
    environment.setOnline(true)
    environment.setVisible(false)
    expect(environment.isOnline()).toBe(true)
    expect(heard).toEqual(['online true', 'visible false'])
    expect(environment.listeners).toBe(2)
    stop()
    environment.setOnline(false)
    expect(heard).toHaveLength(2)
    expect(environment.listeners).toBe(1)
  })

  it('takes no chances but those it was given', () => {
    const environment = manualEnvironment()
    expect(environment.random()).toBe(0.5)
    environment.setRandom([0, 0.9])
    expect([environment.random(), environment.random(), environment.random()]).toEqual([0, 0.9, 0.9])
    environment.setRandom(0.1)
    expect(environment.random()).toBe(0.1)
    expect(() => environment.setRandom([])).toThrow(RangeError)
  })

  it('collects reported errors', () => {
    const environment = manualEnvironment()
    const error = new Error('in a callback')
    environment.reportError(error)
    expect(environment.errors).toEqual([error])
  })

  it('lets other promises run while it yields', async () => {
    let ran = false
    void Promise.resolve().then(() => (ran = true))
    await manualEnvironment().yieldToBrowser()
    expect(ran).toBe(true)
  })
})
