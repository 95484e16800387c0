import type { ServerResponse } from 'node:http'
import { sectionsOf, type Page } from './documentation.ts'
import { HttpError } from './http.ts'

/** A page of the documentation as simple HTML, with an anchor for each section: what the sources of an answer point to. */
export function sendDocumentationPage(response: ServerResponse, pages: readonly Page[], file: string): void {
  const page = pages.find((candidate) => candidate.file === file)
  if (!page) throw new HttpError(404, `There is no page ${file}.`)
  const sections = sectionsOf(page).map(
    ({ anchor, heading, text }) =>
      `<section id="${escaped(anchor)}"><h2>${escaped(heading)}</h2><pre>${escaped(text)}</pre></section>`,
  )
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  })
  response.end(`${head(file)}${sections.join('\n')}</main></html>`)
}

const head = (file: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(file)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.6 system-ui; }
  body { margin: 32px 16px 50vh; }
  main { max-width: 46rem; margin: auto; }
  h2 { font-size: 1.1rem; margin: 32px 0 8px; }
  pre { font: inherit; white-space: pre-wrap; margin: 0; overflow-wrap: anywhere; }
  section:target { outline: 2px solid #4c7dff; outline-offset: 12px; border-radius: 6px; }
</style>
<main>
<p><code>${escaped(file)}</code></p>
`

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')
