'use client'
import type { MessagePart } from '@rivulet/react'
import { type NamedExoticComponent, type ReactNode, memo } from 'react'
import { StreamingText } from '../../StreamingText/StreamingText.tsx'
import { sameLabels } from '../../labels.ts'
import type { MessageContent } from '../Message.tsx'
import { DataPart } from './DataPart.tsx'
import { FilePart } from './FilePart.tsx'
import { ReasoningPart } from './ReasoningPart.tsx'
import { RefusalPart } from './RefusalPart.tsx'
import { SourcePart } from './SourcePart.tsx'
import { ToolPart } from './ToolPart.tsx'

interface PartProps extends MessageContent {
  part: MessagePart
}

/**
 * One part of a message. It is drawn again for another part, other `extraData` or other words, and not for another
 * `renderPart`: that one is most often written inline, and new for each render.
 */
export const Part: NamedExoticComponent<PartProps> = memo(
  function Part(props: PartProps) {
    const own = props.renderPart?.(props.part, props.message)
    return own === undefined ? builtIn(props) : own
  },
  (before, after) =>
    before.part === after.part &&
    before.extraData === after.extraData &&
    before.smooth === after.smooth &&
    sameLabels(before.labels, after.labels),
)

function builtIn({ part, smooth, labels }: PartProps): ReactNode {
  switch (part.type) {
    case 'text':
      return (
        <StreamingText
          className="rivulet-part"
          text={part.text}
          streaming={part.state === 'streaming'}
          smooth={smooth}
        />
      )
    case 'reasoning':
      return <ReasoningPart part={part} labels={labels} />
    case 'tool':
      return <ToolPart part={part} labels={labels} />
    case 'source':
      return <SourcePart part={part} labels={labels} />
    case 'file':
      return <FilePart part={part} labels={labels} />
    case 'refusal':
      return <RefusalPart part={part} labels={labels} />
    case 'data':
      return <DataPart name={part.name} data={part.data} labels={labels} />
    default:
      return <UnknownPart part={part} labels={labels} />
  }
}

/** A part of a later version, or of a store of one's own. */
function UnknownPart({ part, labels }: { part: never; labels: MessageContent['labels'] }): ReactNode {
  const { type, ...rest } = part as { type: string }
  return <DataPart name={type} data={rest} labels={labels} />
}
