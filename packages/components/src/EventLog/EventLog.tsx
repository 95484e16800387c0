'use client'
import type { StreamEvent } from '@rivulet/react'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type NamedExoticComponent,
  forwardRef,
  memo,
  useState,
} from 'react'
import { JumpButton } from '../JumpButton.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { useFollow } from '../useFollow.ts'
import { LogControls } from './LogControls.tsx'
import { formatData } from './formatData.ts'
import { logLabels } from './logLabels.ts'
import { createSerials } from './serials.ts'
import { useLogView } from './useLogView.ts'

export interface EventLogProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The events, oldest first: `events` of `useEventSource` with `history`. */
  events: readonly StreamEvent<unknown>[]
  /** The most rows that are shown, the newest. Default: 200. */
  limit?: number
  /** Shows a filter and a pause button above the rows. Default: `false`. */
  controls?: boolean
  labels?: LabelOverrides
}

/**
 * The events of a live stream as they come: name, data, id. Follows its end until the reader scrolls away, and stands
 * still while it is paused.
 * It scrolls inside its own box, so give it a height.
 *
 * @example <EventLog events={feed.events} />
 */
export const EventLog: Anatomy<EventLogProps, HTMLDivElement> = forwardRef(function EventLog(
  { events, limit = 200, controls = false, labels, ...rest }: EventLogProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const words = mergeLabels(logLabels, labels?.log)
  const [serialOf] = useState(createSerials)
  const { scroller, content, following, jump } = useFollow()
  const view = useLogView(events)
  const shown = view.matching.slice(-limit)
  const newest = shown.length === 0 ? 0 : serialOf(shown.at(-1)!)
  const unseen = useUnseen(newest, following)
  const own = { className: 'rivulet rivulet-log', ...data({ following, empty: events.length === 0 }) }
  return (
    <div ref={ref} {...mergeProps(own, rest)}>
      {controls && (
        <LogControls
          words={words}
          onFilter={view.filter}
          paused={view.paused}
          waiting={view.waiting}
          onPause={view.togglePause}
        />
      )}
      <div
        ref={scroller}
        className="rivulet-log-scroller"
        role="log"
        aria-live="off"
        aria-label={words.log}
        tabIndex={0}
      >
        <div ref={content}>
          {events.length === 0 && <p className="rivulet-log-note">{words.empty}</p>}
          {events.length > 0 && shown.length === 0 && <p className="rivulet-log-note">{words.noMatch}</p>}
          {view.matching.length > shown.length && (
            <p className="rivulet-log-note">{words.hidden(view.matching.length - shown.length)}</p>
          )}
          <ol>
            {shown.map((event) => (
              <EventRow key={serialOf(event)} event={event} />
            ))}
          </ol>
        </div>
      </div>
      {!following && <JumpButton label={words.jump(unseen)} onPress={jump} />}
    </div>
  )
})

const EventRow: NamedExoticComponent<{ event: StreamEvent<unknown> }> = memo(function EventRow({
  event,
}: {
  event: StreamEvent<unknown>
}) {
  return (
    <li className="rivulet-log-row">
      <span className="rivulet-log-type">{event.type}</span>
      <span className="rivulet-log-data" dir="auto">
        {formatData(event.data)}
      </span>
      <span className="rivulet-log-id">{event.lastEventId}</span>
    </li>
  )
})

/** How many events came since the reader scrolled away, also those that are no longer kept. */
function useUnseen(newest: number, following: boolean): number {
  const [seen, setSeen] = useState(newest)
  if (!following) return newest - seen
  if (seen !== newest) setSeen(newest)
  return 0
}
