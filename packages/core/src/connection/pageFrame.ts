import type { Dispose } from './environment.ts'

/** ms without a frame after which what waits for one is run all the same. */
const patience = 250

/** What waits for the next frame, in the order in which it came; called off, it is empty. */
let waiting: { callback: (() => void) | undefined }[] = []
let isAsked = false
let painting = false
let watch: ReturnType<typeof setTimeout> | undefined

/**
 * `requestAnimationFrame` that always comes: nothing is painted in a tab that has been hidden in the meantime, nor in
 * a frame of a page that is out of sight. The browser is asked once for all that wait, and one timer watches over
 * them; to set and clear one for each would cost twice as much as the frame itself.
 */
export function requestPageFrame(callback: () => void): Dispose {
  const place: (typeof waiting)[number] = { callback }
  waiting.push(place)
  if (!isAsked) requestAnimationFrame(onFrame)
  isAsked = true
  if (watch === undefined) look()
  return () => {
    place.callback = undefined
  }
}

/** Whether a frame is running: then the page is visible, and need not be asked, which costs as much as to go on. */
export function isPainting(): boolean {
  return painting
}

function onFrame(): void {
  const now = waiting
  waiting = []
  isAsked = false
  painting = true
  run(now)
  painting = false
}

function run(places: typeof waiting): void {
  for (const { callback } of places) {
    try {
      callback?.()
    } catch (error) {
      // The browser reports it, and the others run.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

/** Runs what waits now, where no frame has come until then: it would have brought a new list. */
function look(): void {
  const watched = waiting
  const { length } = waiting
  watch = setTimeout(() => {
    watch = undefined
    if (waiting === watched) {
      isAsked = false
      run(waiting.splice(0, length))
    }
    if (waiting.length > 0 && watch === undefined) look()
  }, patience)
}
