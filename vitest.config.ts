import { resolve } from 'node:path'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig, type TestUserConfig } from 'vitest/config'
import { findChromium } from './scripts/system.mjs'
import shared from './vite.config.ts'

const sources = 'packages/*/src/**/*'

/** How tests start Chromium: those that run in it, and those in Node that open pages themselves. */
const launchOptions = {
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/** A new object for each project: Vitest writes the project's name into it. */
const inChromium = (): TestUserConfig['browser'] => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions,
  }),
  instances: [{ browser: 'chromium' }],
})

/** Named here so that a cold cache does not reload the page in the middle of a run. */
const optimizeDeps = {
  include: [
    '@rivulet/components > react',
    '@rivulet/components > react/jsx-runtime',
    '@rivulet/components > react/jsx-dev-runtime',
    '@rivulet/components > react-dom',
    '@rivulet/components > react-dom/client',
    '@rivulet/components > vitest-browser-react',
    '@rivulet/components > fast-check',
    '@rivulet/react > zustand',
    '@rivulet/core > zustand/vanilla',
    '@rivulet/core > eventsource-parser',
    '@rivulet/core > @microsoft/fetch-event-source',
  ],
  // Modules already, one for each language.
  exclude: ['@codemirror/legacy-modes', '@codemirror/streamparser'],
}

/** The hooks promise to run with React 18 as well. */
const inReact18 = Object.fromEntries(
  ['react', 'react-dom', '@testing-library/react'].map((name) => [
    name,
    resolve(import.meta.dirname, 'packages/react/react-18/node_modules', name),
  ]),
)

/** The ending of a test's name chooses its project. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            provide: { chromium: launchOptions },
            environment: 'node',
            include: [`${sources}.test.ts`, '{examples,scripts,bench,stories}/**/*.test.ts'],
            exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
            setupFiles: ['./scripts/setup/console.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'dom',
            environment: 'happy-dom',
            // Testing Library cleans up after each test, and tells React of act(), when it finds these.
            globals: true,
            include: [`${sources}.test.tsx`, 'examples/**/*.test.tsx'],
            exclude: ['**/node_modules/**', '**/*.{browser,ssr}.test.tsx'],
            setupFiles: ['./scripts/setup/console.ts', '@testing-library/jest-dom/vitest'],
          },
        },
        {
          extends: true,
          resolve: { alias: inReact18 },
          test: {
            name: 'react-18',
            environment: 'happy-dom',
            globals: true,
            include: ['packages/react/src/*.test.tsx'],
            exclude: ['**/*.{browser,ssr}.test.tsx', '**/activity.test.tsx'],
            setupFiles: ['./scripts/setup/console.ts', '@testing-library/jest-dom/vitest'],
          },
        },
        {
          extends: true,
          test: {
            name: 'ssr',
            environment: 'node',
            include: [`${sources}.ssr.test.tsx`],
            setupFiles: ['./scripts/setup/console.ts'],
          },
        },
        {
          extends: true,
          optimizeDeps,
          test: {
            name: 'browser',
            include: [`${sources}.browser.test.{ts,tsx}`],
            globalSetup: ['./scripts/setup/streamServer.ts', './scripts/setup/replayServer.ts'],
            setupFiles: ['./scripts/setup/console.ts'],
            browser: inChromium(),
          },
        },
        {
          extends: true,
          optimizeDeps,
          plugins: [storybookTest({ configDir: resolve(import.meta.dirname, '.storybook') })],
          test: { name: 'stories', browser: inChromium() },
        },
        {
          extends: true,
          test: {
            name: 'types',
            include: [],
            typecheck: {
              enabled: true,
              only: true,
              include: [`${sources}.test-d.ts`],
              tsconfig: './tsconfig.json',
              // Errors outside of these files are the type check's to report.
              ignoreSourceErrors: true,
            },
          },
        },
      ],
    },
  }),
)
