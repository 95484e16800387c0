import { type RefObject, useRef, useState } from 'react'
import { useBeforePaint } from '../useBeforePaint.ts'
import { type SubmitResult, attempt, whenFailed } from './submitResult.ts'

/** The text in a field. It lives in the DOM: typing renders nothing but the first and the last character. */
export interface Draft {
  isBlank: boolean
  /** How many more characters fit, where that is worth a word: near the limit, and beyond it (below 0). */
  left: number | undefined
  /** To be called when the field's text has changed. */
  changed: () => void
  /** Puts another text into the field, the caret behind it. */
  put: (text: string) => void
  /** Sends what is in the field, and empties it; a send that fails gives it back. */
  send: (submit: (text: string) => SubmitResult) => void
}

/**
 * The draft of one field.
 *
 * @param maxLength characters, as the DOM counts them.
 */
export function useDraft(
  fieldRef: RefObject<HTMLTextAreaElement | null>,
  initial: string,
  maxLength: number | undefined,
): Draft {
  const [isBlank, setBlank] = useState(initial.trim() === '')
  const [left, setLeft] = useState(() => worthTelling(initial.length, maxLength))
  const limit = useRef(maxLength)
  const changed = (): void => {
    const area = fieldRef.current
    // It may be gone by the time that a send fails.
    if (!area) return
    // A copy of the text behind the field gives it its height; see Composer.css.
    area.parentElement!.dataset.text = area.value
    setBlank(area.value.trim() === '')
    setLeft(worthTelling(area.value.length, limit.current))
  }
  useBeforePaint(() => {
    limit.current = maxLength
    changed()
  }, [fieldRef, maxLength])

  const put = (text: string): void => {
    const area = fieldRef.current
    if (area) {
      area.value = text
      area.setSelectionRange(text.length, text.length)
    }
    changed()
  }
  const giveBack = (text: string): void => {
    const since = fieldRef.current?.value ?? ''
    put(since === '' ? text : `${text}\n${since}`)
  }
  const send = (submit: (text: string) => SubmitResult): void => {
    const text = fieldRef.current?.value ?? ''
    const result = attempt(() => submit(text))
    if (result === false) return
    put('')
    whenFailed(result, () => giveBack(text))
  }
  return { isBlank, left, changed, put, send }
}

/** Within a tenth of the limit, or 20 characters of a short one. */
function worthTelling(length: number, maxLength: number | undefined): number | undefined {
  if (maxLength === undefined) return undefined
  const left = maxLength - length
  return left <= Math.max(20, maxLength / 10) ? left : undefined
}
