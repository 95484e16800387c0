import type { ConnectionState } from '@rivulet/react'
import { useEffect, useRef, useState } from 'react'

/** How long events are counted after a connection came back, before the number is told, in ms. */
const CATCH_UP = 400
/** How long "Resumed" is shown, in ms. */
const RESUMED = 4000

/** A connection as it is shown: not every flap of the wire is worth a word. */
export interface SettledConnection {
  connection: ConnectionState
  /** It may pass by itself, whether or not it is shown already. */
  trouble: boolean
  /** For a moment after the end of trouble that was shown; `missed`: events that came since, where it is known that there were any. */
  resumed: { missed: number | undefined } | undefined
}

/**
 * Holds the last calm state through trouble that is shorter than `grace` ms. Trouble that is there at mount is shown
 * at once, and so is the end of a connection.
 */
export function useSettledConnection(
  connection: ConnectionState,
  grace: number,
  events: number | undefined,
): SettledConnection {
  const [phase, setPhase] = useState<'calm' | 'trouble' | 'back'>(isTrouble(connection) ? 'trouble' : 'calm')
  const [calm, setCalm] = useState(connection)
  // A connection that has worked counts its attempts anew: the first one after a drop is attempt 1 again.
  const again = connection.status === 'connecting' && (phase === 'trouble' || calm.status === 'open')
  const trouble = again || isTrouble(connection)
  const resumed = useResumed(phase === 'back', events, () => setPhase('calm'))

  // State that follows from props is set while rendering, so that no frame shows the old one.
  if (!trouble && calm !== connection) setCalm(connection)
  if (!trouble && phase === 'trouble') setPhase(connection.status === 'open' ? 'back' : 'calm')
  if (phase === 'back' && !trouble && connection.status !== 'open') setPhase('calm')

  useEffect(() => {
    if (!trouble || phase === 'trouble') return undefined
    const timer = setTimeout(() => setPhase('trouble'), grace)
    return () => clearTimeout(timer)
  }, [trouble, phase, grace])

  return {
    connection: trouble && phase !== 'trouble' ? calm : connection,
    trouble,
    resumed: trouble ? undefined : resumed,
  }
}

/** Counts for a moment what a connection that came back brings, and tells the number once. */
function useResumed(
  back: boolean,
  events: number | undefined,
  onOver: () => void,
): SettledConnection['resumed'] {
  const [resumed, setResumed] = useState<SettledConnection['resumed']>()
  const latest = useRef({ events, onOver })
  useEffect(() => void (latest.current = { events, onOver }))
  // The first events often come in one piece with the connection, and are counted from before it.
  const before = useRef(events)
  useEffect(() => {
    if (!back) before.current = events
  })
  useEffect(() => {
    if (!back) return undefined
    const told = setTimeout(() => {
      const { events: now } = latest.current
      const { current: then } = before
      setResumed({ missed: now === undefined || then === undefined ? undefined : now - then || undefined })
    }, CATCH_UP)
    const over = setTimeout(() => latest.current.onOver(), CATCH_UP + RESUMED)
    return () => {
      clearTimeout(told)
      clearTimeout(over)
      setResumed(undefined)
    }
  }, [back])
  return back ? resumed : undefined
}

/** Whether it may pass by itself, so that it is worth waiting before a word is said. */
function isTrouble(connection: ConnectionState): boolean {
  switch (connection.status) {
    case 'stalled':
    case 'waiting':
    case 'offline':
      return true
    case 'connecting':
      return connection.attempt > 1
    default:
      return false
  }
}
