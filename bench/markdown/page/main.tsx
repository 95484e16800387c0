// One renderer shows one text, both named in the address. The command calls `window.markdownBench`.
import '@rivulet/components/styles.css'
import { texts } from '../texts.mjs'
import { renderers } from './renderers.tsx'

/** What the command calls. */
export interface MarkdownBench {
  /** Shows all of the text but for so many updates. */
  prepare(updates: number): Promise<void>
  /** Shows the rest, an update a frame. */
  run(): Promise<void>
}

/** Eight tokens of four characters arrive in a frame. */
const STEP = 32
/** Updates before those that are counted: a text that grows is read and drawn by code that is compiled by then. */
const WARM = 600
/** ms for them, at most: the updates of a slow renderer are as warm after fewer of them, and the rest is shown at once. */
const WARM_TIME = 15_000

declare global {
  interface Window {
    markdownBench: MarkdownBench
  }
}

const query = new URLSearchParams(location.search)
const text = texts[query.get('text')!]!
const show = renderers[query.get('renderer')!]!(document.getElementById('stage')!)
let length = 0

/** Shows so many characters more in each frame, within its callback, until so many are shown; after `deadline` the rest. */
function grow(to: number, step: number, deadline = Infinity): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(function next() {
      if (length === to) return resolve()
      length = performance.now() > deadline ? to : Math.min(to, length + step)
      show(text.slice(0, length))
      scrollTo(0, document.documentElement.scrollHeight)
      requestAnimationFrame(next)
    })
  })
}

window.markdownBench = {
  async prepare(updates) {
    const start = text.length - (WARM + updates) * STEP
    await grow(start, start)
    await grow(text.length - updates * STEP, STEP, performance.now() + WARM_TIME)
  },
  run: () => grow(text.length, STEP),
}
