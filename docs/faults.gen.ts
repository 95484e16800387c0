import { COMPLETION_FAULTS } from '../packages/core/src/connection/faultsCompletion.suite.ts'
import { LIVE_FAULTS } from '../packages/core/src/connection/faultsLive.suite.ts'
import { tableOf } from './transports.gen.ts'

/** What becomes of streams whose server or world fails them, as the fault suites see it. */
export function render(): string {
  return tableOf([...LIVE_FAULTS, ...COMPLETION_FAULTS])
}
