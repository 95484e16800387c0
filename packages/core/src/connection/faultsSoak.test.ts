import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { resolve } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SoakReport } from './faultsSoak.suite.ts'

const MB = 1_000_000

/** Runs the program in a Node of its own, whose heap holds nothing else and can be collected when asked. */
async function run(): Promise<SoakReport> {
  const result = await build({
    configFile: resolve(import.meta.dirname, '../../../../vite.config.ts'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { write: false, ssr: resolve(import.meta.dirname, 'faultsSoak.suite.ts') },
  })
  const code = (result as { output: { code: string }[] }).output[0]?.code
  const node = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  node.stdin.end(code)
  return JSON.parse(await text(node.stdout)) as SoakReport
}

/** What the heap has grown by from its first to its last measurement, in bytes. */
function growth(heaps: readonly number[]): number {
  return (heaps.at(-1) ?? Infinity) - (heaps[0] ?? 0)
}

describe('an hour at a thousand events a second, with a break every 37 seconds', () => {
  let report: SoakReport
  beforeAll(async () => void (report = await run()), 300_000)

  it('loses no event and doubles none', () => {
    expect(report.hour).toMatchObject({ events: 3_600_000, lost: 0, doubled: 0, reconnects: 97 })
  })

  it('keeps nothing: heap, timers, listeners, sockets', () => {
    const { heaps, most, after } = report.hour
    expect(growth(heaps)).toBeLessThan(MB)
    // The next attempt, or silence; the listeners for the network, the tab and the freezing of the page.
    expect(most).toEqual({ timers: 1, listeners: 3, sockets: 1 })
    expect(after).toEqual({ timers: 0, listeners: 0, requests: 0 })
  })

  it('keeps nothing of ten thousand attempts in a row that failed', () => {
    const { attempts, longestWait, heaps, most, after } = report.reconnects
    expect(attempts).toBeGreaterThanOrEqual(10_000)
    expect(longestWait).toBeLessThanOrEqual(30_000)
    expect(growth(heaps)).toBeLessThan(MB / 4)
    expect(most).toEqual({ timers: 1, listeners: 3 })
    expect(after).toEqual({ timers: 0, listeners: 0 })
  })

  it('leaves no rejection unhandled, warns of nothing, and lets the process end', () => {
    expect(report).toMatchObject({ rejections: [], warnings: [], handles: [] })
  })
})
