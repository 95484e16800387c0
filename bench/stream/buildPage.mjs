// The benchmark's page, made once.
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, 'page')

/** The page as a user's build would have it: minified, React for production, our packages from their sources. */
export async function buildPage() {
  const configFile = resolve(import.meta.dirname, '../../vite.config.ts')
  const built = await build({
    configFile,
    root,
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
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
