import type { Dispose } from './environment.ts'

/** ms without a frame after which what waits for one is run all the same. */
const patience = 250

/** What waits for the next frame, in the order in which it came; called off, it is empty. */
let waiting: { callback: (() => void) | undefined }[] = []
let isAsked = false
let painting = false
/** Frames that came, and as many as there were at the last look. */
let frames = 0
let seen = 0
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
  frames += 1
  isAsked = false
  painting = true
  run()
  painting = false
}

function run(): void {
  const now = waiting
  waiting = []
  for (const { callback } of now) {
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

function look(): void {
  seen = frames
  watch = setTimeout(() => {
    watch = undefined
    if (frames === seen) {
      isAsked = false
      run()
    }
    if (waiting.length > 0 && watch === undefined) look()
  }, patience)
}
