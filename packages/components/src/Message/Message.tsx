'use client'
import type { Message as MessageData, MessagePart } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode, forwardRef, useId } from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, stopIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
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
  /** Shows growing text at the rate at which it arrives. Default: `false`. */
  smooth?: boolean
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
  { message, renderPart, extraData, smooth, headingLevel = 3, labels, ...rest }: MessageProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const heading = useId()
  const words = mergeLabels(messageLabels, labels?.message)
  const Heading = `h${headingLevel}` as const
  const last = message.parts.at(-1)
  const state = last && 'state' in last ? last.state : undefined
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
      <div className="rivulet-message-body">
        {message.parts.map((part, index) => (
          <Part
            key={partKey(part, index)}
            part={part}
            message={message}
            renderPart={renderPart}
            extraData={extraData}
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
    </article>
  )
})

/** The place of a part in its message: parts are only ever appended. */
function partKey(part: MessagePart, index: number): string {
  return `${index} ${part.type}`
}
