'use client'
import { type ReactNode, useState } from 'react'
import { data } from '../anatomy.ts'
import { Icon, arrowUpIcon, spinnerIcon } from '../icons.tsx'
import type { ListLabels } from './listLabels.ts'

interface EarlierButtonProps {
  words: ListLabels
  onLoad: () => void | Promise<void>
}

/** Asks for what came before the first message; busy until the promise settles, however it does. */
export function EarlierButton({ words, onLoad }: EarlierButtonProps): ReactNode {
  const [busy, setBusy] = useState(false)
  const load = (): void => {
    if (busy) return
    setBusy(true)
    Promise.resolve()
      .then(onLoad)
      .finally(() => setBusy(false))
      // What went wrong is for the application, which owns the request, to tell.
      .catch((error: unknown) => reportError(error))
  }
  return (
    <button
      type="button"
      className="rivulet-button rivulet-button-plain rivulet-list-earlier"
      aria-disabled={busy}
      onClick={load}
      {...data({ busy })}
    >
      <span className={busy ? 'rivulet-spin' : undefined}>
        <Icon shape={busy ? spinnerIcon : arrowUpIcon} />
      </span>
      {busy ? words.loadingEarlier : words.loadEarlier}
    </button>
  )
}
