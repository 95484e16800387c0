import { fetchEventSource } from '@microsoft/fetch-event-source'
import type { Contender } from '../contender.ts'
import { nextText } from '../reading.ts'
import { mountThread } from './setState.tsx'

/** `@microsoft/fetch-event-source` with React state, set for every event. */
export const fetchEventSourceState: Contender = (stage) =>
  mountThread(stage, (update) =>
    fetchEventSource(stage.url, {
      openWhenHidden: true,
      // It delivers blank lines as empty events.
      onmessage: ({ data }) => data !== '' && update((text) => nextText(stage.wire, text, data)),
    }),
  )
