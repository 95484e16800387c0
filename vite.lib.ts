import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin, UserConfig } from 'vite'

interface Manifest {
  exports: Record<string, string | { default: string }>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The build of one published package: ES modules, one file for each source file. */
export function libraryConfig(root: string): UserConfig {
  const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as Manifest
  return {
    root,
    oxc: { jsx: { runtime: 'automatic' } },
    plugins: [stylesheetTypes()],
    build: {
      target: 'es2022',
      minify: false,
      cssCodeSplit: true,
      emptyOutDir: true,
      lib: { entry: entries(root, manifest), formats: ['es'], cssFileName: 'styles' },
      rolldownOptions: {
        // Each file keeps its own "use client": modules are not merged.
        checks: { moduleLevelDirective: false },
        external: externals(manifest),
        output: {
          preserveModules: true,
          preserveModulesRoot: resolve(root, 'src'),
          entryFileNames: '[name].js',
        },
      },
    },
  }
}

/** The source of everything that the manifest exports: ./dist/server.js is src/server.ts. */
function entries(root: string, manifest: Manifest): string[] {
  return Object.values(manifest.exports)
    .filter((target) => typeof target === 'object')
    .map((target) => target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))
    .map((file) => resolve(root, file))
}

function externals(manifest: Manifest): (id: string) => boolean {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`))
}

/** TypeScript 6 and 7 refuse `import '…/styles.css'` without a declaration beside it. */
function stylesheetTypes(): Plugin {
  return {
    name: 'rivulet:stylesheet-types',
    generateBundle(_, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => name.endsWith('.css')))
        this.emitFile({ type: 'asset', fileName: `${fileName}.d.ts`, source: 'export {}\n' })
    },
  }
}
