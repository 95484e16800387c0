'use client'
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { createCompositionGuard } from '../Composer/composition.ts'
import type { MessageLabels } from './messageLabels.ts'

interface MessageEditorProps {
  text: string
  words: MessageLabels
  onSend: (text: string) => void
  onCancel: () => void
}

/** A user's message while it is written anew: Enter sends, Shift+Enter breaks the line, Escape leaves it as it was. */
export function MessageEditor({ text, words, onSend, onCancel }: MessageEditorProps): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null)
  const [guard] = useState(createCompositionGuard)
  const [isBlank, setBlank] = useState(text.trim() === '')
  useEffect(() => {
    const area = field.current!
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }, [])
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    const written = field.current!.value
    if (written.trim() !== '') onSend(written)
  }
  const press = (event: KeyboardEvent): void => {
    if (guard.isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) send(event)
    if (event.key === 'Escape') onCancel()
  }
  return (
    <form className="rivulet-message-editor" onSubmit={send}>
      <textarea
        ref={field}
        aria-label={words.editField}
        defaultValue={text}
        rows={Math.min(12, text.split('\n').length + 1)}
        enterKeyHint="send"
        onInput={(event) => setBlank(event.currentTarget.value.trim() === '')}
        onKeyDown={press}
        onCompositionEnd={guard.onCompositionEnd}
      />
      <span className="rivulet-message-editor-buttons">
        <button type="button" className="rivulet-button" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" className="rivulet-button rivulet-button-accent" aria-disabled={isBlank}>
          {words.send}
        </button>
      </span>
    </form>
  )
}
