import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const source = (path: string): string => resolve(import.meta.dirname, 'packages', path)

/** What the demo, Storybook and the tests share: our packages are read from their sources. */
export default defineConfig({
  plugins: [react()],
  resolve: {
    // The first match wins, so a longer name stands before the name that it begins with.
    alias: {
      '@rivulet/core/fetch-event-source': source('core/src/fetch-event-source.ts'),
      '@rivulet/core': source('core/src/index.ts'),
      '@rivulet/react': source('react/src/index.ts'),
      '@rivulet/components/styles.css': source('components/src/styles.css'),
      '@rivulet/components': source('components/src/index.ts'),
      '@rivulet/testing/server': source('testing/src/server.ts'),
      '@rivulet/testing': source('testing/src/index.ts'),
    },
  },
})
