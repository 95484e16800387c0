import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const inPackages = (path: string): string => resolve(import.meta.dirname, 'packages', path)

/** What the demo, Storybook and the tests share: our packages are read from their sources. */
export default defineConfig({
  plugins: [react()],
  resolve: {
    // The first match wins, so a longer name stands before the name that it begins with.
    alias: {
      '@rivulet/core/fetch-event-source': inPackages('core/src/fetch-event-source.ts'),
      '@rivulet/core': inPackages('core/src/index.ts'),
      '@rivulet/react': inPackages('react/src/index.ts'),
      '@rivulet/components/highlight': inPackages('components/src/highlight.ts'),
      '@rivulet/components/styles.css': inPackages('components/src/styles.css'),
      '@rivulet/components': inPackages('components/src/index.ts'),
      '@rivulet/testing/server': inPackages('testing/src/server.ts'),
      '@rivulet/testing': inPackages('testing/src/index.ts'),
      // One React for all. The root has none, so that an import of React in core cannot compile.
      react: inPackages('components/node_modules/react'),
      'react-dom': inPackages('components/node_modules/react-dom'),
    },
  },
})
