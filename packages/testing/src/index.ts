// Scripts: what a response does, as data.
export { respond, chunk, wait, stall, cut, end } from './script.ts'
export type { Script, Step, RespondStep, RespondOptions, ChunkStep, WaitStep } from './script.ts'

// Wire text to put into them.
export { sse, pieces, tokens, openaiChunks } from './wire.ts'
export type { SseFields, SeededSizes, OpenaiChunksOptions } from './wire.ts'

// What plays them.
export { scriptedFetch } from './scriptedFetch.ts'
export type { ScriptedFetch, ScriptedFetchOptions } from './scriptedFetch.ts'
export type { ScriptedRequest, Scripts, Steps } from './request.ts'
export { remoteServer } from './remoteServer.ts'
export type { RemoteServer } from './remoteServer.ts'

// The outside world, under the test's hand.
export { manualEnvironment } from './manualEnvironment.ts'
export type { ManualEnvironment, ManualEnvironmentOptions } from './manualEnvironment.ts'
