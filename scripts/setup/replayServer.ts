import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server that replays recorded streams: `inject('replayServer')`. Empty: there are none. */
    replayServer: string
  }
}

/** The recordings are no part of this repository: where they are absent, their tests skip. */
const SERVER = resolve(import.meta.dirname, '../../../shared/recordings/replay-server.mjs')

/** One replay server for all browser tests, on a port that was free. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('replayServer', '')
  if (!existsSync(SERVER)) return undefined
  const { server } = (await import(/* @vite-ignore */ pathToFileURL(SERVER).href)) as { server: Server }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  project.provide('replayServer', `http://127.0.0.1:${port}`)
  return () =>
    new Promise((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
}
