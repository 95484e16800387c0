'use client'
import type { Message as MessageData, MessagePart } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ReactNode,
  forwardRef,
  useId,
  useState,
} from 'react'
import { attempt, whenFailed } from '../Composer/submitResult.ts'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, stopIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { MessageActionBar } from './MessageActionBar.tsx'
import { MessageEditor } from './MessageEditor.tsx'
import { type MessageActions, copyableText } from './messageActions.ts'
import type { MarkdownOptions } from '../StreamingMarkdown/markdownOptions.ts'
import { messageLabels } from './messageLabels.ts'
import { Part } from './parts/Part.tsx'

/** Draws a part; `undefined` leaves it to the built-in picture, `null` leaves it out. */
export type RenderPart = (part: MessagePart, message: MessageData) => ReactNode

/** What a message is drawn from; your own message component gets the same. */
export interface MessageContent {
  message: MessageData
  /**
   * Draws parts your way. A part is drawn again when it changes, not when this function does: an inline function costs
   * nothing. What else the function reads goes into `extraData`.
   */
  renderPart?: RenderPart
  /** Draws all parts again when it changes. */
  extraData?: unknown
  /**
   * Shows answers as Markdown, with these options; `false` shows them as they are written. Until `StreamingMarkdown` is
   * loaded, with the first text, they are plain. Default: `true`.
   */
  markdown?: boolean | MarkdownOptions
  /** Shows growing text at the rate at which it arrives. Default: `false`. */
  smooth?: boolean
  /** Shows what can be done with the message: `{}` is to copy it. Default: nothing. */
  actions?: MessageActions
  labels?: LabelOverrides
}

export interface MessageProps
  extends MessageContent, Omit<ComponentPropsWithoutRef<'article'>, 'children' | 'role'> {
  /** The level of the heading that screen readers jump by. Default: 3. */
  headingLevel?: 2 | 3 | 4 | 5 | 6
}

/**
 * One turn of a thread: its parts in order.
 *
 * @example <Message message={message} />
 */
export const Message: Anatomy<MessageProps, HTMLElement> = forwardRef(function Message(
  {
    message,
    renderPart,
    extraData,
    markdown,
    smooth,
    actions,
    headingLevel = 3,
    labels,
    ...rest
  }: MessageProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const heading = useId()
  const words = mergeLabels(messageLabels, labels?.message)
  const [editing, setEditing] = useState<string>()
  const Heading = `h${headingLevel}` as const
  const last = message.parts.at(-1)
  const state = last && 'state' in last ? last.state : undefined
  const edit = (text: string): void => {
    setEditing(undefined)
    const result = attempt(() => actions?.onEdit?.(message, text))
    if (result === false) setEditing(text)
    whenFailed(result, () => setEditing(text))
  }
  const own = {
    className: 'rivulet rivulet-message',
    'aria-labelledby': heading,
    ...data({
      message: message.id,
      role: message.role,
      state,
      streaming: state === 'streaming',
      empty: message.parts.length === 0,
    }),
  }
  return (
    <article ref={ref} {...mergeProps(own, rest)}>
      <Heading id={heading} className="rivulet-hidden">
        {words[message.role]}
      </Heading>
      {editing !== undefined && (
        <MessageEditor text={editing} words={words} onSend={edit} onCancel={() => setEditing(undefined)} />
      )}
      <div className="rivulet-message-body" hidden={editing !== undefined}>
        {message.parts.map((part, index) => (
          <Part
            key={partKey(part, index)}
            part={part}
            message={message}
            renderPart={renderPart}
            extraData={extraData}
            markdown={markdown}
            smooth={smooth}
            labels={labels}
          />
        ))}
      </div>
      {state === 'interrupted' && (
        <p className="rivulet-message-note">
          <Icon shape={stopIcon} />
          {words.interrupted}
        </p>
      )}
      {actions && message.role !== 'system' && (
        <div className="rivulet-message-actions" hidden={editing !== undefined}>
          {state !== 'streaming' && (
            <MessageActionBar
              message={message}
              actions={actions}
              words={words}
              onEdit={() => setEditing(copyableText(message))}
            />
          )}
        </div>
      )}
    </article>
  )
})

/** The place of a part in its message: parts are only ever appended. */
function partKey(part: MessagePart, index: number): string {
  return `${index} ${part.type}`
}
