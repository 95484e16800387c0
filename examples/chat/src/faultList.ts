import type { FaultCommand, FaultScope } from '../server/faultCommand.ts'
import type { FaultState } from '../server/faults.ts'

/** One way to misbehave, in the words of the wire. */
export interface Fault {
  name: string
  wire: string
  commands: readonly FaultCommand[]
  /** What of it is in force, in a few words. */
  inForce?(state: FaultState, stalledSeconds: number): string | undefined
  /** Sent in the place of `commands` while it is in force. */
  undo?: FaultCommand
}

const stall = (scope: FaultScope, wire: string): Fault => ({
  name: 'Stall',
  wire,
  commands: [{ scope, fault: 'stall', seconds: 10 }],
  inForce: (_, stalledSeconds) => (stalledSeconds > 0 ? `${stalledSeconds} s` : undefined),
})

const refusing = ({ refusals }: FaultState): string | undefined =>
  refusals > 0 ? `${refusals} to come` : undefined

const armed =
  (fault: FaultState['armed']) =>
  (state: FaultState): string | undefined =>
    state.armed === fault ? 'next answer' : undefined

/** The faults of one scope, and what the client does about them. */
export interface FaultGroup {
  title: string
  remedy: string
  faults: readonly Fault[]
}

export const faultGroups: Readonly<Record<FaultScope, FaultGroup>> = {
  completion: {
    title: 'Break the answer',
    remedy: 'What has arrived stays; no POST is sent twice.',
    faults: [
      {
        name: 'Cut',
        wire: 'Breaks the connection inside the answer.',
        commands: [{ scope: 'completion', fault: 'cut' }],
        inForce: armed('cut'),
      },
      {
        name: 'End early',
        wire: 'A clean end, but without [DONE].',
        commands: [{ scope: 'completion', fault: 'truncate' }],
        inForce: armed('truncate'),
      },
      stall('completion', 'Open, but not a token for 10 s.'),
      {
        name: 'Answer 503',
        wire: 'Refuses the next question, Retry-After: 3.',
        commands: [{ scope: 'completion', fault: 'refuse', requests: 1, retryAfter: 3 }],
        inForce: refusing,
      },
      {
        name: 'Go slow',
        wire: 'One token a second, until pressed again.',
        commands: [{ scope: 'completion', fault: 'slow' }],
        inForce: ({ slow }) => (slow ? 'on' : undefined),
        undo: { scope: 'completion', fault: 'slow', on: false },
      },
    ],
  },
  feed: {
    title: 'Break the feed',
    remedy: 'Comes back with Last-Event-ID, loses nothing.',
    faults: [
      {
        name: 'Cut',
        wire: 'Breaks the connection.',
        commands: [{ scope: 'feed', fault: 'cut' }],
      },
      stall('feed', 'Open, but not a byte for 10 s.'),
      {
        name: 'Answer 503',
        wire: 'Cuts, then refuses once, Retry-After: 3.',
        commands: [
          { scope: 'feed', fault: 'refuse', requests: 1, retryAfter: 3 },
          { scope: 'feed', fault: 'cut' },
        ],
        inForce: refusing,
      },
      {
        name: 'End',
        wire: 'Ends the response cleanly.',
        commands: [{ scope: 'feed', fault: 'truncate' }],
      },
    ],
  },
}
