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
  // One protocol brings one protocol; `auto` brings all of them, and is the completion store's default.
  { entry: "export { openaiChat } from '@rivulet/core'", limit: 4_000 },
  { entry: "export { openaiResponses } from '@rivulet/core'", limit: 4_800 },
  { entry: "export { anthropic } from '@rivulet/core'", limit: 3_600 },
  { entry: "export { gemini } from '@rivulet/core'", limit: 3_900 },
  { entry: "export { ollama } from '@rivulet/core'", limit: 2_450 },
  { entry: "export { aiSdk } from '@rivulet/core'", limit: 3_700 },
  { entry: "export { agUi } from '@rivulet/core'", limit: 5_200 },
  { entry: "export { cohere } from '@rivulet/core'", limit: 3_000 },
  { entry: "export { langGraph } from '@rivulet/core'", limit: 6_300 },
  { entry: "export { tgi } from '@rivulet/core'", limit: 1_700 },
  { entry: "export { sseText } from '@rivulet/core'", limit: 1_450 },
  { entry: "export { text } from '@rivulet/core'", limit: 400 },
  { entry: "export { auto } from '@rivulet/core'", limit: 20_200 },
  { entry: "export { createEventSourceStore } from '@rivulet/core'", limit: 13_700 },
  { entry: "export { createCompletionStore } from '@rivulet/core'", limit: 36_900 },
  { entry: "export { useEventSource } from '@rivulet/react'", limit: 14_500 },
  { entry: "export { useStreamingCompletion } from '@rivulet/react'", limit: 38_000 },
  { entry: "export { StreamingText } from '@rivulet/components'", limit: 2_200 },
  { entry: "export { StreamingMarkdown } from '@rivulet/components'", limit: 40_000 },
  { entry: "export { ConnectionBadge } from '@rivulet/components'", limit: 3_000 },
  // With what shows Markdown, 38 kB of it, which is loaded when the first text is shown.
  { entry: "export { Chat } from '@rivulet/components'", limit: 94_500 },
  // With all of its languages; a page loads those that it shows: with TypeScript it is 9 kB.
  { entry: "export { highlighter } from '@rivulet/components/highlight'", limit: 85_000 },
  { entry: "import '@rivulet/components/styles.css'", limit: 6_000 },
]
