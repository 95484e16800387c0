import type { StreamError } from '@rivulet/react'
import { useState } from 'react'
import { useBeforePaint } from '../useBeforePaint.ts'
import { useCountdown } from '../useCountdown.ts'

/** Seconds until the server wants to be asked again: its `Retry-After`, counted from when the error was first shown. */
export function useRetryDelay(error: StreamError): number {
  const [due, setDue] = useState<{ error: StreamError; at: number | undefined }>()
  useBeforePaint(() => {
    setDue({ error, at: error.retryAfter === undefined ? undefined : Date.now() + error.retryAfter })
  }, [error])
  const seconds = useCountdown(due?.error === error ? due.at : undefined)
  // Before the first effect, so that a server that asks for patience gets it from the first frame on.
  if (due?.error !== error) return Math.ceil((error.retryAfter ?? 0) / 1000)
  return seconds ?? 0
}
