import { useEventSource, useStreamingCompletion } from '@rivulet/react'
import { chunk, openaiChunks, sse, stall, type ChunkStep, type Step } from '@rivulet/testing'
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createLab, type Lab } from './lab.suite.tsx'

/** The hook, and how often its store has published since the last look: what React commits is never more. */
function watch<Result extends { store: { subscribe: (listener: () => void) => unknown } }>(
  lab: Lab,
  hook: () => Result,
) {
  let commits = 0
  const { result } = renderHook(hook, { wrapper: lab.wrapper })
  result.current.store.subscribe(() => (commits += 1))
  return {
    result,
    commitsSince(): number {
      const since = commits
      commits = 0
      return since
    },
  }
}

/** Chunks as one. */
function inOnePiece(steps: readonly Step[]): ChunkStep {
  return chunk(steps.map((step) => (step.type === 'chunk' ? String(step.data) : '')).join(''))
}

const numbers = Array.from({ length: 10_000 }, (_, at) => `${at} `)

describe('A burst of 10,000 pieces in one chunk', () => {
  it('is a handful of commits for a completion whose answer ends with it', async () => {
    const lab = createLab([inOnePiece(openaiChunks(numbers))])
    const { result, commitsSince } = watch(lab, () => useStreamingCompletion({ api: 'https://chat.test/' }))
    act(() => void result.current.sendMessage('count'))
    commitsSince()
    await lab.advance()
    expect(result.current).toMatchObject({ completion: numbers.join(''), status: 'ready' })
    // The response, the first piece, and the last one with the end.
    expect(commitsSince()).toBe(3)
  })

  it('is one commit a frame for a completion that goes on', async () => {
    const lab = createLab([inOnePiece(openaiChunks(numbers).slice(0, -1)), stall()])
    const { result, commitsSince } = watch(lab, () => useStreamingCompletion({ api: 'https://chat.test/' }))
    act(() => void result.current.sendMessage('count'))
    await act(() => lab.environment.advance(0))
    commitsSince()
    await act(() => lab.environment.frame())
    expect(result.current.completion).toBe(numbers.join(''))
    expect(commitsSince()).toBe(1)
    for (let frames = 0; frames < 3; frames += 1) await act(() => lab.environment.frame())
    expect(commitsSince()).toBe(0)
  })

  it('is one commit a frame for a live stream, which folds every event', async () => {
    const events = numbers.map((data) => sse({ data })).join('')
    const lab = createLab([chunk(events), stall()])
    const { result, commitsSince } = watch(lab, () =>
      useEventSource<string, number>('https://feed.test/', { initialData: 0, reduce: (count) => count + 1 }),
    )
    await act(() => lab.environment.advance(0))
    commitsSince()
    await act(() => lab.environment.frame())
    expect(result.current).toMatchObject({ data: 10_000, counters: { events: 10_000 } })
    expect(commitsSince()).toBe(1)
  })
})

describe('Pieces that come one by one', () => {
  it('are one commit for each frame, not for each of them', async () => {
    const lab = createLab(openaiChunks(numbers.slice(0, 100), { interval: 1 }))
    const { result, commitsSince } = watch(lab, () => useStreamingCompletion({ api: 'https://chat.test/' }))
    act(() => void result.current.sendMessage('count'))
    await act(() => lab.environment.advance(0))
    for (let frames = 0; frames < 5; frames += 1) {
      commitsSince()
      for (let pieces = 0; pieces < 10; pieces += 1) await act(() => lab.environment.advance(1))
      await act(() => lab.environment.frame())
      expect(commitsSince()).toBeLessThanOrEqual(frames === 0 ? 2 : 1)
      expect(result.current.completion).toBe(numbers.slice(0, (frames + 1) * 10).join(''))
    }
  })

  it('are one commit in so many ms with throttle', async () => {
    const lab = createLab(openaiChunks(numbers.slice(0, 100), { interval: 1 }))
    const { result, commitsSince } = watch(lab, () =>
      useStreamingCompletion({ api: 'https://chat.test/', throttle: 50 }),
    )
    act(() => void result.current.sendMessage('count'))
    await act(() => lab.environment.advance(1))
    commitsSince()
    for (let ms = 0; ms < 90; ms += 1) await lab.advance(1)
    expect(commitsSince()).toBeLessThanOrEqual(2)
  })
})
