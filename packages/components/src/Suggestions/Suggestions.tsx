'use client'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react'
import { type Anatomy, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { suggestionsLabels } from './suggestionsLabels.ts'

/** What may be asked: the text itself, or a shorter name for it. */
export type Suggestion = string | { readonly label: string; readonly text: string }

export interface SuggestionsProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  suggestions: readonly Suggestion[]
  /** Asks it. */
  onPick: (text: string) => void
  labels?: LabelOverrides
}

/**
 * What could be asked, as buttons: in an empty thread, or behind an answer.
 *
 * @example <Suggestions suggestions={['What can you do?']} onPick={sendMessage} />
 */
export const Suggestions: Anatomy<SuggestionsProps, HTMLUListElement> = forwardRef(function Suggestions(
  { suggestions, onPick, labels, ...rest }: SuggestionsProps,
  ref: ForwardedRef<HTMLUListElement>,
) {
  const words = mergeLabels(suggestionsLabels, labels?.suggestions)
  const own = { className: 'rivulet rivulet-suggestions', 'aria-label': words.suggestions }
  return (
    <ul ref={ref} {...mergeProps(own, rest)}>
      {suggestions.map((suggestion) => {
        const { label, text } =
          typeof suggestion === 'string' ? { label: suggestion, text: suggestion } : suggestion
        return (
          <li key={text}>
            <button type="button" className="rivulet-button" onClick={() => onPick(text)}>
              <bdi>{label}</bdi>
            </button>
          </li>
        )
      })}
    </ul>
  )
})
