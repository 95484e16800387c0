import { type MarkdownComponents, StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** The page of heavyAttacks.test.ts. */
export interface HeavyPage {
  /** Begins with nothing; formulas are drawn, or are text. */
  begin(hasFormulas: boolean): void
  /** Shows a text; resolves when it is on the screen. */
  show(text: string): Promise<void>
}

const withFormulas: MarkdownComponents = { math: ({ value }) => <var>{value}</var> }

let root = createRoot(document.body)
let components: MarkdownComponents = {}

const page: HeavyPage = {
  begin(hasFormulas) {
    components = hasFormulas ? withFormulas : {}
    root.unmount()
    root = createRoot(document.body)
  },
  async show(text) {
    flushSync(() => root.render(<StreamingMarkdown text={text} components={components} streaming />))
    await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
  },
}

Object.assign(globalThis, { heavy: page })
