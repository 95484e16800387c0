'use client'
import type { Message as MessageData } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ComponentType,
  type ForwardedRef,
  type ReactNode,
  type RefObject,
  forwardRef,
  useRef,
  useState,
} from 'react'
import { JumpButton } from '../JumpButton.tsx'
import type { MessageContent, RenderPart } from '../Message/Message.tsx'
import { ActionTabIndex } from '../Message/MessageActionBar.tsx'
import type { MessageActions } from '../Message/messageActions.ts'
import { StreamingText } from '../StreamingText/StreamingText.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, messageIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels, sameLabels } from '../labels.ts'
import { useBeforePaint } from '../useBeforePaint.ts'
import { useFollow } from '../useFollow.ts'
import { useLasting } from '../useLasting.ts'
import { EarlierButton } from './EarlierButton.tsx'
import { Rows } from './Rows.tsx'
import { type MessageGroup, groupMessages } from './groupMessages.ts'
import { type ListLabels, listLabels } from './listLabels.ts'
import { type RovingFocus, createRovingFocus } from './rovingFocus.ts'
import { createStableActions } from './stableActions.ts'
import { useKeptView } from './useKeptView.ts'

export interface MessageListProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  messages: readonly MessageData[]
  /** An answer was asked for, and nothing of it has come. Default: `false`. */
  pending?: boolean
  /** Your own message component; it need not be memoised. Default: `Message`. */
  messageComponent?: ComponentType<MessageContent>
  /**
   * Draws a message your way. It is called when its message changes, not when this function does: an inline function
   * costs nothing. What else the function reads goes into `extraData`.
   */
  renderMessage?: (message: MessageData) => ReactNode
  /** Draws parts your way; see `Message`. */
  renderPart?: RenderPart
  /** Draws all messages again when it changes. */
  extraData?: unknown
  /** Shows answers as Markdown, with these options, or as they are written; see `Message`. Default: `true`. */
  markdown?: MessageContent['markdown']
  /** Shows growing text at the rate at which it arrives. Default: `false`. */
  smooth?: boolean
  /** Shows what can be done with messages; see `Message`. Inline functions cost nothing. Default: nothing. */
  actions?: MessageActions
  /**
   * Puts each message that the reader sends at the upper edge, where it stays while its answer grows below it. Without
   * it, the end is followed. Default: `false`.
   */
  pinTurns?: boolean
  /** What stands in a list without messages. Default: a line of text. */
  empty?: ReactNode
  /** What stands behind the last message and scrolls with it: an error, actions. */
  footer?: ReactNode
  /** Shows a button before the first message that asks for earlier ones; busy while the promise is pending. */
  onLoadEarlier?: () => void | Promise<void>
  labels?: LabelOverrides
}

/**
 * A thread: follows its end until the reader scrolls away, and renders only the messages that change.
 * It scrolls inside its own box, so give it a height.
 *
 * @example <MessageList messages={messages} pending={status === 'submitted'} />
 */
export const MessageList: Anatomy<MessageListProps, HTMLDivElement> = forwardRef(function MessageList(
  {
    messages,
    pending = false,
    messageComponent,
    renderMessage,
    renderPart,
    extraData,
    markdown,
    smooth,
    actions,
    pinTurns = false,
    empty,
    footer,
    onLoadEarlier,
    labels,
    ...rest
  }: MessageListProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const words = mergeLabels(listLabels, labels?.list)
  const stableLabels = useLasting(labels, sameLabels)
  const [stabilize] = useState(createStableActions)
  const stableActions = stabilize(actions)
  const { scroller, content, following, jump, jumpTo } = useFollow()
  const groups = useGroups(messages)
  const unseen = useUnseen(messages, following)
  const isEmpty = messages.length === 0 && !pending
  useKeptView(scroller, messages[0]?.id, onLoadEarlier !== undefined)
  useRovingFocus(scroller)
  useOwnTurn(messages, () => jumpTo(pinTurns ? lastRow(scroller.current!) : undefined))
  const own = { className: 'rivulet rivulet-list', ...data({ following, empty: isEmpty }) }
  return (
    <div ref={ref} {...mergeProps(own, rest)}>
      <div
        ref={scroller}
        className="rivulet-list-scroller"
        role="log"
        aria-live="off"
        aria-label={words.log}
        tabIndex={0}
      >
        <div ref={content} className="rivulet-list-content">
          {onLoadEarlier && <EarlierButton words={words} onLoad={onLoadEarlier} />}
          {isEmpty && (empty ?? <Empty words={words} />)}
          <ActionTabIndex.Provider value={-1}>
            {groups.map((group) => (
              <Rows
                key={group.key}
                group={group}
                messageComponent={messageComponent}
                renderMessage={renderMessage}
                renderPart={renderPart}
                extraData={extraData}
                markdown={markdown}
                smooth={smooth}
                actions={stableActions}
                labels={stableLabels}
              />
            ))}
          </ActionTabIndex.Provider>
          {pending && <Pending words={words} />}
          {footer}
        </div>
      </div>
      {!following && <JumpButton label={words.jump(unseen)} onPress={jump} />}
    </div>
  )
})

function Empty({ words }: { words: ListLabels }): ReactNode {
  return (
    <div className="rivulet-list-empty">
      <Icon shape={messageIcon} />
      {words.empty}
    </div>
  )
}

function Pending({ words }: { words: ListLabels }): ReactNode {
  return (
    <div className="rivulet-list-pending">
      <span className="rivulet-hidden">{words.pending}</span>
      <StreamingText text="" streaming />
    </div>
  )
}

/** The thread in groups; those that have not changed are the objects of the last render. */
function useGroups(messages: readonly MessageData[]): readonly MessageGroup[] {
  const [group] = useState(() => {
    let groups: readonly MessageGroup[] = []
    return (all: readonly MessageData[]) => (groups = groupMessages(all, groups))
  })
  return group(messages)
}

/** How many messages came behind the last one that was there when the reader scrolled away. */
function useUnseen(messages: readonly MessageData[], following: boolean): number {
  const last = messages.at(-1)?.id
  const [seen, setSeen] = useState(last)
  if (following) {
    if (seen !== last) setSeen(last)
    return 0
  }
  let unseen = 0
  for (let index = messages.length - 1; index >= 0 && messages[index]!.id !== seen; index--) unseen++
  return unseen
}

/** Calls back when the reader has sent a message: the last one is new, and theirs. */
function useOwnTurn(messages: readonly MessageData[], onTurn: () => void): void {
  const before = useRef(messages)
  useBeforePaint(() => {
    const last = messages.at(-1)
    const isNew = last?.id !== before.current.at(-1)?.id && !before.current.some(({ id }) => id === last?.id)
    before.current = messages
    if (isNew && last?.role === 'user') onTurn()
  })
}

function lastRow(scroller: HTMLElement): HTMLElement | undefined {
  return [...scroller.querySelectorAll<HTMLElement>('.rivulet-row')].at(-1)
}

function useRovingFocus(scroller: RefObject<HTMLElement | null>): void {
  const roving = useRef<RovingFocus>(null)
  useBeforePaint(() => {
    const box = scroller.current!
    const made = createRovingFocus(box, () =>
      [...box.querySelectorAll<HTMLElement>('.rivulet-row')].map(
        (row) => row.firstElementChild as HTMLElement,
      ),
    )
    roving.current = made
    return made.stop
  }, [scroller])
  useBeforePaint(() => roving.current?.repair())
}
