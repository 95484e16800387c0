'use client'
import type { CompletionStatus, ConnectionState, Message, StreamError } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type RefObject,
  forwardRef,
  useEffect,
  useRef,
} from 'react'
import { useSettledConnection } from '../ConnectionBadge/useSettledConnection.ts'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { errorAdviceLabels, errorTitleLabels } from '../ErrorNotice/errorLabels.ts'
import { announcerLabels } from './announcerLabels.ts'
import { type AnnouncerMode, type Narrator, type Scene, createNarrator } from './createNarrator.ts'

export interface AnnouncerProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The thread; the last message is the one that is read out. Default: none. */
  messages?: readonly Message[]
  /** What the answer is doing: `status` of `useStreamingCompletion`. A live stream has none. */
  status?: CompletionStatus
  /** The connection of a hook or a store. Default: `idle`. */
  connection?: ConnectionState
  /** What ended the answer: `error` of `useStreamingCompletion`. Without a `status`, that of a failed connection is told. */
  error?: StreamError
  /**
   * How much is read out. `final`: that an answer is on its way, and then the answer. `sentences`: whole sentences
   * while they arrive, at most once in 2 s, without code. `status`: that it began and ended. `off`: nothing at all.
   * Errors and lost connections are told in all modes but `off`. Default: `final`.
   */
  mode?: AnnouncerMode
  /** The longest answer that `final` reads out, in characters; of a longer one its length is told. Default: 1000. */
  limit?: number
  /** A connection that is lost for less than this many ms is not mentioned. Default: 1000. */
  grace?: number
  labels?: LabelOverrides
}

/**
 * What a screen reader hears of a stream, in one place: invisible, empty until something happens, and written once for
 * each announcement. Give other components `live={false}` beside it.
 *
 * Beside a live stream: `<Announcer connection={feed.connection} />`.
 *
 * @example <Announcer messages={messages} status={status} connection={connection} error={error} />
 */
export const Announcer: Anatomy<AnnouncerProps, HTMLDivElement> = forwardRef(function Announcer(
  {
    messages = none,
    status,
    connection = idle,
    error,
    mode = 'final',
    limit = 1000,
    grace = 1000,
    labels,
    ...rest
  }: AnnouncerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const settled = useSettledConnection(connection, grace, undefined)
  const { polite, alert } = useNarrator({
    messages,
    status: status ?? 'ready',
    error: error ?? (status === undefined ? endOf(connection) : undefined),
    trouble: settled.trouble && settled.connection === connection ? troubleOf(connection) : undefined,
    connected: connection.status === 'open',
    mode,
    limit,
    words: mergeLabels(announcerLabels, labels?.announcer),
    errorTitle: mergeLabels(errorTitleLabels, labels?.errorTitle),
    errorAdvice: mergeLabels(errorAdviceLabels, labels?.errorAdvice),
  })
  const own = { className: 'rivulet rivulet-announcer rivulet-hidden', ...data({ status }) }
  return (
    <div ref={ref} {...mergeProps(own, rest)}>
      {/* Both are there from the start: what comes together with its region is not spoken. */}
      <output ref={polite} />
      <div ref={alert} role="alert" />
    </div>
  )
})

const none: readonly Message[] = []
const idle: ConnectionState = { status: 'idle' }

function endOf(connection: ConnectionState): StreamError | undefined {
  return connection.status === 'failed' ? connection.error : undefined
}

function troubleOf({ status }: ConnectionState): Scene['trouble'] {
  return status === 'stalled' || status === 'offline' ? status : 'lost'
}

interface Regions {
  polite: RefObject<HTMLOutputElement | null>
  alert: RefObject<HTMLDivElement | null>
}

/** The regions are written past React, so that one announcement is one change, also when it says the same again. */
function useNarrator(scene: Scene): Regions {
  const polite = useRef<HTMLOutputElement>(null)
  const alert = useRef<HTMLDivElement>(null)
  const narrator = useRef<Narrator>(null)
  useEffect(() => {
    const made = createNarrator({
      say: (text) => void (polite.current!.textContent = text),
      alert: (text) => void (alert.current!.textContent = text),
    })
    narrator.current = made
    return made.stop
  }, [])
  useEffect(() => narrator.current?.update(scene))
  return { polite, alert }
}
