import { useState } from 'react'
import { useBeforePaint } from './useBeforePaint.ts'

/**
 * Whole seconds until a moment, counting down by itself to 0.
 *
 * @param until ms since 1970; `undefined` counts nothing.
 * @returns seconds, rounded up; `undefined` where nothing is counted, on a server, and until the first effect.
 */
export function useCountdown(until: number | undefined): number | undefined {
  const [seconds, setSeconds] = useState<number>()
  useBeforePaint(() => {
    if (until === undefined) return setSeconds(undefined)
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      const left = Math.max(0, until - Date.now())
      setSeconds(Math.ceil(left / 1000))
      // The next whole second of what is left, so that a late timer does not skip a number.
      if (left > 0) timer = setTimeout(tick, left % 1000 || 1000)
    }
    tick()
    return () => clearTimeout(timer)
  }, [until])
  return until === undefined ? undefined : seconds
}
