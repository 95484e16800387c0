import { StreamingMarkdown } from '@rivulet/components'
import { render } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fragments, githubCases, longDocument, specExamples } from './documents.suite.ts'

/** An element as text: neither the order of attributes nor where a text is cut into nodes has a meaning. */
function shape(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? ''
  const attributes = [...node.attributes]
    .map(({ name, value }) => `${name}=${withoutCount(value)}`)
    .toSorted()
  return `<${[node.localName, ...attributes].join(' ')}>${[...node.childNodes].map(shape).join('')}</>`
}

/** Ids are counted through the whole page. */
function withoutCount(value: string): string {
  return value.replace(/^#?_r_\w+_/, '')
}

function fresh(text: string, streaming: boolean): string {
  const { container, unmount } = render(<StreamingMarkdown text={text} streaming={streaming} />)
  const shown = shape(container)
  unmount()
  return shown
}

/** Streams a document, and compares what is shown at every step with a fresh render of as much. */
function expectSamePrefixes(document: string, step = 1): void {
  const { container, rerender, unmount } = render(<StreamingMarkdown text="" streaming />)
  for (let end = step; end < document.length + step; end += step) {
    const text = document.slice(0, end)
    rerender(<StreamingMarkdown text={text} streaming />)
    expect({ text, shown: shape(container) }).toEqual({ text, shown: fresh(text, true) })
  }
  rerender(<StreamingMarkdown text={document} />)
  expect(shape(container)).toBe(fresh(document, false))
  unmount()
}

describe('StreamingMarkdown, streamed by the character, shows for every prefix what a fresh render shows', () => {
  it.each(specExamples().map(({ number, markdown }) => [number, markdown] as const))(
    'of example %i of CommonMark',
    (_, markdown) => expectSamePrefixes(markdown),
    60_000,
  )

  it.each(githubCases)('of %j', (markdown) => expectSamePrefixes(markdown), 60_000)

  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'of long document %i',
    (seed) => {
      expectSamePrefixes(longDocument(seed), 7 + seed)
    },
    60_000,
  )

  it('of 200 random documents', () => {
    const document = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(document, (text) => {
        expectSamePrefixes(text)
      }),
      { numRuns: 200, seed: 20_261_122 },
    )
  }, 300_000)
})
