import { createEventSourceStore } from '@rivulet/core'

// The page of tabs.test.ts: a store that shares its connection with all tabs, and what it was told.
const ids: string[] = []
const statuses: string[] = []
const store = createEventSourceStore('/feed', {
  share: 'tabs',
  retry: { base: 50 },
  onEvent: (event) => ids.push(event.lastEventId),
})
store.subscribe(({ connection }) => {
  if (statuses.at(-1) !== connection.status) statuses.push(connection.status)
})
store.open()
Object.assign(globalThis, { tab: { store, ids, statuses } })
