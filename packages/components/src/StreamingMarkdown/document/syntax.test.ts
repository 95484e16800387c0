import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { githubCases, longDocument } from '../documents.suite.ts'
import { specExamples } from '../specExamples.suite.ts'
import { syntaxOf } from './syntax.ts'

const whole = { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] }

function expectSameTree(source: string): void {
  const { extensions, mdastExtensions } = syntaxOf(source)
  const tree = fromMarkdown(source, { extensions, mdastExtensions: [mdastExtensions] })
  expect({ source, tree }).toEqual({ source, tree: fromMarkdown(source, whole) })
}

function prefixes(text: string): string[] {
  return Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1))
}

/** What tables and addresses are made of, and what may hide their marks. */
const pieces =
  '| : - |-| :- --: a \\ ` * _ < [^a]: > 1. - @ &#64; &commat; www WWW. ww &#119; .b http HTTPS :// &#58;// mailto:'
    .split(' ')
    .concat(' ', '\n', '\n\n', '\t')

describe('The syntax that a source can have reads it as all of it does', () => {
  it('for the examples of CommonMark', () =>
    specExamples().forEach(({ markdown }) => expectSameTree(markdown)))

  it('for every prefix of what GitHub adds', () => githubCases.flatMap(prefixes).forEach(expectSameTree))

  it('for a long document', () => expectSameTree(longDocument(20)))

  it.each([1, 2, 3, 4])('for texts of the marks of tables and addresses, from seed %i', (seed) => {
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(fc.property(texts, expectSameTree), { numRuns: 5_000, seed })
  })
})
