import { HttpError } from './http.ts'

/** What a fault is done to: the live feed's connections, or those of completions. */
export type FaultScope = 'feed' | 'completion'

/** One order to misbehave. Times are in seconds. */
export type FaultCommand = { scope: FaultScope } &
  /** Breaks the open connections; where no completion is open, the next one after its first tokens. */
  (
    | { fault: 'cut' }
    /** Ends the open responses cleanly but too early; where no completion is open, the next one. */
    | { fault: 'truncate' }
    /** Sends nothing for so long, and keeps the connections open. Default: 10. */
    | { fault: 'stall'; seconds?: number }
    /** Answers 503 to the next requests (default: 1), or to all of them for some seconds. */
    | { fault: 'refuse'; requests?: number; seconds?: number; retryAfter?: number }
    /** Sends one piece a second; `on: false` ends that. */
    | { fault: 'slow'; on?: boolean }
    /** Ends every fault. */
    | { fault: 'clear' }
  )

const FAULTS = ['cut', 'truncate', 'stall', 'refuse', 'slow', 'clear']
const NUMBERS = ['seconds', 'requests', 'retryAfter']
const LONGEST = 3600

/** @throws {HttpError} 400, naming the field at fault. */
export function parseFaultCommand(body: unknown): FaultCommand {
  const order: Record<string, unknown> = { ...(body as object | null) }
  if (order['scope'] !== 'feed' && order['scope'] !== 'completion')
    throw new HttpError(400, '"scope" must be "feed" or "completion".', { param: 'scope' })
  if (!FAULTS.includes(String(order['fault'])))
    throw new HttpError(400, `"fault" must be one of ${FAULTS.join(', ')}.`, { param: 'fault' })
  if (order['on'] !== undefined && typeof order['on'] !== 'boolean')
    throw new HttpError(400, '"on" must be true or false.', { param: 'on' })
  for (const name of NUMBERS) {
    const value = order[name]
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= LONGEST))
      throw new HttpError(400, `"${name}" must be a number from 0 to ${LONGEST}.`, { param: name })
  }
  return order as FaultCommand
}
