import type { MessagePart } from '@rivulet/react'
import { type ReactNode, createElement } from 'react'
import { StreamingText } from '../../StreamingText/StreamingText.tsx'
import { useLazyMarkdown } from '../../StreamingMarkdown/lazyMarkdown.ts'
import type { MessageContent } from '../Message.tsx'

interface TextPartProps extends Pick<MessageContent, 'message' | 'markdown' | 'smooth' | 'labels'> {
  part: Extract<MessagePart, { type: 'text' }>
}

/** An answer as Markdown; as it is written, what the reader wrote, and all for which Markdown is not wanted. */
export function TextPart({ part, message, markdown = true, smooth, labels }: TextPartProps): ReactNode {
  const renderer = useLazyMarkdown()
  const own = {
    className: 'rivulet-part',
    text: part.text,
    streaming: part.state === 'streaming',
    smooth,
  }
  if (!renderer || markdown === false || message.role !== 'assistant') return <StreamingText {...own} />
  return createElement(renderer, { ...own, ...(markdown === true ? {} : markdown), labels })
}
