'use client'
import type { ReactNode } from 'react'
import { Icon, arrowDownIcon } from './icons.tsx'

interface JumpButtonProps {
  label: string
  onPress: () => void
}

/** Floats above the end of a list that is scrolled elsewhere. */
export function JumpButton({ label, onPress }: JumpButtonProps): ReactNode {
  return (
    <button type="button" className="rivulet-button rivulet-jump" onClick={onPress}>
      <Icon shape={arrowDownIcon} />
      {label}
    </button>
  )
}
