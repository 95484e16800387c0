// Writes the generated sections of the documentation, or with --check fails where one is out of date.
//
// A page says itself what makes its section:
//   <!-- generated: docs/lifecycle.gen.ts -->
//   …
//   <!-- /generated -->
// A `.gen.ts` exports `render()`, which returns the Markdown between the two lines, or a promise of it; any other file
// is shown as it is.
import { readFileSync, writeFileSync } from 'node:fs'
import { extname, relative, resolve } from 'node:path'
import { loadConfigFromFile, runnerImport } from 'vite'
import { markdownFiles } from './markdownFiles.mjs'

const SECTION = /(?<=^<!-- generated: (\S+) -->\n)[\s\S]*?(?=^<!-- \/generated -->)/gm

const root = resolve(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const shared = await loadConfigFromFile({ command: 'serve', mode: 'test' }, resolve(root, 'vite.config.ts'))
let sections = 0

/** @param {string} path */
async function render(path) {
  if (!path.endsWith('.gen.ts'))
    return `\n\`\`\`${extname(path).slice(1)}\n${readFileSync(resolve(root, path), 'utf8')}\`\`\`\n\n`
  /** @type {{ module: { render: () => string | Promise<string> } }} */
  const { module } = await runnerImport(resolve(root, path), { ...shared?.config, root, logLevel: 'error' })
  return `\n${(await module.render()).trim()}\n\n`
}

for (const file of markdownFiles(root)) {
  const page = readFileSync(file, 'utf8')
  /** @type {string[]} */
  const rendered = []
  for (const [, path] of page.matchAll(SECTION)) rendered.push(await render(path ?? ''))
  sections += rendered.length
  const current = page.replaceAll(SECTION, () => rendered.shift() ?? '')
  if (current === page) continue
  if (!check) writeFileSync(file, current)
  else {
    console.error(`${relative(root, file)} is out of date: run \`node scripts/docs.mjs\`.`)
    process.exitCode = 1
  }
}
console.log(`${sections} generated sections ${check ? 'compared' : 'written'}.`)
