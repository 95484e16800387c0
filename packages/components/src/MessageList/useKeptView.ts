import { type RefObject, useRef } from 'react'
import { useBeforePaint } from '../useBeforePaint.ts'

/**
 * Keeps what the reader sees where it is while rows are put before the first one.
 *
 * @param firstId the id of the first row.
 * @param hasHeader whether something stands before the first row.
 */
export function useKeptView(
  scrollerRef: RefObject<HTMLElement | null>,
  firstId: string | undefined,
  hasHeader: boolean,
): void {
  const held = useRef<{ row: HTMLElement; top: number } | undefined>(undefined)
  useBeforePaint(() => {
    const box = scrollerRef.current!
    const before = held.current
    const row = box.querySelector<HTMLElement>('.rivulet-row')
    if (before && before.row !== row && before.row.isConnected) {
      // The browser's own anchoring would move the view a second time.
      box.style.overflowAnchor = 'none'
      box.scrollTop += before.row.offsetTop - before.top
      requestAnimationFrame(() => box.style.removeProperty('overflow-anchor'))
    }
    held.current = row ? { row, top: row.offsetTop } : undefined
  }, [scrollerRef, firstId, hasHeader])
}
