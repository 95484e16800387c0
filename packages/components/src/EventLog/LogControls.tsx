'use client'
import type { ReactNode } from 'react'
import { Icon, filterIcon, pauseIcon, playIcon } from '../icons.tsx'
import type { LogLabels } from './logLabels.ts'

interface LogControlsProps {
  words: LogLabels
  onFilter: (query: string) => void
  paused: boolean
  /** How many events came since it was paused. */
  waiting: number
  onPause: () => void
}

/** Narrows a log down, and holds it still to be read. */
export function LogControls({ words, onFilter, paused, waiting, onPause }: LogControlsProps): ReactNode {
  return (
    <div className="rivulet-log-controls">
      <Icon shape={filterIcon} />
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        onInput={(event) => onFilter(event.currentTarget.value)}
      />
      {paused && waiting > 0 && <span className="rivulet-log-waiting">{words.waiting(waiting)}</span>}
      <button type="button" className="rivulet-button rivulet-button-plain" onClick={onPause}>
        <Icon shape={paused ? playIcon : pauseIcon} />
        {paused ? words.resume : words.pause}
      </button>
    </div>
  )
}
