// For the tests and the pictures: the demo as `npm start` starts it, and a Chromium to look at it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { ensureChromium } from '../../scripts/system.mjs'

/**
 * Serves the demo on a free port, in a process of its own.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws {Error} With what it printed, where it ends before it has told its address.
 */
export async function startDemo() {
  // Vitest sets NODE_ENV to `test`, with which React would be built for development.
  const env = { ...process.env, NODE_ENV: 'production', PORT: '0', OPENAI_BASE_URL: '' }
  const server = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  server.stderr.on('data', (chunk) => (printed += chunk))
  for await (const line of createInterface(server.stdout)) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url) return { url, stop }
    printed += `${line}\n`
  }
  throw new Error(`The demo did not start.\n${printed}`)

  async function stop() {
    if (server.exitCode !== null) return
    server.kill()
    await once(server, 'exit')
  }
}

/** The Chromium of this machine, without a window. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
