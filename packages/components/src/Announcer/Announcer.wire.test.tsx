import { Announcer, Chat, ConnectionBadge } from '@rivulet/components'
import { useEventSource } from '@rivulet/react'
import {
  type ManualEnvironment,
  type Script,
  chunk,
  cut,
  manualEnvironment,
  openaiChunks,
  respond,
  scriptedFetch,
  stall,
} from '@rivulet/testing'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { type ReactNode, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Everything that a screen reader is told, in order, also what it is told twice: `!` marks an alert. */
function listen() {
  const heard: string[] = []
  const take = (records: MutationRecord[]): void => {
    for (const { target, addedNodes } of records) {
      const mark = (target as Element).getAttribute('role') === 'alert' ? '! ' : ''
      // What is taken away is not spoken.
      for (const node of addedNodes) heard.push(`${mark}${node.textContent}`)
    }
  }
  const observer = new MutationObserver(take)
  for (const role of ['status', 'alert']) observer.observe(screen.getByRole(role), { childList: true })
  return {
    heard,
    async during(change: () => unknown): Promise<void> {
      await act(async () => void (await change()))
      take(observer.takeRecords())
    },
  }
}

/** Lets the time of the wire and the time of the page pass together. */
async function pass(environment: ManualEnvironment, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await environment.advance(100)
    await environment.frame()
    await vi.advanceTimersByTimeAsync(100)
  }
}

describe('a screen reader beside a chat', () => {
  function open(...scripts: Script[]) {
    const environment = manualEnvironment()
    render(<Chat fetch={scriptedFetch(scripts, { environment })} environment={environment} />)
    const { heard, during } = listen()
    return {
      heard,
      ask: () =>
        during(async () => {
          const field = screen.getByRole('textbox')
          fireEvent.input(field, { target: { value: 'Why?' } })
          fireEvent.keyDown(field, { key: 'Enter' })
          await pass(environment, 100)
        }),
      wait: () => during(() => pass(environment, 1000)),
      press: (name: string) =>
        during(async () => {
          fireEvent.click(screen.getByRole('button', { name }))
          await pass(environment, 100)
        }),
    }
  }

  it('hears that an answer is on its way, and then the answer', async () => {
    const { heard, ask, wait } = open(openaiChunks(['Because ', 'it **flows**.'], { interval: 300 }))
    await ask()
    await wait()
    await wait()
    expect(heard).toEqual(['Responding', 'Because it flows.'])
  })

  it('hears how far an answer came that was stopped', async () => {
    const { heard, ask, press } = open([...openaiChunks(['Because it ']).slice(0, 2), stall()])
    await ask()
    await press('Stop')
    expect(heard).toEqual(['Responding', 'Answer stopped after 2 words'])
  })

  it('is alerted of an error, and hears the answer after another try', async () => {
    const broken = [...openaiChunks(['Because ']).slice(0, 2), cut()]
    const { heard, ask, press, wait } = open(broken, openaiChunks(['It flows.'], { interval: 200 }))
    await ask()
    await press('Try again')
    await wait()
    expect(heard).toEqual([
      'Responding',
      '! The connection broke. What arrived is kept. Try again to get the rest.',
      'Responding',
      'It flows.',
    ])
  })

  it('is alerted in the words of a refusal', async () => {
    const { heard, ask } = open([respond({ status: 401 }), chunk('no')])
    await ask()
    expect(heard.at(-1)).toBe('! You are not signed in for this. Sign in again, then try once more.')
  })
})

describe('a screen reader beside a live feed', () => {
  function Feed({
    fetch,
    environment,
  }: {
    fetch: typeof globalThis.fetch
    environment: ManualEnvironment
  }): ReactNode {
    const [transport] = useState(() => ({ fetch, environment }))
    const feed = useEventSource('https://feed.example/', { ...transport, retry: { base: 3000 } })
    return (
      <>
        <ConnectionBadge connection={feed.connection} events={feed.counters.events} live={false} />
        <Announcer connection={feed.connection} />
      </>
    )
  }

  it('is alerted of a drop that lasts, and hears of the recovery, each once', async () => {
    const environment = manualEnvironment({ random: 0.999 })
    const first = [respond({ contentType: 'text/event-stream' }), chunk('data: 1\n\n'), cut()]
    const second = [respond({ contentType: 'text/event-stream' }), chunk('data: 2\n\ndata: 3\n\n'), stall()]
    render(<Feed fetch={scriptedFetch([first, second], { environment })} environment={environment} />)
    const { heard, during } = listen()
    // Step by step: React shows what has happened at the end of each.
    const watch = async (steps: number): Promise<void> => {
      for (let step = 0; step < steps; step++) await during(() => pass(environment, 100))
    }
    await watch(15)
    expect(document.querySelector('.rivulet-badge')).toHaveTextContent('Reconnecting')
    await watch(25)
    expect(heard).toEqual(['! Connection lost. Trying again.', 'Connected again.'])
    expect(document.querySelector('.rivulet-badge')).toHaveTextContent('Resumed (+2 events)')
  })
})
