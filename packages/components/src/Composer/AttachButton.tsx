'use client'
import { type ChangeEvent, type ReactNode, useRef } from 'react'
import { data } from '../anatomy.ts'
import { Icon, attachIcon } from '../icons.tsx'

interface AttachButtonProps {
  label: string
  accept: string
  multiple: boolean
  onFiles: (files: File[]) => void
}

/** Opens the browser's file picker. */
export function AttachButton({ label, accept, multiple, onFiles }: AttachButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const pick = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(currentTarget.files ?? [])])
    // So that the same file can be picked again after it was removed.
    currentTarget.value = ''
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept === '*' ? undefined : accept}
        multiple={multiple}
        onChange={pick}
      />
      <button
        type="button"
        className="rivulet-composer-button"
        aria-label={label}
        title={label}
        {...data({ action: 'attach' })}
        onClick={() => input.current!.click()}
      >
        <Icon shape={attachIcon} />
      </button>
    </>
  )
}
