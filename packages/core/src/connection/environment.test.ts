import { realEnvironment } from '@rivulet/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

describe('a frame of the real environment', () => {
  let paint: (() => void) | undefined

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
      paint = run
      return 1
    })
  })
  afterEach(() => {
    vi.runAllTimers()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('comes with the next paint, and once', () => {
    const frame = vi.fn()
    realEnvironment.requestFrame(frame)
    expect(frame).not.toHaveBeenCalled()
    paint?.()
    vi.advanceTimersByTime(10_000)
    expect(frame).toHaveBeenCalledTimes(1)
  })

  it('comes within half a second where nothing is painted any more', () => {
    const frames: number[] = []
    const again = (): void => {
      frames.push(Date.now())
      if (frames.length < 4) realEnvironment.requestFrame(again)
    }
    const start = Date.now()
    realEnvironment.requestFrame(again)
    vi.advanceTimersByTime(4 * 500)
    expect(frames).toHaveLength(4)
    expect(frames[0]! - start).toBeLessThanOrEqual(500)
  })

  it('is not run early by the timer of one before it', () => {
    realEnvironment.requestFrame(() => {})
    vi.advanceTimersByTime(240)
    paint?.()
    const frame = vi.fn()
    realEnvironment.requestFrame(frame)
    vi.advanceTimersByTime(240)
    expect(frame).not.toHaveBeenCalled()
  })

  it('is not run early by the timer of one that was called off', () => {
    realEnvironment.requestFrame(() => {})()
    vi.advanceTimersByTime(240)
    const frame = vi.fn()
    realEnvironment.requestFrame(frame)
    vi.advanceTimersByTime(240)
    expect(frame).not.toHaveBeenCalled()
  })

  it('comes to all that wait, though one of them throws, and that is reported', () => {
    const reports: (() => void)[] = []
    vi.stubGlobal('queueMicrotask', (report: () => void) => reports.push(report))
    const frame = vi.fn()
    realEnvironment.requestFrame(() => {
      throw new Error('of the application')
    })
    realEnvironment.requestFrame(frame)
    paint?.()
    expect(frame).toHaveBeenCalledTimes(1)
    expect(reports).toHaveLength(1)
    expect(reports[0]).toThrow('of the application')
  })

  it('can be called off', () => {
    const frame = vi.fn()
    const callOff = realEnvironment.requestFrame(frame)
    callOff()
    callOff()
    paint?.()
    vi.advanceTimersByTime(10_000)
    expect(frame).not.toHaveBeenCalled()
  })

  it('is soon replaced by a timer in a tab that is hidden, and where there is no page', () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    const frame = vi.fn()
    realEnvironment.requestFrame(frame)
    vi.unstubAllGlobals()
    realEnvironment.requestFrame(frame)
    vi.advanceTimersByTime(50)
    expect(frame).toHaveBeenCalledTimes(2)
  })
})
