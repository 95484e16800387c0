// A program of its own, run by faultsSoak.test.ts with `--expose-gc`: an hour of a busy feed that breaks now and
// then, and ten thousand reconnects in a row. It prints what it measured as JSON.
import { createEventSourceStore, type EventSourceStore } from '@rivulet/core'
import {
  chunk,
  cut,
  manualEnvironment,
  respond,
  sse,
  type ManualEnvironment,
  type Step,
} from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'

declare const gc: () => void

/** What is left in the hands of a process, and what went wrong in it. */
export interface SoakReport {
  readonly hour: {
    readonly events: number
    readonly lost: number
    readonly doubled: number
    readonly reconnects: number
    /** Bytes of heap after a forced collection, after each tenth of the hour. */
    readonly heaps: readonly number[]
    readonly most: { readonly timers: number; readonly listeners: number; readonly sockets: number }
    readonly after: { readonly timers: number; readonly listeners: number; readonly requests: number }
  }
  readonly reconnects: {
    readonly attempts: number
    readonly longestWait: number
    readonly heaps: readonly number[]
    readonly most: { readonly timers: number; readonly listeners: number }
    readonly after: { readonly timers: number; readonly listeners: number }
  }
  readonly rejections: readonly string[]
  readonly warnings: readonly string[]
  /** Sockets and timers that the process still holds when all is closed. */
  readonly handles: readonly string[]
}

const seconds = 3_600
const eventsPerSecond = 1_000

const rejections: string[] = []
const warnings: string[] = []
process.on('unhandledRejection', (reason) => void rejections.push(String(reason)))
process.on('warning', (warning) => void warnings.push(String(warning)))

const server = await streamServer()
const hour = await soak(server)
await server.close()
const reconnects = await reconnectForEver(10_000)
await new Promise((resolve) => setTimeout(resolve, 100))
const handles = process.getActiveResourcesInfo().filter((name) => /tcp|timeout/i.test(name))
const report: SoakReport = { hour, reconnects, rejections, warnings, handles }
process.stdout.write(JSON.stringify(report))

/** The heap in bytes, without what is only not collected yet. */
function heap(): number {
  gc()
  gc()
  return process.memoryUsage().heapUsed
}

async function soak(server: StreamServer): Promise<SoakReport['hour']> {
  const feed = createFeed(server)
  const environment = manualEnvironment()
  let count = 0
  let lost = 0
  let doubled = 0
  let wake = (): void => {}
  const store: EventSourceStore = createEventSourceStore(server.url + '/feed', {
    environment,
    history: 100,
    retry: { max: 2_000 },
    onEvent({ data, lastEventId }) {
      const id = Number(lastEventId)
      if (id <= count || data !== dataOf(id)) doubled += 1
      else lost += id - count - 1
      count = Math.max(count, id)
      if (count === feed.sent) wake()
    },
  })
  const heaps: number[] = []
  const most = { timers: 0, listeners: 0, sockets: 0 }
  let breaks = 0
  store.open()
  for (let second = 1; second <= seconds; second += 1) {
    const arrived = new Promise<void>((resolve) => (wake = resolve))
    // Now and then in the middle of a second's events, inside of one; the rest comes with the next connection.
    const isBroken = second % 37 === 0
    if (isBroken) breaks += 1
    feed.send(eventsPerSecond, isBroken)
    if (isBroken) await untilWaiting(store)
    await environment.advance(1_000)
    await pastTheWait(store, environment)
    await arrived
    await environment.frame()
    most.timers = Math.max(most.timers, environment.timers)
    most.listeners = Math.max(most.listeners, environment.listeners)
    most.sockets = Math.max(most.sockets, server.connections)
    if (second % (seconds / 10) === 0) heaps.push(heap())
  }
  store.close()
  await until(() => server.requests.every(({ open }) => !open))
  const { timers, listeners } = environment
  const after = { timers, listeners, requests: server.requests.filter(({ open }) => open).length }
  const { attempts } = store.getState().counters
  if (attempts !== breaks + 1) throw new Error(`${attempts} attempts after ${breaks} breaks`)
  return { events: count, lost, doubled, reconnects: breaks, heaps, most, after }
}

/** Numbered events, as many as asked for; everything after `Last-Event-ID` on connecting. */
function createFeed(server: StreamServer): {
  readonly sent: number
  send(count: number, breaks: boolean): void
} {
  let sent = 0
  let breakAt = Infinity
  let wake = (): void => {}
  server.route('/feed', async function* ({ lastEventId }): AsyncGenerator<Step> {
    yield respond()
    for (let at = Number(lastEventId); ;) {
      if (at < sent) {
        const to = Math.min(sent, breakAt, at + 100)
        // The heartbeat, from which the client learns how long a silence may last.
        yield chunk(`: ping\n\n${wire(at, to)}`)
        at = to
      }
      if (at === breakAt) {
        breakAt = Infinity
        yield chunk(`id: ${at + 1}\ndata: ev`)
        return void (yield cut())
      }
      if (at === sent) await new Promise<void>((resolve) => (wake = resolve))
    }
  })
  return {
    get sent() {
      return sent
    },
    send(count, breaks) {
      if (breaks) breakAt = sent + Math.floor(count / 2)
      sent += count
      wake()
    },
  }
}

function dataOf(id: number): string {
  return `event ${id}, with a few words of text`
}

function wire(from: number, to: number): string {
  let text = ''
  for (let id = from + 1; id <= to; id += 1) text += sse({ id, data: dataOf(id) })
  return text
}

/** Fails ten thousand times without a byte, then lets go. */
async function reconnectForEver(wanted: number): Promise<SoakReport['reconnects']> {
  const environment = manualEnvironment({ random: [0.1, 0.9, 0.5, 0.999] })
  let attempts = 0
  const store = createEventSourceStore('http://feed.test/', {
    environment,
    fetch() {
      attempts += 1
      return Promise.reject(new TypeError('fetch failed'))
    },
  })
  let longestWait = 0
  const heaps: number[] = []
  const most = { timers: 0, listeners: 0 }
  store.subscribe(({ connection }) => {
    if (connection.status !== 'waiting') return
    longestWait = Math.max(longestWait, connection.retryAt - environment.now())
    most.timers = Math.max(most.timers, environment.timers)
    most.listeners = Math.max(most.listeners, environment.listeners)
  })
  store.open()
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    while (attempts < (tenth * wanted) / 10) await environment.advance(60_000)
    heaps.push(heap())
  }
  store.close()
  const { timers, listeners } = environment
  return { attempts, longestWait, heaps, most, after: { timers, listeners } }
}

async function untilWaiting(store: EventSourceStore): Promise<void> {
  await until(() => store.getState().connection.status === 'waiting')
}

async function pastTheWait(store: EventSourceStore, environment: ManualEnvironment): Promise<void> {
  const { connection } = store.getState()
  if (connection.status === 'waiting') await environment.advance(connection.retryAt - environment.now())
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}
