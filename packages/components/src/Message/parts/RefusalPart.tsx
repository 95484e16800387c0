import type { RefusalPart as Refusal } from '@rivulet/react'
import type { ReactNode } from 'react'
import { data } from '../../anatomy.ts'
import { Icon, alertIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'

/** The model's words for not answering. */
export function RefusalPart({ part, labels }: { part: Refusal; labels?: LabelOverrides }): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  return (
    <div className="rivulet-part rivulet-refusal" {...data({ part: 'refusal' })}>
      <strong>
        <Icon shape={alertIcon} />
        {words.refusal}
      </strong>
      <p dir="auto">{part.text}</p>
    </div>
  )
}
