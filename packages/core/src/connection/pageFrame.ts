import type { Dispose } from './environment.ts'

/** ms without a frame after which what waits for one is run all the same. */
const patience = 250

const waiting = new Set<() => void>()
let late: readonly (() => void)[] = []
let watch: ReturnType<typeof setTimeout> | undefined
let painting = false

/**
 * `requestAnimationFrame` that always comes: nothing is painted in a tab that has been hidden in the meantime, nor in
 * a frame of a page that is out of sight. One timer watches over all that wait; to set and clear one for each would
 * cost twice as much as the frame itself.
 */
export function requestPageFrame(callback: () => void): Dispose {
  const run = (): void => {
    if (waiting.delete(run)) callback()
  }
  waiting.add(run)
  requestAnimationFrame(() => {
    painting = true
    try {
      run()
    } finally {
      painting = false
    }
  })
  watch ??= setTimeout(runLate, patience)
  return () => void waiting.delete(run)
}

/** Whether a frame is running: then the page is visible, and need not be asked, which costs as much as to go on. */
export function isPainting(): boolean {
  return painting
}

/** Runs what waited at the last look already. */
function runLate(): void {
  watch = undefined
  for (const run of late) run()
  late = [...waiting]
  if (late.length > 0) watch ??= setTimeout(runLate, patience)
}
