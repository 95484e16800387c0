import { nativeTransport, type Frame, type StreamError } from '@rivulet/core'
import { describe, expect, it } from 'vitest'

/** A source that the test feeds, in the place of the browser's. */
class FedSource extends EventTarget {
  static last: FedSource
  readonly CLOSED = 2
  readyState = 1
  constructor() {
    super()
    FedSource.last = this
    queueMicrotask(() => this.dispatchEvent(new Event('open')))
  }
  close(): void {
    this.readyState = this.CLOSED
  }
  feed(count: number): void {
    for (let n = 1; n <= count; n += 1) this.dispatchEvent(new MessageEvent('message', { data: String(n) }))
  }
}

async function connect(maxWaiting?: number) {
  const transport = nativeTransport({
    EventSource: FedSource as unknown as typeof EventSource,
    ...(maxWaiting !== undefined && { maxWaiting }),
  })
  const { signal } = new AbortController()
  const url = 'https://feed.test/'
  const { body } = await transport.connect({
    url,
    method: 'GET',
    headers: new Headers(),
    lastEventId: '',
    signal,
  })
  if (body.kind !== 'frames') throw new Error('It delivers frames.')
  return body.batches
}

async function read(batches: AsyncIterable<readonly Frame[]>): Promise<{ count: number; kind: string }> {
  let count = 0
  try {
    for await (const batch of batches) count += batch.length
  } catch (error) {
    return { count, kind: (error as StreamError).kind }
  }
  return { count, kind: 'none' }
}

describe('frames that wait to be read, from a transport that cannot let its server wait', () => {
  it('are limited: those that came are delivered, then the stream fails, and its connection is closed', async () => {
    const batches = await connect(10)
    FedSource.last.feed(11)
    expect(FedSource.last.readyState).toBe(FedSource.last.CLOSED)
    expect(await read(batches)).toEqual({ count: 10, kind: 'overflow' })
  })

  it('may be as many as the limit', async () => {
    const batches = await connect(10)
    FedSource.last.feed(10)
    expect(FedSource.last.readyState).not.toBe(FedSource.last.CLOSED)
    const reading = batches[Symbol.asyncIterator]()
    expect((await reading.next()).value).toHaveLength(10)
    FedSource.last.feed(10)
    expect((await reading.next()).value).toHaveLength(10)
    await reading.return?.()
  })

  it('may be 100,000 by default', async () => {
    const batches = await connect()
    FedSource.last.feed(100_001)
    expect(await read(batches)).toEqual({ count: 100_000, kind: 'overflow' })
  })
})
