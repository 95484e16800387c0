import type { Nodes } from 'mdast'
import { type ComponentType, type Context, type ReactNode, createContext } from 'react'
import type { FootnoteNumbers } from '../document/footnotes.ts'
import { type MarkdownLabels, markdownLabels } from '../markdownLabels.ts'
import type { MarkdownComponents, MarkdownElement } from '../MarkdownComponents.ts'
import type { LoadHighlighter } from '../code/highlighter.ts'

/** What blocks need to know beyond their own text. */
export interface Environment {
  components: MarkdownComponents
  elements: Elements
  allowLinks: readonly string[] | undefined
  allowImages: readonly string[] | undefined
  highlight: LoadHighlighter | undefined
  labels: MarkdownLabels
  /** Begins the ids of footnotes. */
  prefix: string
  /** Draws nodes, perhaps inside of a block; given here, since what draws lists and tables is drawn by it. */
  render(nodes: readonly Nodes[], environment: Environment, inside?: boolean): ReactNode
}

/** Whether what is drawn may still grow; only code asks. */
export const OpenContext: Context<boolean> = createContext(false)

/** Apart from the rest: it changes while footnotes arrive, and only references to them look at it. */
export const FootnotesContext: Context<FootnoteNumbers> = createContext<FootnoteNumbers>(new Map())

/** What stands for an element: the consumer's component, or the element itself. */
type Element = ComponentType<Record<string, unknown>> | string

/** What stands for each element. */
export type Elements = Record<MarkdownElement, Element>

const own: Elements = Object.fromEntries(
  'a blockquote br del em h1 h2 h3 h4 h5 h6 hr li ol p strong table tbody td th thead tr ul'
    .split(' ')
    .map((name) => [name, name]),
) as Elements

/** The elements that are replaced, and those that are not. */
export function elementsFor(components: MarkdownComponents | undefined): Elements {
  return { ...own, ...(components as Partial<Elements>) }
}

export const EnvironmentContext: Context<Environment> = createContext<Environment>({
  components: {},
  elements: own,
  allowLinks: undefined,
  allowImages: undefined,
  highlight: undefined,
  labels: markdownLabels,
  prefix: '',
  render: () => null,
})
