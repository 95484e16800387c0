import { useCallback, useEffect, useState } from 'react'
import type { FaultCommand, FaultScope } from '../server/faultCommand.ts'
import type { FaultState } from '../server/faults.ts'

export type FaultStates = Readonly<Record<FaultScope, FaultState>>

/**
 * The faults in force, and how to order others.
 *
 * @param occasion A change of it is a reason to ask the server again: a fault may have been used up.
 */
export function useFaults(
  occasion: string,
): [states: FaultStates | undefined, order: (...commands: FaultCommand[]) => void] {
  const [states, setStates] = useState<FaultStates>()

  useEffect(() => {
    const left = new AbortController()
    fetch('/faults', { signal: left.signal })
      .then(async (response) => setStates((await response.json()) as FaultStates))
      .catch(ignoreLostServer)
    return () => left.abort()
  }, [occasion])

  const order = useCallback((...commands: FaultCommand[]) => {
    send(commands).then(setStates).catch(ignoreLostServer)
  }, [])

  return [states, order]
}

async function send(commands: readonly FaultCommand[]): Promise<FaultStates | undefined> {
  let states: FaultStates | undefined
  for (const command of commands) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const response = await fetch('/faults', { ...init, body: JSON.stringify(command) })
    states = (await response.json()) as FaultStates
  }
  return states
}

/** A server that is gone is what the badges tell. */
function ignoreLostServer(): void {}
