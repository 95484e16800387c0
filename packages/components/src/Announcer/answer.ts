import type { Message } from '@rivulet/react'
import type { AnnouncerLabels } from './announcerLabels.ts'

/** What of an answer is read out, as it is written. While it grows, it only becomes longer. */
export function sourceText({ parts }: Message, words: Pick<AnnouncerLabels, 'declined'>): string {
  return parts
    .flatMap((part) => {
      if (part.type === 'text') return [part.text]
      return part.type === 'refusal' ? [`${words.declined}: ${part.text}`] : []
    })
    .join('\n\n')
}

/** Whether an answer was cut off by a stop, an error or a lost connection. */
export function isInterrupted({ parts }: Message): boolean {
  const last = parts.at(-1)
  if (!last || !('state' in last)) return false
  return last.state === 'interrupted' || last.state === 'input-truncated'
}

/** Words of any script, where the browser can tell them apart; else what stands between spaces. */
export function countWords(text: string): number {
  if (!('Segmenter' in Intl)) return text.split(/\s+/).filter(Boolean).length
  let count = 0
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike) count++
  return count
}
