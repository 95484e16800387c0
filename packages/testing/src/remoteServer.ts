import type { ScriptedRequest } from './request.ts'
import type { Script } from './script.ts'

/** A stream server that runs elsewhere. */
export interface RemoteServer {
  readonly url: string
  /** Answers requests for `path` with these scripts from now on; resolves to the route's address. */
  route(path: string, scripts: Script | readonly Script[]): Promise<string>
  /** The requests for `path` so far. */
  requests(path: string): Promise<ScriptedRequest[]>
}

/**
 * Scripts a `streamServer()` of another process over HTTP: tests that run in a browser cannot start one.
 * @throws {Error} where the server does not answer as one.
 */
export function remoteServer(url: string): RemoteServer {
  async function ask(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(url + path, init)
    if (!response.ok) throw new Error(`${url + path} answered ${response.status}: is it a stream server?`)
    return response
  }
  return {
    url,
    async route(path, scripts) {
      await ask('/__script', { method: 'POST', body: JSON.stringify({ path, script: scripts }, withBase64) })
      return url + path
    },
    async requests(path) {
      const response = await ask(`/__requests?path=${encodeURIComponent(path)}`)
      return (await response.json()) as ScriptedRequest[]
    },
  }
}

/** JSON knows no bytes: they travel as `{ base64 }`. */
function withBase64(_key: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value
  return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
}
