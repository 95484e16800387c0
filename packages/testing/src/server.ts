export { streamServer } from './server/streamServer.ts'
export type { StreamServer, StreamServerOptions } from './server/streamServer.ts'
export type { ScriptedRequest, Scripts, Steps } from './request.ts'
