import type { Nodes } from 'mdast'
import { type ComponentType, type Context, type ReactNode, createContext } from 'react'
import type { FootnoteNumbers } from '../document/footnotes.ts'
import { type MarkdownLabels, markdownLabels } from '../markdownLabels.ts'
import type { MarkdownComponents } from '../MarkdownComponents.ts'
import type { LoadHighlighter } from '../code/highlighter.ts'

/** What blocks need to know beyond their own text. */
export interface Environment {
  components: MarkdownComponents
  allowLinks: readonly string[] | undefined
  allowImages: readonly string[] | undefined
  highlight: LoadHighlighter | undefined
  labels: MarkdownLabels
  /** Begins the ids of footnotes. */
  prefix: string
  /** Draws nodes; given here, since what draws lists and tables is drawn by it. */
  render(nodes: readonly Nodes[], environment: Environment): ReactNode
}

export const EnvironmentContext: Context<Environment> = createContext<Environment>({
  components: {},
  allowLinks: undefined,
  allowImages: undefined,
  highlight: undefined,
  labels: markdownLabels,
  prefix: '',
  render: () => null,
})

/** Apart from the rest: it changes while footnotes arrive, and only references to them look at it. */
export const FootnotesContext: Context<FootnoteNumbers> = createContext<FootnoteNumbers>(new Map())

/** What stands for an element: the consumer's component, or the element itself. */
export type Element = ComponentType<Record<string, unknown>> | string

export function elementFor({ components }: Environment, name: string): Element {
  return (components as Record<string, Element | undefined>)[name] ?? name
}
