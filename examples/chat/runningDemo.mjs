// For the tests and the pictures: the demo as `npm start` starts it, and a Chromium to look at it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from 'playwright'
import { ensureChromium } from '../../scripts/system.mjs'

/** A process that serves the demo on a free port. */
export interface RunningDemo {
  url: string
  stop(): Promise<void>
}

/** @throws {Error} with what it printed, where it ends before it has told its address. */
export async function startDemo(): Promise<RunningDemo> {
  const env = { ...process.env, PORT: '0', OPENAI_BASE_URL: '', NO_COLOR: '1' }
  const server = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  server.stderr.on('data', (chunk) => (printed += String(chunk)))
  for await (const line of createInterface(server.stdout)) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url) return { url, stop }
    printed += `${line}\n`
  }
  throw new Error(`The demo did not start.\n${printed}`)

  async function stop(): Promise<void> {
    if (server.exitCode !== null) return
    server.kill()
    await once(server, 'exit')
  }
}

/** The Chromium of this machine, without a window. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
