import type { ReasoningPart as Reasoning } from '@rivulet/react'
import type { ReactNode } from 'react'
import { StreamingText } from '../../StreamingText/StreamingText.tsx'
import { thoughtIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'
import { Fold } from './Fold.tsx'

/** What the model thought, folded. */
export function ReasoningPart({ part, labels }: { part: Reasoning; labels?: LabelOverrides }): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  const streaming = part.state === 'streaming'
  const duration = part.endedAt === undefined ? undefined : part.endedAt - part.startedAt
  return (
    <Fold
      part="reasoning"
      state={part.state}
      shape={thoughtIcon}
      title={streaming ? words.thinking : words.thought(duration)}
    >
      {() =>
        part.redacted && part.text === '' ? (
          words.redacted
        ) : (
          <StreamingText className="rivulet-reasoning" text={part.text} streaming={streaming} caret={false} />
        )
      }
    </Fold>
  )
}
