// For the tests: real servers on free ports, and a reader of event streams.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp, type App, type AppOptions } from './app.ts'

/** The address of a server that lives as long as the test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The app as it runs in the demo, without figures and pauses unless they are asked for. */
export async function runningApp(options: Partial<AppOptions> = {}): Promise<App & { url: string }> {
  const root = options.root ?? (await documentationRoot({}))
  const app = createApp({ figures: false, pause: () => 0, ...options, root })
  onTestFinished(() => app.close())
  const url = await serve((request, response) =>
    app.handle(request, response, () => void response.writeHead(404).end('not of the app')),
  )
  return { ...app, url }
}

/** A folder with these Markdown files. */
export async function documentationRoot(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'rivulet-demo-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [file, markdown] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), markdown)
  }
  return root
}

export function postJson(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), ...init })
}

/** A server-sent event, or a comment. */
export interface WireEvent {
  id?: string
  event?: string
  data?: string
  retry?: string
  comment?: string
}

/** The events of a response as they arrive. Our servers end lines with LF. */
export async function* eventsOf(response: Response): AsyncGenerator<WireEvent> {
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield Object.fromEntries(block.split('\n').map(fieldOf))
  }
}

function fieldOf(line: string): [string, string] {
  const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
  return [name || 'comment', value]
}

/** The next so many events. The response stays open. */
export async function take(events: AsyncGenerator<WireEvent>, count: number): Promise<WireEvent[]> {
  const taken: WireEvent[] = []
  while (taken.length < count) {
    const { value, done } = await events.next()
    if (done) throw new Error(`The stream ended after ${taken.length} of ${count} events.`)
    taken.push(value)
  }
  return taken
}
