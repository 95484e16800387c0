'use client'
import { type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode, forwardRef, useState } from 'react'
import { type Anatomy, mergeProps } from './anatomy.ts'
import { Icon, chevronIcon } from './icons.tsx'

export interface FoldProps extends Omit<ComponentPropsWithoutRef<'details'>, 'children' | 'title' | 'open'> {
  shape: string
  heading: ReactNode
  /** In fewer words, beside the heading. */
  note?: ReactNode
  /** Whether it is open as long as the reader has not opened or closed it. Default: `false`. */
  opens?: boolean
  /** The attributes of the consumer's root element. */
  rest?: object
  children: () => ReactNode
}

/** A part that opens on demand; what is in it is made only then. */
export const Fold: Anatomy<FoldProps, HTMLDetailsElement> = forwardRef(function Fold(
  { shape, heading, note, opens = false, rest = {}, children, ...own }: FoldProps,
  ref: ForwardedRef<HTMLDetailsElement>,
) {
  const [choice, setChoice] = useState<boolean>()
  const open = choice ?? opens
  const root = {
    className: 'rivulet rivulet-part rivulet-fold',
    open,
    // Also called when `open` is set from here, which is nobody's choice.
    onToggle: (event: { currentTarget: HTMLDetailsElement }) => {
      if (event.currentTarget.open !== open) setChoice(event.currentTarget.open)
    },
  }
  return (
    <details ref={ref} {...mergeProps(mergeProps(root, own), rest)}>
      <summary className="rivulet-summary">
        <Icon shape={shape} />
        <span className="rivulet-fold-title">{heading}</span>
        {note !== undefined && <span className="rivulet-fold-note">{note}</span>}
        <span className="rivulet-chevron">
          <Icon shape={chevronIcon} />
        </span>
      </summary>
      {open && <div className="rivulet-fold-body">{children()}</div>}
    </details>
  )
})
