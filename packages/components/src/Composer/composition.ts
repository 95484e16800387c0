import type { KeyboardEvent } from 'react'

/** A key that follows the end of a composition within this many ms belongs to it. */
const LATE = 100

/** Knows whether a key press belongs to an input method. */
export interface CompositionGuard {
  onCompositionEnd: (event: { timeStamp: number }) => void
  /** Whether the key was pressed to compose: an Enter that picks a candidate sends nothing. */
  isComposing(event: KeyboardEvent): boolean
}

/**
 * Input methods tell three ways: `isComposing` (the standard), `keyCode` 229 (UI Events: "If an Input Method Editor is
 * processing key input … return 229"), and Safari, which ends the composition first and sends its Enter afterwards.
 */
export function createCompositionGuard(): CompositionGuard {
  let endedAt = -Infinity
  return {
    onCompositionEnd: (event) => void (endedAt = event.timeStamp),
    isComposing: (event) =>
      event.nativeEvent.isComposing || keyCode(event) === 229 || event.timeStamp - endedAt < LATE,
  }
}

/** Deprecated, and still the only sign that some browsers give. */
function keyCode({ nativeEvent }: { nativeEvent: { keyCode?: number } }): number | undefined {
  return nativeEvent.keyCode
}
