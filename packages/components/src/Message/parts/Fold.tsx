'use client'
import { type ReactNode, useState } from 'react'
import { Icon, chevronIcon } from '../../icons.tsx'
import { data } from '../../anatomy.ts'

interface FoldProps {
  /** The part's type, for stylesheets. */
  part: string
  state?: string
  shape: string
  title: ReactNode
  /** In fewer words, beside the title. */
  note?: ReactNode
  children: () => ReactNode
}

/** A part that opens on demand; what is in it is made only then. */
export function Fold({ part, state, shape, title, note, children }: FoldProps): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <details
      className="rivulet-part rivulet-fold"
      {...data({ part, state })}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="rivulet-summary">
        <Icon shape={shape} />
        <span className="rivulet-fold-title">{title}</span>
        {note !== undefined && <span className="rivulet-fold-note">{note}</span>}
        <span className="rivulet-chevron">
          <Icon shape={chevronIcon} />
        </span>
      </summary>
      {open && <div className="rivulet-fold-body">{children()}</div>}
    </details>
  )
}
