import type { FootnoteDefinition } from 'mdast'
import { type NamedExoticComponent, type ReactNode, memo, useContext, useId } from 'react'
import type { FootnoteEntry } from '../document/footnotes.ts'
import { noteId, referenceId } from './FootnoteReference.tsx'
import { EnvironmentContext } from './environment.ts'

/** The notes that the text refers to, in that order. */
export function Footnotes({ notes }: { notes: readonly FootnoteEntry[] }): ReactNode {
  const { labels } = useContext(EnvironmentContext)
  const heading = useId()
  return (
    <section className="rivulet-markdown-notes" aria-labelledby={heading}>
      <p id={heading} className="rivulet-hidden">
        {labels.footnotes}
      </p>
      <ol>
        {notes.map(({ label, number, definition }) => (
          <Footnote key={label} label={label} number={number} definition={definition} />
        ))}
      </ol>
    </section>
  )
}

interface FootnoteProps {
  label: string
  number: number
  definition: FootnoteDefinition
}

const Footnote: NamedExoticComponent<FootnoteProps> = memo(function Footnote({ label, number, definition }) {
  const environment = useContext(EnvironmentContext)
  const { prefix, labels } = environment
  return (
    <li id={noteId(prefix, label)} value={number} dir="auto">
      {environment.render(definition.children, environment, true)}
      <a
        className="rivulet-markdown-back"
        href={`#${referenceId(prefix, label)}`}
        aria-label={labels.backToText(number)}
      >
        ↩
      </a>
    </li>
  )
})
