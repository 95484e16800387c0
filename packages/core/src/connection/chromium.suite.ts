import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { chromium } from 'playwright'
import { build } from 'vite'

/** How tests start Chromium: `inject('chromium')`. */
export interface LaunchOptions {
  readonly executablePath: string | undefined
  readonly args: readonly string[]
}

/**
 * Chromium by the bare DevTools protocol. Playwright keeps every page visible, never lets one freeze and knows no
 * back/forward cache, and these are what the tests are about.
 */
export interface BareChromium {
  openPage(url: string): Promise<BarePage>
  close(): Promise<void>
}

/** One tab. */
export interface BarePage {
  /** Sends a command of the DevTools protocol. */
  send(method: string, params?: object): Promise<Record<string, unknown>>
  /** Calls a function in the page; what it closes over is not there, `input` is. */
  evaluate<Input, Output>(
    call: (input: Input) => Output | Promise<Output>,
    input?: Input,
  ): Promise<Awaited<Output>>
  /** Asks the page until it is so. */
  until<Input>(isSo: (input: Input) => boolean, input?: Input): Promise<void>
  close(): Promise<void>
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>

/** Starts a Chromium with a profile of its own. */
export async function launchChromium({ executablePath, args }: LaunchOptions): Promise<BareChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'rivulet-chromium-'))
  const own = ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank']
  const browser = spawn(executablePath ?? chromium.executablePath(), [...args, ...own], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const send = connect(browser)
  return {
    async openPage(url) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const page = createPage((method, params) => send(method, params, String(sessionId)), String(targetId))
      await page.send('Page.navigate', { url })
      await page.until(() => document.readyState === 'complete' && location.href !== 'about:blank')
      return page
    },
    async close() {
      const gone = once(browser, 'exit')
      await send('Browser.close').catch(() => {})
      await gone
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Messages are JSON, each ended by a NUL byte. */
function connect(browser: ChildProcess): Send {
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (answer: Answer) => void>()
  let ids = 0
  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer
      waiting.get(answer.id ?? 0)?.(answer)
      waiting.delete(answer.id ?? 0)
    }
  })
  return (method, params = {}, sessionId) => {
    const id = (ids += 1)
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise((resolve, reject) =>
      waiting.set(id, ({ error, result = {} }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      ),
    )
  }
}

interface Answer {
  readonly id?: number
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

function createPage(send: BarePage['send'], targetId: string): BarePage {
  const page: BarePage = {
    send,
    async evaluate(call, input) {
      const expression = `(${String(call)})(${JSON.stringify(input) ?? ''})`
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(`In the page: ${JSON.stringify(exceptionDetails)}`)
      return (result as { value: never }).value
    },
    async until(isSo, input) {
      while (!(await page.evaluate(isSo, input).catch(() => false)));
    },
    close: async () => void (await send('Target.closeTarget', { targetId })),
  }
  return page
}

/** The script of a page, from its source. */
export async function bundlePage(entry: string): Promise<string> {
  const result = await build({
    configFile: resolve(import.meta.dirname, '../../../../vite.config.ts'),
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'] } },
  })
  return (result as { output: { code: string }[] }[])[0]?.output[0]?.code ?? ''
}
