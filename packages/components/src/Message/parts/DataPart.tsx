import type { ReactNode } from 'react'
import { dataIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'
import { Fold } from './Fold.tsx'
import { asText } from './asText.ts'

interface DataPartProps {
  name: string
  data: unknown
  labels?: LabelOverrides
}

/** An application's own data, and any part that this version does not know, as JSON: draw it with `renderPart`. */
export function DataPart({ name, data, labels }: DataPartProps): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  return (
    <Fold part="data" shape={dataIcon} title={words.data(name)}>
      {() => <pre className="rivulet-code">{asText(data)}</pre>}
    </Fold>
  )
}
