import { type ReactNode, useContext } from 'react'
import { InLink } from './Link.tsx'
import { EnvironmentContext, FootnotesContext } from './environment.ts'

/** The number of a footnote, and the way to it as soon as it is there. */
export function FootnoteReference({ label, at }: { label: string; at: number | undefined }): ReactNode {
  const { prefix, labels } = useContext(EnvironmentContext)
  const note = useContext(FootnotesContext).get(label)
  const inLink = useContext(InLink)
  if (!note) return null
  if (inLink) return <sup>{note.number}</sup>
  const id = note.at === at ? referenceId(prefix, label) : undefined
  const to = note.defined ? { href: `#${noteId(prefix, label)}` } : {}
  return (
    <sup>
      <a {...to} id={id} aria-label={labels.footnote(note.number)}>
        {note.number}
      </a>
    </sup>
  )
}

/** The id of a note. */
export function noteId(prefix: string, label: string): string {
  return `${prefix}note-${encodeURIComponent(label)}`
}

/** The id of the first reference to a note. */
export function referenceId(prefix: string, label: string): string {
  return `${prefix}ref-${encodeURIComponent(label)}`
}
