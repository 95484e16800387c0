import { resolve } from 'node:path'
import { defineConfig, mergeConfig, type Connect, type Plugin } from 'vite'
import shared from '../../vite.config.ts'
import { createApp } from './server/app.ts'
import { upstreamFromEnvironment } from './server/upstream.ts'

/** Puts the demo's server before Vite's own middlewares, so that one port has both. */
function demoServer(): Plugin {
  const mount = ({ middlewares }: { middlewares: Connect.Server }): void => {
    const root = resolve(import.meta.dirname, '../..')
    middlewares.use(createApp({ root, upstream: upstreamFromEnvironment(process.env) }).handle)
  }
  return { name: 'rivulet:demo-server', configureServer: mount, configurePreviewServer: mount }
}

const port = Number(process.env['PORT'] ?? 5173)

export default mergeConfig(
  shared,
  defineConfig({
    plugins: [demoServer()],
    server: { port },
    preview: { port },
    build: { target: 'es2022' },
  }),
)
