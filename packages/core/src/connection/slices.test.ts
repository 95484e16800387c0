import { createEventSourceStore, fetchTransport, type Transport } from '@rivulet/core'
import { chunk, manualEnvironment, scriptedFetch, sse, stall } from '@rivulet/testing'
import { describe, expect, it } from 'vitest'

const data = 'x'.repeat(94)
const event = sse({ data })
const EVENTS = 10_000

const bytes = (): Transport =>
  fetchTransport({ fetch: scriptedFetch([chunk(event.repeat(EVENTS)), stall()]) })

/** A transport that parses events itself. */
const frames = (): Transport => ({
  name: 'frames',
  can: { body: true, headers: true, status: true, bytes: false, comments: false, anyEvent: true },
  connect: async ({ url }) => ({
    status: 200,
    headers: new Headers({ 'content-type': 'text/event-stream' }),
    url,
    body: { kind: 'frames', batches: batch() },
  }),
})
async function* batch() {
  yield Array.from(
    { length: EVENTS },
    () => ({ kind: 'event', name: 'message', data, id: undefined }) as const,
  )
}

/** Reads events that come in one piece, each of which takes the application so long; how many it gets between breaks. */
async function read(msPerEvent: number, transport: Transport): Promise<number[]> {
  const environment = manualEnvironment()
  const slices = [0]
  let busy = 0
  const store = createEventSourceStore('https://feed.test/', {
    transport,
    environment: {
      ...environment,
      now: () => environment.now() + busy,
      yieldToBrowser: () => {
        slices.push(0)
        return Promise.resolve()
      },
    },
    onEvent: () => {
      busy += msPerEvent
      slices[slices.length - 1]! += 1
    },
  })
  store.open()
  await environment.advance(0)
  store.close()
  return slices
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

describe('Events that come in one piece', () => {
  it.each([
    ['bytes', bytes],
    ['frames', frames],
  ])('are read without a break where they take no time: %s', async (_, transport) => {
    expect(await read(0, transport())).toEqual([EVENTS])
  })

  it('give the browser its turn after 32 KB that took longer than 16 ms', async () => {
    const slices = await read(1, bytes())
    expect(sum(slices)).toBe(EVENTS)
    expect(Math.max(...slices)).toBe(Math.ceil(32_768 / event.length))
  })

  it('give it its turn after 16 ms where a transport parses them itself', async () => {
    const slices = await read(1, frames())
    expect(sum(slices)).toBe(EVENTS)
    expect(Math.max(...slices)).toBe(17)
  })
})
