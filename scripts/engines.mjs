// Fails when a dependency excludes the lowest Node that this repository promises to run on.
import { readFileSync } from 'node:fs'
import { minVersion, satisfies } from 'semver'

/** Declares a newer Node than it needs: proved by the tests, which run it on the lowest one. */
const EXCEPTIONS = ['eventsource-parser@4.1.3']

/** @type {{ engines: { node: string } }} */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const lowest = minVersion(manifest.engines.node)?.version ?? ''

const lockfile = readFileSync('pnpm-lock.yaml', 'utf8')
const entry = /^ {2}'?(?<name>\S+?)'?:\n(?: {4}.+\n)*? {4}engines: \{.*?node: '?(?<range>[^,'}]+)/gm
const declared = [...lockfile.matchAll(entry)].map(({ groups }) => ({
  name: groups?.name ?? '',
  range: groups?.range ?? '',
}))
const newer = declared.filter(({ range }) => !satisfies(lowest, range)).map(({ name }) => name)

const unexpected = newer.filter((name) => !EXCEPTIONS.includes(name))
const stale = EXCEPTIONS.filter((name) => !newer.includes(name))
for (const { name, range } of declared.filter(({ name }) => unexpected.includes(name)))
  console.error(`${name} wants Node ${range}, and we promise ${lowest}: take an older version of it.`)
for (const name of stale)
  console.error(`${name} is no exception any more: remove it from scripts/engines.mjs.`)
console.log(`${declared.length} dependencies declare a Node version.`)
if (unexpected.length > 0 || stale.length > 0 || declared.length === 0) process.exitCode = 1
