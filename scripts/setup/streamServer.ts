import { streamServer } from '@rivulet/testing/server'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server that the browser tests talk to: `inject('streamServer')`. */
    streamServer: string
    /** What Playwright's `chromium.launch` takes, for a test in Node that opens pages: `inject('chromium')`. */
    chromium: { executablePath: string | undefined; args: string[] }
  }
}

/** One stream server for all browser tests, on a port that was free. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await streamServer()
  project.provide('streamServer', server.url)
  return () => server.close()
}
