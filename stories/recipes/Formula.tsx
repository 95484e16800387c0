import type { MarkdownComponents, MathProps } from '@rivulet/components'
import katex from 'katex'
import 'katex/dist/katex.min.css'

/** KaTeX makes its own markup. Without `trust` it makes no links and loads nothing; what it cannot read stays text. */
function Formula({ value, display }: MathProps) {
  const html = katex.renderToString(value, {
    displayMode: display,
    throwOnError: false,
    errorColor: 'currentColor',
    strict: 'ignore',
    maxSize: 20,
  })
  const markup = { __html: html }
  if (!display) return <span dangerouslySetInnerHTML={markup} />
  return (
    <div role="group" tabIndex={0} style={{ overflow: 'auto hidden' }} dangerouslySetInnerHTML={markup} />
  )
}

export const formulas: MarkdownComponents = { math: Formula }
