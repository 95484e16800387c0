import type { ReactNode } from 'react'
import { Fold } from '../../Fold.tsx'
import { data as attributes } from '../../anatomy.ts'
import { asText } from '../../asText.ts'
import { dataIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels } from '../messageLabels.ts'

interface DataPartProps {
  name: string
  data: unknown
  labels?: LabelOverrides
}

/** An application's own data, and any part that this version does not know, as JSON: draw it with `renderPart`. */
export function DataPart({ name, data, labels }: DataPartProps): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  return (
    <Fold {...attributes({ part: 'data' })} shape={dataIcon} heading={words.data(name)}>
      {() => <pre className="rivulet-code">{asText(data)}</pre>}
    </Fold>
  )
}
