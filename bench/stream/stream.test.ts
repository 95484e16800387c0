import { resolve } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { buildPage } from '../page.mjs'
import { measure } from './measure.mjs'
import { serve } from './server.mjs'

/** ms. The Long Tasks API names what takes longer; a reader feels it. */
const longTask = 50

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  // Vite takes this for what is wanted, whatever the mode: React for production, as a reader meets it.
  vi.stubEnv('NODE_ENV', 'production')
  server = await serve(await buildPage(resolve(import.meta.dirname, 'page')))
  vi.unstubAllEnvs()
  browser = await chromium.launch(inject('chromium'))
}, 60_000)

afterAll(async () => {
  await browser.close()
  server.close()
})

/**
 * By the thread's own clock, from a trace: the Long Tasks API counts the time in which the machine did something else
 * as well, which says nothing of us.
 */
describe(
  'Deltas that arrive in one piece, from the server to a list of messages of plain text',
  { timeout: 60_000 },
  () => {
    it.each([
      ['10,000', 'burst'],
      ['100,000', 'longBurst'],
    ])('%s of them never keep the thread for longer than 50 ms', async (_, scenario) => {
      const { longestCpu } = await measure(browser, server, scenario, 'messageList')
      expect(longestCpu).toBeGreaterThan(0)
      expect(longestCpu).toBeLessThanOrEqual(longTask)
    })
  },
)
