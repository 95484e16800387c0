// What all benchmarks of pages share: a page built once, an address for it, and Chromium.
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { chromium } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../scripts/system.mjs'

/** By path. @typedef {Map<string, { type: string, body: string | Uint8Array }>} Files */

/**
 * The page as a user's build would have it: minified, React for production, our packages from their sources.
 *
 * @param {string} root the folder of its index.html
 * @returns {Promise<Files>}
 */
export async function buildPage(root) {
  const built = await build({
    root,
    configFile: resolve(import.meta.dirname, '../vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022' },
  })
  if (!('output' in built)) throw new Error('One page gives one output.')
  return new Map(
    built.output.map((file) => {
      const body = file.type === 'chunk' ? file.code : file.source
      const path = file.fileName === 'index.html' ? '/' : `/${file.fileName}`
      return [path, { type: contentType(path), body }]
    }),
  )
}

/** @param {string} path */
function contentType(path) {
  if (path.endsWith('.js')) return 'text/javascript'
  return path.endsWith('.css') ? 'text/css' : 'text/html'
}

/**
 * Serves files at a free port of this machine.
 *
 * @param {Files} files
 * @param {(path: string, response: import('node:http').ServerResponse) => boolean} [answer] `true` for a path that it answers itself
 */
export async function serveFiles(files, answer = () => false) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://bench').pathname
    if (answer(path, response)) return
    const file = files.get(path)
    const type = file?.type ?? 'text/plain'
    response.writeHead(file ? 200 : 404, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(file?.body)
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

/** Chromium without what it does in the background. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  })
}
