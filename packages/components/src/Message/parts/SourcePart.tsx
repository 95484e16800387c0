import type { SourcePart as Source } from '@rivulet/react'
import type { ReactNode } from 'react'
import { linkIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'
import { Chip } from './Chip.tsx'
import { hostOf } from './safeHref.ts'

/** Where an answer has something from. */
export function SourcePart({ part, labels }: { part: Source; labels?: LabelOverrides }): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  const text = part.title || part.filename || hostOf(part.url) || words.source
  return <Chip part="source" shape={linkIcon} text={text} url={part.url} />
}
