'use client'
import type { MessagePart } from '@rivulet/react'
import { type NamedExoticComponent, type ReactNode, memo } from 'react'
import { Attachment } from '../../Attachment/Attachment.tsx'
import { Reasoning } from '../../Reasoning/Reasoning.tsx'
import { Sources } from '../../Sources/Sources.tsx'
import { sameMarkdown } from '../../StreamingMarkdown/markdownOptions.ts'
import { ToolCall } from '../../ToolCall/ToolCall.tsx'
import { sameLabels } from '../../labels.ts'
import type { MessageContent } from '../Message.tsx'
import { DataPart } from './DataPart.tsx'
import { RefusalPart } from './RefusalPart.tsx'
import { TextPart } from './TextPart.tsx'

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
    sameMarkdown(before.markdown, after.markdown) &&
    sameLabels(before.labels, after.labels),
)

function builtIn({ part, message, markdown, smooth, labels }: PartProps): ReactNode {
  switch (part.type) {
    case 'text':
      return <TextPart part={part} message={message} markdown={markdown} smooth={smooth} labels={labels} />
    case 'reasoning':
      return <Reasoning part={part} smooth={smooth} labels={labels} />
    case 'tool':
      return <ToolCall part={part} labels={labels} />
    case 'source':
      return <Sources part={part} labels={labels} />
    case 'file':
      return <Attachment part={part} labels={labels} />
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
