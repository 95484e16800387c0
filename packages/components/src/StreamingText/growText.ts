import { type Pace, createPace } from './pace.ts'
import { wordEnd } from './wordEnd.ts'

/** More characters than this in one update are a replay, not writing, and are shown at once. */
const BACKLOG = 1000

/** How the text of an element grows. */
export interface TextGrowth {
  /** The whole text so far. A text that does not begin with what is shown replaces it. */
  update(text: string, how: { streaming: boolean; smooth: boolean }): void
  /** Leaves what is shown as it is; the next `update` goes on. */
  pause(): void
}

/** Where text is shown. */
export interface TextWriter {
  append(text: string): void
  clear(): void
}

/** Goes on behind `shownText`. */
export function createTextGrowth(writer: TextWriter, shownText: string): TextGrowth {
  let text = shownText
  let shown = shownText.length
  let pace: Pace | undefined
  let frame: number | undefined
  let open = true

  return {
    update(next, { streaming, smooth }) {
      open = streaming
      // Equal strings of the same length are compared at memory speed; `startsWith` is not.
      if (next.slice(0, shown) !== text.slice(0, shown)) {
        writer.clear()
        shown = 0
        pace = undefined
      }
      const arrived = next.length - text.length
      text = next
      const atOnce = !smooth || arrived > BACKLOG || !mayMove()
      if (atOnce || shown === text.length || (!streaming && !pace)) return showAll()
      pace ??= createPace(performance.now())
      if (arrived > 0) pace.arrive(arrived, performance.now())
      if (!streaming) pace.end(performance.now())
      frame ??= requestAnimationFrame(reveal)
    },
    pause: cancel,
  }

  function reveal(now: number): void {
    frame = undefined
    if (!pace) return
    const due = shown + pace.due(text.length - shown, now)
    const end = due === text.length ? due : wordEnd(text, shown, due)
    pace.show(end - shown)
    showTo(end)
    if (shown < text.length) frame = requestAnimationFrame(reveal)
  }

  function showAll(): void {
    cancel()
    showTo(text.length)
  }

  function showTo(end: number): void {
    writer.append(text.slice(shown, end))
    shown = end
    if (!open && shown === text.length) pace = undefined
  }

  function cancel(): void {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
  }
}

/** Whether text can be shown word by word to a reader who sees it and has nothing against motion. */
function mayMove(): boolean {
  return (
    'Segmenter' in Intl &&
    document.visibilityState === 'visible' &&
    !matchMedia('(prefers-reduced-motion: reduce)').matches
  )
}
