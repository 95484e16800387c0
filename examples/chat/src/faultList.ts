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

export const faultList: Readonly<Record<FaultScope, readonly Fault[]>> = {
  feed: [
    {
      name: 'Cut',
      wire: 'Breaks the connection. It is picked up again with Last-Event-ID.',
      commands: [{ scope: 'feed', fault: 'cut' }],
    },
    stall('feed', 'Stays open and sends nothing for 10 s, not even a heartbeat.'),
    {
      name: 'Answer 503',
      wire: 'Cuts, then refuses the next 2 requests with Retry-After: 3.',
      commands: [
        { scope: 'feed', fault: 'refuse', requests: 2, retryAfter: 3 },
        { scope: 'feed', fault: 'cut' },
      ],
      inForce: refusing,
    },
    {
      name: 'End',
      wire: 'Ends the response cleanly. By the standard, an event stream reconnects.',
      commands: [{ scope: 'feed', fault: 'truncate' }],
    },
  ],
  completion: [
    {
      name: 'Cut',
      wire: 'Breaks the connection inside the answer. A POST is not sent twice.',
      commands: [{ scope: 'completion', fault: 'cut' }],
      inForce: armed('cut'),
    },
    {
      name: 'End early',
      wire: 'A clean end, without finish_reason and [DONE].',
      commands: [{ scope: 'completion', fault: 'truncate' }],
      inForce: armed('truncate'),
    },
    stall('completion', 'No token for 10 s; the connection stays open.'),
    {
      name: 'Answer 503',
      wire: 'Refuses the next question with Retry-After: 3. Not taken, so sent again.',
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
}
