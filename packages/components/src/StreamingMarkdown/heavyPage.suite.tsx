import { type MarkdownComponents, StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { heavyTexts } from './attacks.suite.ts'

/** The page on which heavy texts are streamed: heavyAttacks.test.ts counts its work, bench/attacks.mjs its time. */
export interface HeavyPage {
  /** The names of the texts. */
  names: string[]
  /** Begins a text with nothing on the screen. */
  begin(name: string): void
  /** Shows the next 512 characters; resolves with the number of those on the screen, at the end of the text with 0. */
  next(): Promise<number>
  /** Shows a text of any kind; resolves when it is painted. */
  show(text: string): Promise<void>
}

/** Characters of one update. */
const STEP = 512
const plain: MarkdownComponents = {}
const withFormulas: MarkdownComponents = { math: ({ value }) => <var>{value}</var> }

let root = createRoot(document.body)
let components = plain
let rest = ''
let shown = ''

const page: HeavyPage = {
  names: [...heavyTexts.keys()],
  begin(name) {
    const { text, hasFormulas } = heavyTexts.get(name)!
    rest = text
    components = hasFormulas ? withFormulas : plain
    shown = ''
    root.unmount()
    root = createRoot(document.body)
  },
  async next() {
    if (rest === '') return 0
    shown += rest.slice(0, STEP)
    rest = rest.slice(STEP)
    await page.show(shown)
    return shown.length
  },
  async show(text) {
    flushSync(() => root.render(<StreamingMarkdown text={text} components={components} streaming />))
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  },
}

Object.assign(globalThis, { heavy: page })
