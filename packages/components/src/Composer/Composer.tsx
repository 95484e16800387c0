'use client'
import type { CompletionStatus, MessageInput } from '@rivulet/react'
import {
  type ClipboardEvent,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { AttachButton } from './AttachButton.tsx'
import { FileTray } from './FileTray.tsx'
import { SendButtons } from './SendButtons.tsx'
import type { FileRefusal } from './checkFiles.ts'
import { composerLabels } from './composerLabels.ts'
import { createCompositionGuard } from './composition.ts'
import { createDropTarget } from './dropTarget.ts'
import { createSentHistory } from './sentHistory.ts'
import type { SubmitResult } from './submitResult.ts'
import { useDraft } from './useDraft.ts'
import { dataAddress, useFiles } from './useFiles.ts'

export interface ComposerProps extends Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit'> {
  /** Sends text and files, of which one may be empty: `sendMessage`, or a function that takes the same. */
  onSubmit: (message: Required<Pick<MessageInput, 'text' | 'files'>>) => SubmitResult
  /** Ends the running answer. Without it, a busy composer has no stop button. */
  onStop?: () => void
  /** What the answer is doing. Default: `'ready'`. */
  status?: CompletionStatus
  /**
   * What the composer may do while an answer runs, as in `useStreamingCompletion`: `'reject'` keeps the draft in the
   * field until the answer has ended. Default: `'reject'`.
   */
  whenBusy?: 'queue' | 'interrupt' | 'reject'
  /** Why nothing can be sent now; writing goes on. */
  disabledReason?: string
  /** What stands in the field at first. */
  defaultValue?: string
  /** The longest text that can be sent, in characters. More can be written, and is counted. Default: no limit. */
  maxLength?: number
  /** What was sent before, oldest first, for arrow-up in an empty field. Default: what this composer has sent. */
  history?: () => readonly string[]
  /**
   * Which files can be picked, dropped and pasted, as in `<input accept>`: `'image/*,.pdf'`, or `'*'` for all of them.
   * Default: none.
   */
  accept?: string
  /** The most files of one message. Default: 10. */
  maxFiles?: number
  /** The largest file, in bytes. Default: 10,000,000. */
  maxFileSize?: number
  /** The address that a file is sent as: upload it here. Default: a `data:` address with the file's bytes. */
  addressOf?: (file: File) => Promise<string>
  /** Told of files that were not attached; the reader is told without it. */
  onRefuse?: (refused: readonly FileRefusal[]) => void
  /** Where files can be dropped. Default: on the composer. */
  dropArea?: RefObject<HTMLElement | null>
  labels?: LabelOverrides
}

/**
 * Where the reader writes. Enter sends, Shift+Enter breaks the line; the field grows with its text, keeps it while an
 * answer runs, and gets it back when a send fails. Arrow-up in the empty field brings back what was sent.
 *
 * @example <Composer onSubmit={sendMessage} onStop={stop} status={status} />
 */
