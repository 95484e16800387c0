import { useEffect, useState } from 'react'

/** ms that a button says what became of it. */
const FEEDBACK = 2000

/** What became of a press, for a moment. */
export interface Copying {
  outcome: 'copied' | 'copyFailed' | undefined
  copy: () => void
}

/** Copies a text, and tells for two seconds whether it could: a page without TLS has no clipboard, and browsers may deny it. */
export function useCopy(text: string): Copying {
  const [outcome, setOutcome] = useState<Copying['outcome']>()
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), FEEDBACK)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('copyFailed')
    }
  }
  return { outcome, copy: () => void copy() }
}
