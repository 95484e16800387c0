/** Nearer to the end than this many px, a reader who scrolls down has arrived. */
const ARRIVAL = 24
/** Browsers round scroll positions; less than this many px is no distance. */
const ROUNDING = 2

/** Keeps a scroller at its end while content grows, as long as the reader wants that. */
export interface Follow {
  /** Goes to the end and follows it again. */
  jump(): void
  /** Stops watching. */
  stop(): void
}

/**
 * Follows the end of `scroller` while `content`, its only child, grows. The reader's gesture lets go at once (wheel,
 * touch, key, scrollbar, a jump of a screen reader); only arriving at the end, or `jump`, takes hold again.
 *
 * @param onChange called when the end is let go or taken hold of.
 */
export function createFollow(
  scroller: HTMLElement,
  content: HTMLElement,
  onChange: (following: boolean) => void,
): Follow {
  const listening = new AbortController()
  let following = true
  let lastTop = scroller.scrollTop
  let lastHeight = scroller.scrollHeight
  let touchY = 0

  // Runs after layout and before paint: a growing answer is never seen below the edge.
  const sizes = new ResizeObserver(() => {
    if (following) toEnd()
    lastHeight = scroller.scrollHeight
  })
  sizes.observe(content)
  sizes.observe(scroller)

  on('wheel', (event) => {
    if (event.deltaY < 0 && !event.ctrlKey && !scrollsInside(event.target)) letGo()
  })
  on('touchstart', (event) => void (touchY = event.touches[0]?.clientY ?? 0))
  on('touchmove', (event) => {
    if ((event.touches[0]?.clientY ?? 0) > touchY && !scrollsInside(event.target)) letGo()
  })
  on('keydown', (event) => {
    const up = ['PageUp', 'Home', 'ArrowUp'].includes(event.key) || (event.key === ' ' && event.shiftKey)
    if (up && event.target === scroller) letGo()
  })
  on('scroll', scrolled)

  return {
    jump() {
      hold()
      const near = distance() < 2 * scroller.clientHeight
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      scroller.scrollTo({ top: scroller.scrollHeight, behavior: near && !calm ? 'smooth' : 'instant' })
    },
    stop() {
      listening.abort()
      sizes.disconnect()
    },
  }

  function on<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ): void {
    scroller.addEventListener(name, listener, { passive: true, signal: listening.signal })
  }

  function distance(): number {
    return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
  }

  /** What no gesture announced (a scrollbar, find in page, a focus that moved) shows in where the view went. */
  function scrolled(): void {
    const { scrollTop, scrollHeight } = scroller
    const moved = scrollTop - lastTop
    // Content that shrank moves the view up as well: that was not the reader.
    const shrank = scrollHeight < lastHeight
    lastTop = scrollTop
    if (moved > 0 && distance() <= ARRIVAL) hold()
    else if (moved < -ROUNDING && !shrank && distance() > ROUNDING) letGo()
  }

  function toEnd(): void {
    scroller.scrollTop = scroller.scrollHeight
    lastTop = scroller.scrollTop
  }

  function letGo(): void {
    // With nothing to scroll, a gesture moves nothing and means nothing.
    if (!following || scroller.scrollHeight <= scroller.clientHeight) return
    following = false
    onChange(false)
  }

  function hold(): void {
    if (following) return
    following = true
    onChange(true)
  }

  /** Whether a box inside the scroller would take the gesture: it still has somewhere to go up. */
  function scrollsInside(target: EventTarget | null): boolean {
    let element = target instanceof Element ? target : null
    for (; element && element !== scroller; element = element.parentElement)
      if (element.scrollTop > 0 && getComputedStyle(element).overflowY !== 'visible') return true
    return false
  }
}
