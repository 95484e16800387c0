'use client'
import { type UseStreamingCompletionOptions, useStreamingCompletion } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react'
import { Announcer } from '../Announcer/Announcer.tsx'
import type { AnnouncerMode } from '../Announcer/createNarrator.ts'
import { Composer } from '../Composer/Composer.tsx'
import { ConnectionBadge } from '../ConnectionBadge/ConnectionBadge.tsx'
import { MessageList, type MessageListProps } from '../MessageList/MessageList.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { AfterLast } from './AfterLast.tsx'
import { chatLabels } from './chatLabels.ts'
import { splitProps } from './completionOptions.ts'

type ListProps = Pick<
  MessageListProps,
  'messageComponent' | 'renderMessage' | 'renderPart' | 'extraData' | 'smooth' | 'empty' | 'onLoadEarlier'
>
type RootAttributes = Omit<
  ComponentPropsWithoutRef<'section'>,
  keyof UseStreamingCompletionOptions | 'children'
>

/** The options of `useStreamingCompletion`, and how the thread is drawn. `id` is the thread's. */
export interface ChatProps extends UseStreamingCompletionOptions, ListProps, RootAttributes {
  /** How much of an answer screen readers are told; see `Announcer`. Default: `final`. */
  announce?: AnnouncerMode
  labels?: LabelOverrides
}

/**
 * A whole chat: thread, composer, errors, connection and figures, made of the other components and of
 * `useStreamingCompletion`. It fills the height of its box. Outside of it, `useStreamingCompletion` with the same
 * `id` has the same thread.
 *
 * @example <Chat api="/v1/chat/completions" body={{ model: 'gpt-4o-mini' }} />
 */
export const Chat: Anatomy<ChatProps, HTMLElement> = forwardRef(function Chat(
  {
    messageComponent,
    renderMessage,
    renderPart,
    extraData,
    smooth = true,
    empty,
    onLoadEarlier,
    announce,
    labels,
    ...props
  }: ChatProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const [options, rest] = splitProps(props)
  const chat = useStreamingCompletion(options)
  const words = mergeLabels(chatLabels, labels?.chat)
  const own = { className: 'rivulet rivulet-chat', ...data({ status: chat.status }) }
  return (
    <section ref={ref} {...mergeProps(own, rest)}>
      <MessageList
        messages={chat.messages}
        pending={chat.status === 'submitted'}
        messageComponent={messageComponent}
        renderMessage={renderMessage}
        renderPart={renderPart}
        extraData={extraData}
        smooth={smooth}
        empty={empty}
        footer={<AfterLast chat={chat} labels={labels} />}
        onLoadEarlier={onLoadEarlier}
        labels={labels}
      />
      <div className="rivulet-chat-foot">
        <div className="rivulet-chat-notes">
          {/* Always there, so that its grace can tell a flap from trouble; Chat.css shows it only in trouble. */}
          <ConnectionBadge connection={chat.connection} live={false} labels={labels} />
          {chat.queue.length > 0 && <span>{words.queued(chat.queue.length)}</span>}
        </div>
        <Composer
          onSubmit={chat.sendMessage}
          onStop={chat.stop}
          status={chat.status}
          whenBusy={options.whenBusy ?? 'queue'}
          labels={labels}
        />
      </div>
      <Announcer
        messages={chat.messages}
        status={chat.status}
        connection={chat.connection}
        error={chat.error}
        mode={announce}
        labels={labels}
      />
    </section>
  )
})
