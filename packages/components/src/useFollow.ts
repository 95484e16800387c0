import { type RefObject, useCallback, useRef, useState } from 'react'
import { type Follow, createFollow } from './follow.ts'
import { useBeforePaint } from './useBeforePaint.ts'

/** A scroller that follows its end; see {@link createFollow}. */
export interface Following {
  /** The box that scrolls. */
  scroller: RefObject<HTMLDivElement | null>
  /** Its only child. */
  content: RefObject<HTMLDivElement | null>
  following: boolean
  /** Goes to the end and follows it again; the focus goes to the scroller. */
  jump: () => void
  /** Goes to an element, which then stands at the upper edge, or to the end; the focus stays where it is. */
  jumpTo: (element: HTMLElement | undefined) => void
}

/** Keeps a scroller at its end while its content grows, until the reader scrolls away. */
export function useFollow(): Following {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const follow = useRef<Follow>(null)
  const [following, setFollowing] = useState(true)
  useBeforePaint(() => {
    const made = createFollow(scroller.current!, content.current!, setFollowing)
    follow.current = made
    setFollowing(true)
    return made.stop
  }, [])
  const jump = useCallback(() => {
    follow.current?.jump()
    // The button that was pressed goes; the focus would be lost with it.
    scroller.current?.focus({ preventScroll: true })
  }, [])
  const jumpTo = useCallback((element: HTMLElement | undefined) => {
    if (element) follow.current?.pin(element)
    else follow.current?.jump()
  }, [])
  return { scroller, content, following, jump, jumpTo }
}
