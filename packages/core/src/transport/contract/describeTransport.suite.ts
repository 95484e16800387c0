import { remoteServer } from '@rivulet/testing'
import { describe, expect, it } from 'vitest'
import { expectedOf, type Behaviour, type TRANSPORTS } from './behaviour.suite.ts'
import { CHAPTERS } from './chapters.suite.ts'
import type { Transport } from '../transport.ts'

/** Watches one transport against a real server; what it does has to be what `docs/transports.md` prints. */
export function describeTransport(
  transport: Transport,
  serverUrl: () => string,
  watched: (behaviour: Behaviour) => boolean,
): void {
  const name = transport.name as (typeof TRANSPORTS)[number]
  describe(`${name} transport`, () => {
    for (const behaviour of CHAPTERS.flatMap(({ behaviours }) => behaviours).filter(watched))
      it(`${behaviour.title}: ${expectedOf(behaviour, name)}`, async () => {
        const observed = await behaviour.observe({ transport, server: remoteServer(serverUrl()) })
        expect(observed).toBe(expectedOf(behaviour, name))
      })
  })
}
