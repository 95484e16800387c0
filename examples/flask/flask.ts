import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

/** A running `app.py`. */
export interface FlaskServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** What the server has logged so far: requests and exceptions. */
  readonly log: () => string
  readonly close: () => Promise<void>
}

/**
 * Starts `app.py` on a free port, with 2 ms between tokens.
 * @throws {Error} with the server's own words, where it ends before it listens.
 */
export async function startFlask(python: string): Promise<FlaskServer> {
  const script = join(import.meta.dirname, 'app.py')
  const child = spawn(python, [script, '--port', '0', '--delay', '0.002'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  })
  let log = ''
  child.stderr.on('data', (text: Buffer) => (log += text.toString()))
  const ended = once(child, 'close')
  const kill = (): void => void child.kill()
  process.once('exit', kill)

  const url = await Promise.race([listening(child), ended.then(() => undefined)])
  if (url === undefined) throw new Error(`Flask ended before it listened:\n${log}`)
  return {
    url,
    log: () => log,
    async close() {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

async function listening({ stdout }: ChildProcess): Promise<string | undefined> {
  if (!stdout) return undefined
  for await (const line of createInterface({ input: stdout })) {
    const url = /^Listening on (http:\S+)$/u.exec(line)?.[1]
    if (url) return url
  }
  return undefined
}
