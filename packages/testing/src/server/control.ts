import type { ScriptedRequest, Steps } from '../request.ts'
import { chunk, respond, type Script } from '../script.ts'

/** What the control routes of a stream server act on. */
export interface Controlled {
  route(path: string, scripts: Script | readonly Script[]): void
  readonly requests: readonly ScriptedRequest[]
}

/**
 * The routes by which `remoteServer()` scripts a stream server: `POST /__script` with `{ path, script }`, and
 * `GET /__requests?path=`. `undefined` for other paths.
 */
export function controlSteps(request: ScriptedRequest, server: Controlled): Steps | undefined {
  if (request.path === '/__script') {
    const { path, script } = JSON.parse(request.body, withBytes) as { path: string; script: Script }
    server.route(path, script)
    return [respond({ status: 204 })]
  }
  if (request.path === '/__requests') {
    const seen = server.requests.filter(({ path }) => path === request.query['path'])
    return [respond({ contentType: 'application/json' }), chunk(JSON.stringify(seen))]
  }
  return undefined
}

function withBytes(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'base64' in value
  return isBytes ? new Uint8Array(Buffer.from(String(value.base64), 'base64')) : value
}
