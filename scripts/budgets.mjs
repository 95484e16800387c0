/**
 * What an import may cost, in bytes: minified, gzipped, with its dependencies, without React.
 * An entry is what a user would write.
 *
 * @type {{ entry: string, limit: number }[]}
 */
export const budgets = [
  { entry: "export { fetchTransport } from '@rivulet/core'", limit: 3_000 },
  { entry: "export { nativeTransport } from '@rivulet/core'", limit: 2_000 },
  { entry: "export { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'", limit: 4_000 },
  { entry: "export { openaiChat } from '@rivulet/core'", limit: 3_000 },
  { entry: "export { createEventSourceStore } from '@rivulet/core'", limit: 9_000 },
  { entry: "export { createCompletionStore } from '@rivulet/core'", limit: 14_000 },
  { entry: "export { useEventSource } from '@rivulet/react'", limit: 10_000 },
  { entry: "export { useStreamingCompletion } from '@rivulet/react'", limit: 15_000 },
  { entry: "export { StreamingText } from '@rivulet/components'", limit: 2_000 },
  { entry: "export { ConnectionBadge } from '@rivulet/components'", limit: 3_000 },
  { entry: "export { Chat } from '@rivulet/components'", limit: 25_000 },
  { entry: "import '@rivulet/components/styles.css'", limit: 6_000 },
]
