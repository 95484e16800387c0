import type { Lab } from './lab.suite.ts'

/** The transports that the contract is for, in the order of the table's columns. */
export const TRANSPORTS = ['fetch', 'native', 'fetch-event-source'] as const

/** What each transport does, in the words of the table; one string: all do the same. */
type Expected = string | readonly [fetch: string, native: string, fetchEventSource: string]

/** One row: a promise of the contract, or a difference that an application has to know of. */
export interface Behaviour {
  readonly title: string
  readonly expected: Expected
  /** Where it is watched. Default: in Chromium all of them, in Node what runs there. `node`: there all of them. */
  readonly where?: 'page' | 'node'
  /** Watches a transport and says what it did, in the words of the table. */
  observe(lab: Lab): Promise<string>
}

/** A heading and its rows. */
export interface Chapter {
  readonly title: string
  readonly behaviours: readonly Behaviour[]
}

/** The words for one transport. */
export function expectedOf({ expected }: Behaviour, transport: (typeof TRANSPORTS)[number]): string {
  return typeof expected === 'string' ? expected : expected[TRANSPORTS.indexOf(transport)]!
}
