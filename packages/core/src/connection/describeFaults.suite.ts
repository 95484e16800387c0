import type { Transport } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { expectedOf, type TRANSPORTS } from '../transport/contract/behaviour.suite.ts'
import type { Lab } from '../transport/contract/lab.suite.ts'
import { COMPLETION_FAULTS } from './faultsCompletion.suite.ts'
import { LIVE_FAULTS } from './faultsLive.suite.ts'

/** Breaks a real server's connections in every way, and watches what becomes of streams over one transport. */
export function describeFaults(transport: Transport, lab: () => Lab): void {
  const name = transport.name as (typeof TRANSPORTS)[number]
  describe.each([...LIVE_FAULTS, ...COMPLETION_FAULTS])(`Faults over ${name}: $title`, ({ behaviours }) => {
    for (const behaviour of behaviours)
      it(`${behaviour.title}: ${expectedOf(behaviour, name)}`, async () => {
        expect(await behaviour.observe(lab())).toBe(expectedOf(behaviour, name))
      })
  })
}
