'use client'
import { type ReactNode, type RefObject, useRef } from 'react'
import { Icon, refreshIcon } from '../icons.tsx'
import { useBeforePaint } from '../useBeforePaint.ts'

interface ReconnectButtonProps {
  label: string
  /** An attempt is under way: pressing does nothing, and the focus stays. */
  busy: boolean
  onPress: () => void
  /** Takes the focus when the button goes while it has it. */
  heir: RefObject<HTMLElement | null>
}

/** The button of a badge. It goes when the connection is back, and must not take the reader's place with it. */
export function ReconnectButton({ label, busy, onPress, heir }: ReconnectButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null)
  useBeforePaint(() => {
    const element = button.current
    return () => {
      if (element !== null && element === document.activeElement) heir.current?.focus()
    }
  }, [heir])
  return (
    <button
      ref={button}
      type="button"
      className="rivulet-button rivulet-badge-reconnect"
      aria-disabled={busy}
      onClick={busy ? undefined : onPress}
    >
      <Icon shape={refreshIcon} />
      {label}
    </button>
  )
}
