import { streamServer } from '@rivulet/testing/server'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server that the browser tests talk to: `inject('streamServer')`. */
    streamServer: string
    /** The same, with a connection for each request: Chromium sends nothing twice by itself. `inject('briefServer')`. */
    briefServer: string
    /** What Playwright's `chromium.launch` takes, for a test in Node that opens pages: `inject('chromium')`. */
    chromium: { executablePath: string | undefined; args: string[] }
  }
}

/** The stream servers of all browser tests, on ports that were free. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server, brief] = await Promise.all([streamServer(), streamServer({ keepAlive: false })])
  project.provide('streamServer', server.url)
  project.provide('briefServer', brief.url)
  return async () => {
    await Promise.all([server.close(), brief.close()])
  }
}
