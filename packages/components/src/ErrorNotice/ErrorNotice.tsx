'use client'
import type { StreamError } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode, forwardRef } from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, alertIcon, chevronIcon, closeIcon, refreshIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { type ErrorLabels, errorAdviceLabels, errorLabels, errorTitleLabels } from './errorLabels.ts'
import { errorWord } from './errorWord.ts'
import { useRetryDelay } from './useRetryDelay.ts'

export interface ErrorNoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  error: StreamError
  /** Shows a button that tries again; it waits as long as the server asked for. */
  onRetry?: () => void
  /** Shows a button that takes the notice away. */
  onDismiss?: () => void
  /** Whether screen readers are told of it; `false` beside an `Announcer`, which tells them. Default: `true`. */
  live?: boolean
  labels?: LabelOverrides
}

/**
 * A `StreamError` in words: what happened, what to do, and on demand what the server said. The server's words are
 * shown as text, whatever they are.
 *
 * @example {error && <ErrorNotice error={error} onRetry={() => regenerate()} />}
 */
export const ErrorNotice: Anatomy<ErrorNoticeProps, HTMLDivElement> = forwardRef(function ErrorNotice(
  { error, onRetry, onDismiss, live = true, labels, ...rest }: ErrorNoticeProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const words = mergeLabels(errorLabels, labels?.error)
  const titles = mergeLabels(errorTitleLabels, labels?.errorTitle)
  const advice = mergeLabels(errorAdviceLabels, labels?.errorAdvice)
  const word = errorWord(error)
  const own = { className: 'rivulet rivulet-error', ...data({ kind: error.kind }) }
  return (
    <div ref={ref} {...mergeProps(own, rest)}>
      <Icon shape={alertIcon} />
      <div className="rivulet-error-body">
        {/* The alert holds what is said once; a countdown in it would be said every second. */}
        <div role={live ? 'alert' : undefined}>
          <strong>{titles[word]}</strong>
          <p>{advice[word]}</p>
        </div>
        <Details error={error} words={words} />
      </div>
      <div className="rivulet-error-actions">
        {onRetry && <RetryButton error={error} words={words} onRetry={onRetry} />}
        {onDismiss && (
          <button
            type="button"
            className="rivulet-button rivulet-button-plain"
            aria-label={words.dismiss}
            onClick={onDismiss}
          >
            <Icon shape={closeIcon} />
          </button>
        )}
      </div>
    </div>
  )
})

interface NoticePartProps {
  error: StreamError
  words: ErrorLabels
}

function RetryButton({ error, words, onRetry }: NoticePartProps & { onRetry: () => void }): ReactNode {
  const seconds = useRetryDelay(error)
  const waits = seconds > 0
  return (
    <button
      type="button"
      className="rivulet-button"
      aria-disabled={waits}
      onClick={waits ? undefined : onRetry}
    >
      <Icon shape={refreshIcon} />
      {waits ? words.retryIn(seconds) : words.retry}
    </button>
  )
}

function Details({ error, words }: NoticePartProps): ReactNode {
  const facts: [string, string | number | undefined][] = [
    [words.message, error.message],
    [words.status, error.status],
    [words.code, error.code],
    [words.requestId, error.requestId],
  ]
  const known = facts.filter(([, fact]) => fact !== undefined && fact !== '')
  if (known.length === 0) return null
  return (
    <details className="rivulet-error-details">
      <summary className="rivulet-summary">
        {words.details}
        <span className="rivulet-chevron">
          <Icon shape={chevronIcon} />
        </span>
      </summary>
      <dl>
        {known.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{fact}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
