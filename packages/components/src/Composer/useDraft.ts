import { type RefObject, useRef, useState } from 'react'
import { useBeforePaint } from '../useBeforePaint.ts'
import type { SubmitResult } from './Composer.tsx'

/** The text in the fieldRef. It lives in the DOM: typing renders nothing but the first and the last character. */
export interface Draft {
  isBlank: boolean
  /** To be called when the field's text has changed. */
  changed: () => void
  /** Sends what is in the field, and empties it; a send that fails gives it back. */
  send: () => void
}

/** The draft of one fieldRef. */
export function useDraft(
  fieldRef: RefObject<HTMLTextAreaElement | null>,
  initial: string,
  onSubmit: (text: string) => SubmitResult,
): Draft {
  const [isBlank, setBlank] = useState(initial.trim() === '')
  const submit = useRef(onSubmit)
  useBeforePaint(() => void (submit.current = onSubmit))
  const changed = (): void => {
    const area = fieldRef.current
    // It may be gone by the time that a send fails.
    if (!area) return
    // A copy of the text behind the field gives it its height; see Composer.css.
    area.parentElement!.dataset.text = area.value
    setBlank(area.value.trim() === '')
  }
  useBeforePaint(changed, [fieldRef])

  const put = (text: string): void => {
    if (fieldRef.current) fieldRef.current.value = text
    changed()
  }
  const giveBack = (text: string): void => {
    const since = fieldRef.current?.value ?? ''
    put(since === '' ? text : `${text}\n${since}`)
  }
  const send = (): void => {
    const text = fieldRef.current?.value ?? ''
    if (text.trim() === '') return
    const result = attempt(submit.current, text)
    if (result === false) return
    put('')
    if (!(result instanceof Promise)) return
    result.then(
      (sent) => sent === false && giveBack(text),
      () => giveBack(text),
    )
  }
  return { isBlank, changed, send }
}

/** A handler that throws has not sent anything; the application hears of its error all the same. */
function attempt(submit: (text: string) => SubmitResult, text: string): SubmitResult {
  try {
    return submit(text)
  } catch (error) {
    reportError(error)
    return false
  }
}
