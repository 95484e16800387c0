import { pieces, remoteServer, respond, type Script } from '@rivulet/testing'
import { describe, expect, inject, it } from 'vitest'
import { fetchEventSourceTransport } from '../transport/fetchEventSourceTransport.ts'
import { fetchTransport } from '../transport/fetchTransport.ts'
import { nativeTransport } from '../transport/nativeTransport.ts'
import { follow, serve, until, type Served } from '../transport/contract/lab.suite.ts'
import type { Transport } from '../transport/transport.ts'
import { bytesOf } from './decoder.suite.ts'
import { CONFORMANCE, namesOf, readingOf, type ConformanceCase, type Reading } from './conformance.suite.ts'

/** How the body travels: in one piece, and byte by byte. */
const journeys = [(body: Uint8Array) => pieces(body, body.length), (body: Uint8Array) => pieces(body, 1)]

function serveBody(transport: Transport, steps: Script): Promise<Served> {
  const lab = { transport, server: remoteServer(inject('streamServer')) }
  return serve(lab, [respond(), ...steps], [respond({ status: 204 })])
}

/** What a transport, with the decoder where it needs one, makes of a case. */
async function read(transport: Transport, steps: Script, events: string[]): Promise<Reading> {
  const { url } = await serveBody(transport, steps)
  const lab = { transport, server: remoteServer(inject('streamServer')) }
  return readingOf((await follow(lab, url, { events })).frames)
}

/** What Chromium's own `EventSource` makes of it, without anything of ours. */
async function readNatively(
  steps: Script,
  names: string[],
  again: boolean,
): Promise<Pick<Reading, 'events'> & { lastEventId: string | undefined }> {
  const { url, arrived } = await serveBody(nativeTransport(), steps)
  const events: [string, string, string][] = []
  const source = new EventSource(url)
  for (const name of new Set(['message', ...names]))
    source.addEventListener(name, (event: Event) => {
      if (event instanceof MessageEvent) events.push([event.type, String(event.data), event.lastEventId])
    })
  await new Promise<void>((ended) =>
    source.addEventListener('error', (event) => event instanceof MessageEvent || ended()),
  )
  // Where the body names a short `retry`, the next request shows that it is obeyed, and what is remembered.
  if (again) await until(async () => (await arrived()).length > 1)
  source.close()
  return { events, lastEventId: (await arrived())[1]?.lastEventId }
}

/** A short `retry` that holds at the end of the body: the browser would ask again soon. */
function asksAgain({ frames }: ConformanceCase): boolean {
  return (readingOf(frames).retry ?? Infinity) < 100
}

describe.each(CONFORMANCE)('The event stream format, in Chromium: $title', ({ cases }) => {
  it.each(cases)('$title', async (which) => {
    const expected = readingOf(which.frames)
    const names = namesOf(which)
    for (const journey of journeys) {
      const steps = journey(bytesOf(which.body))
      const [byFetch, byBrowser, byNative, byOther] = await Promise.all([
        read(fetchTransport(), steps, names),
        readNatively(steps, names, asksAgain(which)),
        read(nativeTransport(), steps, names),
        read(fetchEventSourceTransport(), steps, names),
      ])
      expect(byFetch).toEqual(expected)
      expect(byBrowser.events).toEqual(byFetch.events)
      expect(byBrowser.lastEventId).toBe(asksAgain(which) ? byFetch.lastEventId : undefined)
      expect(byNative.events).toEqual(byFetch.events)
      expect(byOther).toEqual(readingOf((which.otherwise ?? which).frames))
    }
  })
})
