'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon, chevronIcon } from './icons.tsx'

interface DisclosureProps {
  summary: ReactNode
  className: string
  children: ReactNode
}

/** A floating note that opens from its summary, and closes by Escape or when the focus leaves it. */
export function Disclosure({ summary, className, children }: DisclosureProps): ReactNode {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => closeOnLeave(details.current!), [])
  return (
    <details ref={details} className={`rivulet-disclosure ${className}`}>
      <summary className="rivulet-summary">
        {summary}
        <span className="rivulet-chevron">
          <Icon shape={chevronIcon} />
        </span>
      </summary>
      <div className="rivulet-card">{children}</div>
    </details>
  )
}

function closeOnLeave(details: HTMLDetailsElement): () => void {
  const listening = new AbortController()
  const { signal } = listening
  details.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !details.open) return
      details.open = false
      details.querySelector('summary')?.focus()
      event.stopPropagation()
    },
    { signal },
  )
  details.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      // There is none where a click on plain text took the focus, also within the note: it stays open then.
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false
    },
    { signal },
  )
  return () => listening.abort()
}
