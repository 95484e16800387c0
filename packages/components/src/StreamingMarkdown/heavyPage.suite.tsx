import { StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** The page of heavyAttacks.test.ts. */
export interface HeavyPage {
  /** Begins with nothing. */
  begin(): void
  /** Shows a text; resolves when it is on the screen. */
  show(text: string): Promise<void>
}

let root = createRoot(document.body)

const page: HeavyPage = {
  begin() {
    root.unmount()
    root = createRoot(document.body)
  },
  async show(text) {
    flushSync(() => root.render(<StreamingMarkdown text={text} streaming />))
    await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
  },
}

Object.assign(globalThis, { heavy: page })
