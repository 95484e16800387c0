'use client'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef, useId, useMemo } from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels, sameLabels } from '../labels.ts'
import { sameEntries } from '../sameEntries.ts'
import { usePacedText } from '../StreamingText/usePacedText.ts'
import type { MarkdownComponents } from './MarkdownComponents.ts'
import type { LoadHighlighter } from './code/highlighter.ts'
import { provideMarkdown } from './lazyMarkdown.ts'
import { createDocument } from './document/createDocument.ts'
import { markdownLabels } from './markdownLabels.ts'
import { Blocks } from './render/Blocks.tsx'
import { Footnotes } from './render/Footnotes.tsx'
import { type Environment, EnvironmentContext, FootnotesContext, elementsFor } from './render/environment.ts'
import { renderFlow } from './render/renderNodes.tsx'
import { useLasting } from '../useLasting.ts'

export interface StreamingMarkdownProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The whole text so far: CommonMark with GitHub's tables, task lists, deletions, autolinks and footnotes. */
  text: string
  /** More is to come: half-written syntax at the end is shown as what it is about to become. Default: `false`. */
  streaming?: boolean
  /**
   * Shows the text at the rate at which it arrives, word by word, instead of in the steps of the network; see
   * `StreamingText`. Default: `false`.
   */
  smooth?: boolean
  /** Components to draw elements, code, images and formulas with. */
  components?: MarkdownComponents
  /** Loads what colours code, when the first block of code with a language is shown. Default: none. */
  highlight?: LoadHighlighter
  /**
   * Images under these addresses load by themselves. Default: none; a chip names the host, and loads the image when
   * it is pressed.
   */
  allowImages?: readonly string[]
  /**
   * Only links to places under these addresses are links, and relative ones count from the page's. Default: all
   * absolute links of the schemes `http`, `https`, `mailto` and `tel`.
   */
  allowLinks?: readonly string[]
  /** A calm block at the end while `streaming`. Default: `true`. */
  caret?: boolean
  labels?: LabelOverrides
}

/**
 * Growing Markdown at a constant cost per update, safe by default: no HTML, no scripts, and nothing is loaded that the
 * reader did not ask for.
 *
 * @example <StreamingMarkdown text={completion} streaming={status === 'streaming'} />
 */
export const StreamingMarkdown: Anatomy<StreamingMarkdownProps, HTMLDivElement> = forwardRef(
  function StreamingMarkdown(
    {
      text,
      streaming = false,
      smooth = false,
      components,
      highlight,
      allowImages,
      allowLinks,
      caret = true,
      labels,
      ...rest
    }: StreamingMarkdownProps,
    ref: ForwardedRef<HTMLDivElement>,
  ) {
    const hasFormulas = components?.math !== undefined
    const read = useMemo(() => createDocument(hasFormulas), [hasFormulas])
    const shown = usePacedText(text, streaming, smooth)
    const isGrowing = streaming || shown.length < text.length
    const { blocks, footnotes } = useMemo(() => read(shown, isGrowing), [read, shown, isGrowing])
    const environment = useEnvironment({ components, highlight, allowImages, allowLinks, labels })
    const own = {
      className: 'rivulet rivulet-markdown',
      ...data({ streaming: isGrowing, caret: caret && isGrowing }),
    }
    return (
      <div ref={ref} {...mergeProps(own, rest)}>
        <EnvironmentContext.Provider value={environment}>
          <FootnotesContext.Provider value={footnotes.numbers}>
            <Blocks blocks={blocks} />
            {footnotes.notes.length > 0 && <Footnotes notes={footnotes.notes} />}
          </FootnotesContext.Provider>
        </EnvironmentContext.Provider>
      </div>
    )
  },
)

provideMarkdown(StreamingMarkdown)

type Options = Pick<
  StreamingMarkdownProps,
  'components' | 'highlight' | 'allowImages' | 'allowLinks' | 'labels'
>

/** Lists, components and labels written inline are new for each render; they count as changed when what is in them does. */
function useEnvironment(options: Options): Environment {
  const prefix = useId()
  const components = useLasting(options.components, sameEntries)
  const allowLinks = useLasting(options.allowLinks, sameEntries)
  const allowImages = useLasting(options.allowImages, sameEntries)
  const labels = useLasting(options.labels, sameLabels)
  const highlight = useLasting(options.highlight, (one, other) => !one === !other)
  return useMemo(
    () => ({
      components: components ?? {},
      elements: elementsFor(components),
      allowLinks,
      allowImages,
      highlight,
      labels: mergeLabels(markdownLabels, labels?.markdown),
      prefix,
      render: renderFlow,
    }),
    [components, allowLinks, allowImages, highlight, labels, prefix],
  )
}