export const Composer: Anatomy<ComposerProps, HTMLFormElement> = forwardRef(function Composer(
  {
    onSubmit,
    onStop,
    status = 'ready',
    whenBusy = 'reject',
    disabledReason,
    defaultValue = '',
    maxLength,
    history,
    accept,
    maxFiles = 10,
    maxFileSize = 10_000_000,
    addressOf = dataAddress,
    onRefuse,
    dropArea,
    labels,
    ...rest
  }: ComposerProps,
  ref: ForwardedRef<HTMLFormElement>,
) {
  const words = mergeLabels(composerLabels, labels?.composer)
  const notes = useId()
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [guard] = useState(createCompositionGuard)
  const [past] = useState(createSentHistory)
  const [sent] = useState<string[]>([])
  const draft = useDraft(field, defaultValue, maxLength)
  const limits = accept === undefined ? undefined : { accept, maxFiles, maxFileSize }
  const tray = useFiles(limits, addressOf, onRefuse)
  const isHovered = useDrop(dropArea ?? form, accept !== undefined, tray.add)
  useImperativeHandle(ref, () => form.current!, [])

  const busy = status === 'submitted' || status === 'streaming'
  const isTooLong = draft.left !== undefined && draft.left < 0
  const isEmpty = draft.isBlank && tray.files.length === 0
  const maySend = !isEmpty && !isTooLong && !disabledReason && (!busy || whenBusy !== 'reject')
  const hasNote = Boolean(disabledReason) || draft.left !== undefined

  const send = (): void => {
    if (!maySend) return
    draft.send((written) => {
      const text = draft.isBlank ? '' : written
      if (text !== '') sent.push(text)
      return tray.files.length === 0
        ? onSubmit({ text, files: [] })
        : tray.send((files) => onSubmit({ text, files }))
    })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    send()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.shiftKey || guard.isComposing(event)) return
    const step = stepOf(event)
    const earlier = step && past.move(step, event.currentTarget.value, history ?? (() => sent))
    if (event.key !== 'Enter' && earlier === undefined) return
    event.preventDefault()
    if (earlier === undefined) send()
    else draft.put(earlier)
  }
  const paste = (event: ClipboardEvent): void => {
    const { files, types } = event.clipboardData
    // Office programs put a picture of the text beside the text.
    if (!limits || files.length === 0 || types.includes('text/plain')) return
    event.preventDefault()
    tray.add([...files])
  }
  const remove = (file: File): void => {
    tray.remove(file)
    // The button that was pressed goes, and the focus with it.
    field.current?.focus()
  }

  const own = {
    className: 'rivulet rivulet-composer',
    onSubmit: submit,
    ...data({ status, empty: isEmpty, dropping: isHovered }),
  }
  return (
    <form ref={form} {...mergeProps(own, rest)}>
      <div className="rivulet-composer-box">
        {tray.files.length > 0 && <FileTray files={tray.files} words={words} onRemove={remove} />}
        <div className="rivulet-composer-row">
          {accept !== undefined && (
            <AttachButton label={words.attach} accept={accept} multiple={maxFiles > 1} onFiles={tray.add} />
          )}
          <div className="rivulet-composer-grow">
            <textarea
              ref={field}
              rows={1}
              aria-label={words.field}
              aria-describedby={hasNote ? notes : undefined}
              aria-invalid={isTooLong || undefined}
              placeholder={words.placeholder}
              defaultValue={defaultValue}
              enterKeyHint="send"
              onInput={draft.changed}
              onKeyDown={press}
              onPaste={paste}
              onCompositionEnd={guard.onCompositionEnd}
            />
          </div>
          <SendButtons
            words={words}
            onStop={busy ? onStop : undefined}
            beside={maySend && whenBusy !== 'reject' ? whenBusy : undefined}
            disabled={!maySend}
            describedBy={hasNote ? notes : undefined}
          />
        </div>
        {isHovered && <p className="rivulet-composer-drop">{words.drop}</p>}
      </div>
      {hasNote && (
        <p id={notes} className="rivulet-composer-note" {...data({ tone: isTooLong ? 'bad' : undefined })}>
          {disabledReason}
          {draft.left !== undefined && (
            <span className="rivulet-composer-count">
              {isTooLong ? words.over(-draft.left) : words.left(draft.left)}
            </span>
          )}
        </p>
      )}
      {accept !== undefined && (
        <div role="alert">
          {tray.refused.map(({ reason, file }, index) => (
            <p key={index} className="rivulet-composer-note" {...data({ tone: 'bad' })}>
              {words.refused(reason, file.name, reason === 'size' ? maxFileSize : maxFiles)}
            </p>
          ))}
        </div>
      )}
    </form>
  )
})

/** Whether an arrow key leaves the text, as it does from its first and its last line. */
function stepOf(event: KeyboardEvent<HTMLTextAreaElement>): -1 | 1 | undefined {
  const { key, currentTarget } = event
  const { value, selectionStart, selectionEnd } = currentTarget
  if (selectionStart !== selectionEnd || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n')) return -1
  return key === 'ArrowDown' && !value.slice(selectionStart).includes('\n') ? 1 : undefined
}

/** Whether files hang over an element that takes them. */
function useDrop(
  area: RefObject<HTMLElement | null>,
  enabled: boolean,
  onFiles: (files: File[]) => void,
): boolean {
  const [isHovered, setHovered] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => void (latest.current = onFiles))
  useEffect(() => {
    const element = area.current
    if (!enabled || !element) return undefined
    return createDropTarget(element, { onHover: setHovered, onFiles: (files) => latest.current(files) })
  }, [area, enabled])
  return isHovered
}
