'use client'
import type { ConnectionState, StreamError } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ReactNode,
  forwardRef,
  useImperativeHandle,
  useRef,
} from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Disclosure } from '../Disclosure.tsx'
import {
  Icon,
  alertIcon,
  checkIcon,
  circleIcon,
  clockIcon,
  offlineIcon,
  pauseIcon,
  radioIcon,
  refreshIcon,
  spinnerIcon,
} from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { useCountdown } from '../useCountdown.ts'
import { type BadgeLabels, badgeLabels } from './badgeLabels.ts'
import { ReconnectButton } from './ReconnectButton.tsx'
import { useSettledConnection } from './useSettledConnection.ts'

export interface ConnectionBadgeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The connection of a hook or a store. */
  connection: ConnectionState
  /** Shows a button that asks for an attempt at once, where that helps. */
  onReconnect?: () => void
  /** Trouble shorter than this many ms is not shown. Default: 1000. */
  grace?: number
  /** How many events have come in all (`counters.events`): after a drop the badge tells how many were caught up. */
  events?: number
  /** State alone, without countdown, reason and button. Default: `false`. */
  compact?: boolean
  /** Whether screen readers are told of changes; `false` beside an `Announcer`, which tells them. Default: `true`. */
  live?: boolean
  labels?: LabelOverrides
}

type Status = ConnectionState['status']
type Tone = 'good' | 'warning' | 'bad' | 'neutral'

const tones: Record<Status, Tone> = {
  idle: 'neutral',
  connecting: 'neutral',
  open: 'good',
  stalled: 'warning',
  waiting: 'warning',
  offline: 'neutral',
  paused: 'neutral',
  closed: 'neutral',
  failed: 'bad',
}

const icons: Record<Status, string> = {
  idle: circleIcon,
  connecting: spinnerIcon,
  open: radioIcon,
  stalled: clockIcon,
  waiting: refreshIcon,
  offline: offlineIcon,
  paused: pauseIcon,
  closed: checkIcon,
  failed: alertIcon,
}

/** Where asking again is worth a button. `connecting` after a drop keeps it, so that it does not run from the pointer. */
const canReconnect: ReadonlySet<Status> = new Set([
  'connecting',
  'stalled',
  'waiting',
  'offline',
  'paused',
  'closed',
  'failed',
])

/**
 * A connection's state in words, colour and icon, with the time to the next attempt and the reason of a loss.
 *
 * @example <ConnectionBadge connection={prices.connection} onReconnect={prices.reconnect} />
 */
export const ConnectionBadge: Anatomy<ConnectionBadgeProps, HTMLDivElement> = forwardRef(
  function ConnectionBadge(
    {
      connection,
      onReconnect,
      grace = 1000,
      events,
      compact = false,
      live = true,
      labels,
      ...rest
    }: ConnectionBadgeProps,
    ref: ForwardedRef<HTMLDivElement>,
  ) {
    const root = useRef<HTMLDivElement>(null)
    const words = mergeLabels(badgeLabels, labels?.badge)
    const settled = useSettledConnection(connection, grace, events)
    const shown = settled.connection
    const { status } = shown
    const first = status === 'connecting' && !settled.trouble
    const Word = live ? 'output' : 'span'
    useImperativeHandle(ref, () => root.current!, [])
    const own = {
      className: 'rivulet rivulet-badge',
      // Takes the focus of a reconnect button that is no longer needed.
      tabIndex: -1,
      ...data({
        status,
        tone: status === 'connecting' && !first ? 'warning' : tones[status],
        resumed: settled.resumed !== undefined,
        compact,
      }),
    }
    return (
      <div ref={root} {...mergeProps(own, rest)}>
        <span className="rivulet-badge-icon">
          <Icon shape={settled.resumed ? checkIcon : icons[status]} />
        </span>
        <Word className="rivulet-badge-word">
          {settled.resumed ? words.resumed(settled.resumed.missed) : words[status]}
        </Word>
        {!compact && shown.status === 'waiting' && <Countdown until={shown.retryAt} words={words} />}
        {!compact && <Reason connection={shown} words={words} />}
        {!compact && onReconnect && canReconnect.has(status) && !first && (
          <ReconnectButton
            label={words.reconnect}
            busy={status === 'connecting'}
            onPress={onReconnect}
            heir={root}
          />
        )}
      </div>
    )
  },
)

/** Beside the live region, not in it: a number that is read out every second helps nobody. */
function Countdown({ until, words }: { until: number; words: BadgeLabels }): ReactNode {
  const seconds = useCountdown(until)
  if (seconds === undefined) return null
  return (
    <span className="rivulet-badge-countdown" role="timer">
      {words.countdown(seconds)}
    </span>
  )
}

function Reason({ connection, words }: { connection: ConnectionState; words: BadgeLabels }): ReactNode {
  const error = reasonOf(connection)
  if (!error) return null
  return (
    <Disclosure summary={words.details} className="rivulet-badge-reason">
      <p>{error.message}</p>
      {connection.status === 'waiting' && <p>{words.attempt(connection.attempt)}</p>}
    </Disclosure>
  )
}

function reasonOf(connection: ConnectionState): StreamError | undefined {
  switch (connection.status) {
    case 'waiting':
    case 'offline':
      return connection.cause
    case 'failed':
      return connection.error
    default:
      return undefined
  }
}
