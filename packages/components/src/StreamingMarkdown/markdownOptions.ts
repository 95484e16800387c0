import { sameEntries } from '../sameEntries.ts'
import type { StreamingMarkdownProps } from './StreamingMarkdown.tsx'

/** How Markdown is drawn and what it may load; see `StreamingMarkdown`. */
export type MarkdownOptions = Pick<
  StreamingMarkdownProps,
  'components' | 'highlight' | 'allowImages' | 'allowLinks'
>

/** Whether two options say the same. Another function that loads a highlighter is not another highlighter. */
export function sameMarkdown(
  one: boolean | MarkdownOptions | undefined,
  other: boolean | MarkdownOptions | undefined,
): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return (
    sameEntries(one.components, other.components) &&
    sameEntries(one.allowImages, other.allowImages) &&
    sameEntries(one.allowLinks, other.allowLinks) &&
    !one.highlight === !other.highlight
  )
}
