import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Feed } from './feed.ts'

/** What the server has done since it started. */
export interface Activity {
  /** Requests. */
  total: number
  /** Responses that are still going on. */
  open: number
}

/** `cpu`: percent of one core; `delay`: the longest that the event loop was held up, in ms. */
export interface LoadFigures {
  cpu: number
  delay: number
}

/** Megabytes. */
export interface MemoryFigures {
  resident: number
  heap: number
}

export interface RequestFigures extends Activity {
  perSecond: number
}

/** Publishes the server's own figures, each `interval` ms, as `load`, `memory` and `requests`. Returns what ends it. */
export function publishFigures(feed: Feed, activity: Activity, interval = 1000): () => void {
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  let since = performance.now()
  let cpuBefore = process.cpuUsage()
  let requestsBefore = 0
  const timer = setInterval(publish, interval)
  timer.unref()
  return () => {
    clearInterval(timer)
    delays.disable()
  }

  function publish(): void {
    const seconds = (performance.now() - since) / 1000
    const { user, system } = process.cpuUsage(cpuBefore)
    const { rss, heapUsed } = process.memoryUsage()
    const load: LoadFigures = {
      cpu: rounded((user + system) / 10_000 / seconds),
      delay: rounded(Math.max(0, delays.max / 1e6 - 10)),
    }
    const memory: MemoryFigures = { resident: rounded(rss / 1e6), heap: rounded(heapUsed / 1e6) }
    const perSecond = rounded((activity.total - requestsBefore) / seconds)
    feed.publish('load', load)
    feed.publish('memory', memory)
    feed.publish('requests', { ...activity, perSecond } satisfies RequestFigures)
    since = performance.now()
    cpuBefore = process.cpuUsage()
    requestsBefore = activity.total
    delays.reset()
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10
