import { resolve } from 'node:path'
import { defineMain } from '@storybook/react-vite/node'
import { type Plugin, mergeConfig } from 'vite'

const reactDom = resolve(import.meta.dirname, '../stories/node_modules/react-dom')

/**
 * React's profiling build, which tells what rendering costs; the development build does so anyway. The alias is set
 * last, which puts it first: Storybook's plugins have one for all of react-dom, and the first match wins.
 */
const profilingReact: Plugin = {
  name: 'profiling-react',
  enforce: 'post',
  config: () => ({
    resolve: { alias: [{ find: 'react-dom/client', replacement: resolve(reactDom, 'profiling.js') }] },
  }),
}

/** Browsers with light-dark(). What Vite writes for older ones knows one theme a page, and a docs page shows both. */
const cssTarget = ['chrome123', 'firefox120', 'safari17.5']

export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  viteFinal: (config, { configType }) =>
    configType === 'PRODUCTION'
      ? mergeConfig(config, { plugins: [profilingReact], build: { cssTarget } })
      : config,
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
})
