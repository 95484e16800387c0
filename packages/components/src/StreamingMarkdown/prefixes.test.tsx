import { type MarkdownComponents, StreamingMarkdown } from '@rivulet/components'
import fc from 'fast-check'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import { formulaCases, fragments, githubCases, longDocument, specExamples } from './documents.suite.ts'

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

interface Screen {
  element: HTMLElement
  show(content: ReactNode): void
  close(): void
}

function openScreen(): Screen {
  const element = document.createElement('div')
  const root = createRoot(element)
  return {
    element,
    show: (content) => flushSync(() => root.render(content)),
    close: () => flushSync(() => root.unmount()),
  }
}

interface Shown {
  text: string
  streaming: boolean
  components?: MarkdownComponents
}

function fresh(shown: Shown): Screen {
  const screen = openScreen()
  screen.show(<StreamingMarkdown {...shown} />)
  return screen
}

/** Markup is compared first, since that is fast; it is the same for the same shape but for the order of attributes. */
function isSame(one: Element, other: Element): boolean {
  return one.innerHTML === other.innerHTML || shape(one) === shape(other)
}

/** Streams a document by the character; where what is shown differs, after `step` of them, from a fresh render. */
async function differences(
  markdown: string,
  step = 1,
  components: MarkdownComponents = {},
): Promise<unknown[]> {
  const screen = openScreen()
  const found: unknown[] = []
  for (let end = 1; end <= markdown.length + 1; end++) {
    const text = markdown.slice(0, end)
    const streaming = end <= markdown.length
    screen.show(<StreamingMarkdown text={text} streaming={streaming} components={components} />)
    if (end % step !== 0 && streaming) continue
    const once = fresh({ text, streaming, components })
    if (!isSame(screen.element, once.element))
      found.push({ text, streamed: shape(screen.element), fresh: shape(once.element) })
    once.close()
  }
  screen.close()
  // React lets go of closed roots in a microtask.
  await Promise.resolve()
  return found
}

async function differencesOf(documents: readonly string[], step?: number): Promise<unknown[]> {
  const found: unknown[] = []
  for (const markdown of documents) found.push(...(await differences(markdown, step)))
  return found
}

/** A fresh render of each prefix of the longer documents takes minutes: their trees are compared at every one instead. */
describe('StreamingMarkdown, streamed by the character, shows what a fresh render shows', () => {
  it('at every prefix of every example of CommonMark', async () => {
    expect(await differencesOf(specExamples().map(({ markdown }) => markdown))).toEqual([])
  }, 120_000)

  it('at every prefix of what GitHub adds', async () => {
    expect(await differencesOf(githubCases)).toEqual([])
  }, 60_000)

  it('at every prefix of what has formulas', async () => {
    const components: MarkdownComponents = {
      math: ({ value, display }) => <var data-display={display}>{value}</var>,
    }
    for (const markdown of formulaCases) expect(await differences(markdown, 1, components)).toEqual([])
  }, 60_000)

  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'at prefixes of long document %i',
    async (seed) => expect(await differences(longDocument(seed), 31 + seed)).toEqual([]),
    60_000,
  )

  it('at prefixes of 200 random documents', async () => {
    const parts = fc.array(fc.constantFrom(...fragments), { maxLength: 40 })
    const documents = fc.sample(parts, { numRuns: 200, seed: 20_261_122 })
    expect(
      await differencesOf(
        documents.map((all) => all.join('')),
        9,
      ),
    ).toEqual([])
  }, 120_000)
})
