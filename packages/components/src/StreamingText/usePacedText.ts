import { useRef, useState } from 'react'
import { useBeforePaint } from '../useBeforePaint.ts'
import { type TextGrowth, createTextGrowth } from './growText.ts'

/** What of a text is to be shown now: all of it, or with `smooth` as much as the rate at which it arrives allows. */
export function usePacedText(text: string, streaming: boolean, smooth: boolean): string {
  const [shown, setShown] = useState(text)
  const growth = useRef<TextGrowth>(null)
  useBeforePaint(() => {
    if (!smooth) return undefined
    growth.current ??= createTextGrowth(
      { append: (more) => setShown((before) => before + more), clear: () => setShown('') },
      shown,
    )
    growth.current.update(text, { streaming, smooth })
  }, [text, streaming, smooth])
  useBeforePaint(() => () => growth.current?.pause(), [])
  return smooth ? shown : text
}
