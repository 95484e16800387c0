import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

interface Example {
  markdown: string
  html: string
  number: number
}

/** The examples of the CommonMark specification. */
export function specExamples(): Example[] {
  const { tests } = require('commonmark-spec') as { tests: Example[] }
  return tests
}
