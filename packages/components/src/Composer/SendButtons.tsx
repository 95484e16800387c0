'use client'
import type { MouseEvent, ReactNode } from 'react'
import { data } from '../anatomy.ts'
import { Icon, arrowUpIcon, stopIcon } from '../icons.tsx'
import type { ComposerLabels } from './composerLabels.ts'

interface SendButtonsProps {
  words: ComposerLabels
  /** Ends the running answer; `undefined` where none runs, or none can be ended. */
  onStop: (() => void) | undefined
  /** What a send does to the running answer, where both can be done now. */
  beside: 'queue' | 'interrupt' | undefined
  disabled: boolean
  describedBy: string | undefined
}

/**
 * One button that sends or stops, so that the focus stays when the one becomes the other; and while an answer runs that
 * does not hold back the next message, a second one that sends.
 */
export function SendButtons({ words, onStop, beside, disabled, describedBy }: SendButtonsProps): ReactNode {
  const stop = (event: MouseEvent): void => {
    event.preventDefault()
    // The second click of a double click on "Send" is not meant for the "Stop" that took its place.
    if (event.detail < 2) onStop?.()
  }
  return (
    <>
      {onStop && beside && (
        <button
          type="submit"
          className="rivulet-composer-button"
          aria-label={words[beside]}
          title={words[beside]}
          {...data({ action: beside })}
        >
          <Icon shape={arrowUpIcon} />
        </button>
      )}
      <button
        type="submit"
        className="rivulet-composer-button"
        aria-label={onStop ? words.stop : words.send}
        aria-disabled={!onStop && disabled}
        aria-describedby={describedBy}
        onClick={onStop ? stop : undefined}
        {...data({ action: onStop ? 'stop' : 'send' })}
      >
        <Icon shape={onStop ? stopIcon : arrowUpIcon} />
      </button>
    </>
  )
}
