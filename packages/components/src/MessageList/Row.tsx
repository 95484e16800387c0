'use client'
import type { Message as MessageData } from '@rivulet/react'
import { type ComponentType, type NamedExoticComponent, type ReactNode, memo } from 'react'
import { sameMarkdown } from '../StreamingMarkdown/markdownOptions.ts'
import { Message, type MessageContent } from '../Message/Message.tsx'

export interface RowProps extends MessageContent {
  messageComponent?: ComponentType<MessageContent>
  renderMessage?: (message: MessageData) => ReactNode
}

/**
 * The place of one message. It renders again when its message changes, and not when a function does that draws it:
 * those are most often written inline. So no message of the past renders while another streams, whatever draws it.
 */
export const Row: NamedExoticComponent<RowProps> = memo(
  function Row({ messageComponent: Component = Message, renderMessage, ...content }: RowProps) {
    return (
      <div className="rivulet-row">
        {renderMessage ? renderMessage(content.message) : <Component {...content} />}
      </div>
    )
  },
  (before, after) => before.message === after.message && isDrawnAlike(before, after),
)

/** Whether the same messages look the same. */
export function isDrawnAlike(before: Omit<RowProps, 'message'>, after: Omit<RowProps, 'message'>): boolean {
  return (
    before.extraData === after.extraData &&
    before.smooth === after.smooth &&
    sameMarkdown(before.markdown, after.markdown) &&
    before.labels === after.labels &&
    before.actions === after.actions &&
    before.messageComponent === after.messageComponent
  )
}
