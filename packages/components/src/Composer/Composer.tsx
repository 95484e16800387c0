'use client'
import type { CompletionStatus } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type KeyboardEvent,
  type MouseEvent,
  type SyntheticEvent,
  forwardRef,
  useId,
  useRef,
  useState,
} from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, arrowUpIcon, stopIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { composerLabels } from './composerLabels.ts'
import { createCompositionGuard } from './composition.ts'
import { useDraft } from './useDraft.ts'

/** What a send came to: `false`, or a promise of it or one that rejects, gives the text back to the field. */
export type SubmitResult = void | boolean | Promise<unknown>

export interface ComposerProps extends Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit'> {
  /** Sends the text, which is never blank. */
  onSubmit: (text: string) => SubmitResult
  /** Ends the running answer. Without it, a busy composer has no stop button. */
  onStop?: () => void
  /** What the answer is doing. Default: `'ready'`. */
  status?: CompletionStatus
  /** Whether Enter sends also while an answer runs; else the draft waits in the field. Default: `false`. */
  submitWhileBusy?: boolean
  /** Why nothing can be sent now; writing goes on. */
  disabledReason?: string
  /** What stands in the field at first. */
  defaultValue?: string
  labels?: LabelOverrides
}

/**
 * Where the reader writes. Enter sends, Shift+Enter breaks the line; the field grows with its text, keeps it while an
 * answer runs, and gets it back when a send fails.
 *
 * @example <Composer onSubmit={sendMessage} onStop={stop} status={status} />
 */
export const Composer: Anatomy<ComposerProps, HTMLFormElement> = forwardRef(function Composer(
  {
    onSubmit,
    onStop,
    status = 'ready',
    submitWhileBusy = false,
    disabledReason,
    defaultValue = '',
    labels,
    ...rest
  }: ComposerProps,
  ref: ForwardedRef<HTMLFormElement>,
) {
  const words = mergeLabels(composerLabels, labels?.composer)
  const reason = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [guard] = useState(createCompositionGuard)
  const draft = useDraft(field, defaultValue, onSubmit)
  const busy = status === 'submitted' || status === 'streaming'
  const stops = busy && onStop !== undefined
  const maySend = !disabledReason && (!busy || submitWhileBusy)

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (maySend) draft.send()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || guard.isComposing(event)) return
    event.preventDefault()
    if (maySend) draft.send()
  }
  const stop = (event: MouseEvent): void => {
    event.preventDefault()
    // The second click of a double click on "Send" is not meant for the "Stop" that took its place.
    if (event.detail < 2) onStop?.()
  }

  const own = {
    className: 'rivulet rivulet-composer',
    onSubmit: submit,
    ...data({ status, empty: draft.isBlank }),
  }
  return (
    <form ref={ref} {...mergeProps(own, rest)}>
      <div className="rivulet-composer-box">
        <div className="rivulet-composer-grow">
          <textarea
            ref={field}
            rows={1}
            aria-label={words.field}
            aria-describedby={disabledReason ? reason : undefined}
            placeholder={words.placeholder}
            defaultValue={defaultValue}
            enterKeyHint="send"
            onInput={draft.changed}
            onKeyDown={press}
            onCompositionEnd={guard.onCompositionEnd}
          />
        </div>
        <button
          type="submit"
          className="rivulet-composer-button"
          aria-label={stops ? words.stop : words.send}
          aria-disabled={!stops && (!maySend || draft.isBlank)}
          aria-describedby={disabledReason ? reason : undefined}
          onClick={stops ? stop : undefined}
          {...data({ action: stops ? 'stop' : 'send' })}
        >
          <Icon shape={stops ? stopIcon : arrowUpIcon} />
        </button>
      </div>
      {disabledReason && (
        <p id={reason} className="rivulet-composer-reason">
          {disabledReason}
        </p>
      )}
    </form>
  )
})
