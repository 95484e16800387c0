import type { FilePart as File } from '@rivulet/react'
import type { ReactNode } from 'react'
import { fileIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'
import { Chip } from './Chip.tsx'

/** A file of a message, by its name: nothing is loaded before the reader asks for it. */
export function FilePart({ part, labels }: { part: File; labels?: LabelOverrides }): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  return (
    <Chip part="file" shape={fileIcon} text={part.filename || words.file(part.mediaType)} url={part.url} />
  )
}
