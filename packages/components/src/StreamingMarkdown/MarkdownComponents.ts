import type { ComponentType, JSX, ReactNode } from 'react'

/** The elements that Markdown is drawn with; each can be replaced by name. */
export type MarkdownElement =
  | 'a'
  | 'blockquote'
  | 'br'
  | 'del'
  | 'em'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'hr'
  | 'li'
  | 'ol'
  | 'p'
  | 'strong'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul'

/** A block of code. */
export interface CodeProps {
  code: string
  /** The first word behind the opening fence, in lower case; empty where there is none. */
  language: string
  /** What stands behind the language. */
  meta: string
  /** `false` while more of it may come. */
  finished: boolean
  /** The built-in block, to be shown for what is not drawn otherwise. */
  children: ReactNode
}

export interface InlineCodeProps {
  children: string
}

/** An image as it is written. Its address is not checked: to load it is to tell its host that it is read. */
export interface ImageProps {
  src: string
  alt: string
  title: string | undefined
  /** The built-in image or chip. */
  children: ReactNode
}

/** A formula, without its marks. One that is half-written is not drawn: it is a block of code until it is whole. */
export interface MathProps {
  value: string
  /** A block, not a part of a line. */
  display: boolean
}

/**
 * Components to draw parts of the Markdown with. An element gets the props that the built-in one gets; take care to
 * keep `dir` and `children`. Define them outside of components: another function is another element.
 */
export type MarkdownComponents = {
  readonly [Name in MarkdownElement]?: ComponentType<JSX.IntrinsicElements[Name]>
} & {
  readonly code?: ComponentType<CodeProps>
  readonly inlineCode?: ComponentType<InlineCodeProps>
  readonly img?: ComponentType<ImageProps>
  /** With it, `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and code whose language is `math` are formulas. */
  readonly math?: ComponentType<MathProps>
}
