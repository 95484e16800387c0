'use client'
import {
  type Message as MessageData,
  type UseStreamingCompletionOptions,
  messageText,
  useStreamingCompletion,
} from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  forwardRef,
  useImperativeHandle,
  useRef,
} from 'react'
import { Announcer } from '../Announcer/Announcer.tsx'
import type { AnnouncerMode } from '../Announcer/createNarrator.ts'
import { Composer, type ComposerProps } from '../Composer/Composer.tsx'
import { ConnectionBadge } from '../ConnectionBadge/ConnectionBadge.tsx'
import { MessageList, type MessageListProps } from '../MessageList/MessageList.tsx'
import { type Suggestion, Suggestions } from '../Suggestions/Suggestions.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { AfterLast } from './AfterLast.tsx'
import { chatLabels } from './chatLabels.ts'
import { splitProps } from './completionOptions.ts'
import { useMessageActions } from './useMessageActions.ts'

type ListProps = Pick<
  MessageListProps,
  | 'messageComponent'
  | 'renderMessage'
  | 'renderPart'
  | 'extraData'
  | 'markdown'
  | 'smooth'
  | 'pinTurns'
  | 'empty'
  | 'onLoadEarlier'
>
type FileProps = Pick<ComposerProps, 'accept' | 'maxFiles' | 'maxFileSize' | 'addressOf' | 'maxLength'>
type RootAttributes = Omit<
  ComponentPropsWithoutRef<'section'>,
  keyof UseStreamingCompletionOptions | 'children'
>

/** The options of `useStreamingCompletion`, and how the thread is drawn. `id` is the thread's. */
export interface ChatProps extends UseStreamingCompletionOptions, ListProps, FileProps, RootAttributes {
  /** What could be asked, as buttons in the empty thread. Default: nothing. */
  suggestions?: readonly Suggestion[]
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
    markdown,
    smooth = true,
    pinTurns,
    empty,
    onLoadEarlier,
    suggestions,
    accept,
    maxFiles,
    maxFileSize,
    addressOf,
    maxLength,
    announce,
    labels,
    ...props
  }: ChatProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const [options, rest] = splitProps(props)
  const chat = useStreamingCompletion(options)
  const root = useRef<HTMLElement>(null)
  const words = mergeLabels(chatLabels, labels?.chat)
  useImperativeHandle(ref, () => root.current!, [])
  const ask = (text: string): void => {
    void chat.sendMessage(text)
    // The button that was pressed goes, and the focus with it.
    root.current?.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
  }
  const own = { className: 'rivulet rivulet-chat', ...data({ status: chat.status }) }
  return (
    <section ref={root} {...mergeProps(own, rest)}>
      <MessageList
        messages={chat.messages}
        pending={chat.status === 'submitted'}
        messageComponent={messageComponent}
        renderMessage={renderMessage}
        renderPart={renderPart}
        extraData={extraData}
        markdown={markdown}
        smooth={smooth}
        actions={useMessageActions(chat)}
        pinTurns={pinTurns}
        empty={
          suggestions ? (
            <div className="rivulet-chat-welcome">
              {empty ?? <p>{words.welcome}</p>}
              <Suggestions suggestions={suggestions} onPick={ask} labels={labels} />
            </div>
          ) : (
            empty
          )
        }
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
          history={() => textsOf(chat.store.getState().messages)}
          maxLength={maxLength}
          accept={accept}
          maxFiles={maxFiles}
          maxFileSize={maxFileSize}
          addressOf={addressOf}
          dropArea={root}
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

/** What the reader has written. */
function textsOf(messages: readonly MessageData[]): string[] {
  return messages.flatMap((message) => (message.role === 'user' ? [messageText(message)] : []))
}
