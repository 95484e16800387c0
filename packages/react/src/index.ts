export {
  type StreamUrl,
  type UseEventSourceOptions,
  type UseEventSourceResult,
  useEventSource,
} from './useEventSource.ts'
export {
  type UseStreamingCompletionOptions,
  type UseStreamingCompletionResult,
  useStreamingCompletion,
} from './useStreamingCompletion.ts'
export { type StreamStore, useStreamStore } from './useStreamStore.ts'
export { type StreamDefaults, type StreamProviderProps, StreamProvider } from './streamProvider.tsx'

// What an application needs of core, so that it imports from one place.
export * from '@rivulet/core'
