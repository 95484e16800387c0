import { type MarkdownComponents, StreamingMarkdown } from '@rivulet/components'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

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

/** Streams a document by the character; the prefixes at which what is shown differs from a fresh render. */
export async function differences(markdown: string, components: MarkdownComponents = {}): Promise<unknown[]> {
  const screen = openScreen()
  const found: unknown[] = []
  for (let end = 1; end <= markdown.length + 1; end++) {
    const text = markdown.slice(0, end)
    const streaming = end <= markdown.length
    screen.show(<StreamingMarkdown text={text} streaming={streaming} components={components} />)
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

/** The differences of all of the documents. */
export async function differencesOf(documents: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = []
  for (const markdown of documents) found.push(...(await differences(markdown)))
  return found
}
