'use client'
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react'
import { Icon, chevronIcon } from './icons.tsx'

interface DisclosureProps {
  summary: ReactNode
  className: string
  children: ReactNode
}

/** A floating note that opens from its summary, and closes by Escape or when the focus leaves it. */
export function Disclosure({ summary, className, children }: DisclosureProps): ReactNode {
  return (
    <div
      role="group"
      className={`rivulet-disclosure ${className}`}
      onKeyDown={closeByEscape}
      onBlur={closeWhenLeft}
    >
      <details>
        <summary className="rivulet-summary">
          {summary}
          <span className="rivulet-chevron">
            <Icon shape={chevronIcon} />
          </span>
        </summary>
        <div className="rivulet-card">{children}</div>
      </details>
    </div>
  )
}

function closeByEscape(event: KeyboardEvent<HTMLDivElement>): void {
  const details = event.currentTarget.querySelector('details')
  if (event.key !== 'Escape' || !details?.open) return
  details.open = false
  details.querySelector('summary')?.focus()
  event.stopPropagation()
}

function closeWhenLeft(event: FocusEvent<HTMLDivElement>): void {
  const details = event.currentTarget.querySelector('details')
  // `relatedTarget` is null where a click on plain text took the focus, also within the note: it stays open then.
  if (details && event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget))
    details.open = false
}
