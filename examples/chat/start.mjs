// Starts the demo, its API and its page on one port, and prints the address.
// PORT names another port; the next free one is taken where it is in use.
// `--dev` serves the sources, and reloads what is edited, in the place of the built page.
import { build, createServer, preview } from 'vite'

const root = import.meta.dirname
const server = process.argv.includes('--dev') ? await startSources() : await startBuilt()
const { OPENAI_BASE_URL: upstream, MODEL: model = 'the model it names' } = process.env

console.log(`\n  Rivulet's demo: ${server.resolvedUrls?.local[0]}`)
console.log(
  upstream
    ? `  Answers: ${model}, from OPENAI_BASE_URL\n`
    : "  Answers: a search over Rivulet's documentation\n",
)

async function startSources() {
  const server = await createServer({ root, logLevel: 'warn' })
  return server.listen()
}

async function startBuilt() {
  await build({ root, logLevel: 'warn' })
  return preview({ root, logLevel: 'warn' })
}
