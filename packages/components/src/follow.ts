/** Nearer to the end than this many px, a reader who scrolls down has arrived. */
const ARRIVAL = 24
/** A gesture moves the view for up to this many ms: wheels and fingers have momentum. */
const MOMENTUM = 1000
/** Browsers round scroll positions; less than this many px is no distance. */
const ROUNDING = 2

/** Keeps a scroller at its end while content grows, as long as the reader wants that. */
export interface Follow {
  /** Goes to the end and follows it again. */
  jump(): void
  /** Brings an element of the content to the upper edge. It stays there while what follows it grows. */
  pin(element: HTMLElement): void
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
  let downAt = -Infinity
  let pinned: HTMLElement | undefined
  let room = 0

  // Runs after layout and before paint: a growing answer is never seen below the edge.
  const sizes = new ResizeObserver(() => {
    if (pinned) keepRoom(pinned)
    else if (following) scroller.scrollTop = scroller.scrollHeight
    // Where the browser's scroll anchoring has moved the view meanwhile, no reader did.
    lastTop = scroller.scrollTop
    lastHeight = scroller.scrollHeight
  })
  sizes.observe(content)
  sizes.observe(scroller)

  on('wheel', (event) => {
    if (event.deltaY > 0) downAt = event.timeStamp
    else if (event.deltaY < 0 && !event.ctrlKey && !scrollsInside(event.target)) letGo()
  })
  on('touchstart', (event) => void (touchY = event.touches[0]?.clientY ?? 0))
  on('touchmove', (event) => {
    const y = event.touches[0]?.clientY ?? 0
    if (y < touchY) downAt = event.timeStamp
    else if (y > touchY && !scrollsInside(event.target)) letGo()
    touchY = y
  })
  on('keydown', (event) => {
    const up = ['PageUp', 'Home', 'ArrowUp'].includes(event.key) || (event.key === ' ' && event.shiftKey)
    if (up && event.target === scroller) letGo()
  })
  on('scroll', scrolled)

  return {
    jump() {
      unpin()
      hold()
      goTo(scroller.scrollHeight)
    },
    pin(element) {
      pinned = element
      hold()
      makeRoom(element)
      goTo(element.offsetTop)
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

  function goTo(top: number): void {
    const near = Math.abs(top - scroller.scrollTop) < 3 * scroller.clientHeight
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    scroller.scrollTo({ top, behavior: near && !calm ? 'smooth' : 'instant' })
  }

  /** Makes the content so high that the end of the way down has the element at the upper edge. */
  function makeRoom(element: HTMLElement): void {
    room = element.offsetTop + scroller.clientHeight
    content.style.minBlockSize = `${room}px`
  }

  function keepRoom(element: HTMLElement): void {
    const wanted = element.offsetTop + scroller.clientHeight
    if (!element.isConnected || content.offsetHeight > Math.max(room, wanted) + ROUNDING) {
      // What follows has outgrown the view, and goes on below it.
      unpin()
      letGo()
    } else if (Math.abs(wanted - room) > ROUNDING)
      // What changes sizes while sizes are told would be told again in the same frame, which browsers call an error.
      requestAnimationFrame(() => {
        if (pinned !== element) return
        makeRoom(element)
        if (following) scroller.scrollTop = element.offsetTop
        lastTop = scroller.scrollTop
      })
  }

  function unpin(): void {
    pinned = undefined
    content.style.removeProperty('min-block-size')
  }

  function distance(): number {
    return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
  }

  /** What no gesture announced (a scrollbar, find in page, a focus that moved) shows in where the view went. */
  function scrolled(event: Event): void {
    const { scrollTop, scrollHeight } = scroller
    const moved = scrollTop - lastTop
    // Content that shrinks moves the view up, and scroll anchoring moves it down where content grows above it:
    // neither is the reader.
    const grew = scrollHeight - lastHeight
    const isDownward = grew === 0 || event.timeStamp - downAt < MOMENTUM
    lastTop = scrollTop
    if (moved > 0 && isDownward && distance() <= ARRIVAL) hold()
    else if (moved < -ROUNDING && grew >= 0 && distance() > ROUNDING) letGo()
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
