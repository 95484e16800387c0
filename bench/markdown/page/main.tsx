// One renderer shows one text, both named in the address. The command calls `window.markdownBench`.
import '@rivulet/components/styles.css'
import { texts } from '../texts.mjs'
import { MARKS } from '../../stream/trace.mjs'
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

declare global {
  interface Window {
    markdownBench: MarkdownBench
  }
}

const query = new URLSearchParams(location.search)
const text = texts[query.get('text')!]!
const show = renderers[query.get('renderer')!]!(document.getElementById('stage')!)
let length = 0

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame)

async function update(): Promise<void> {
  await nextFrame()
  show(text.slice(0, length))
  scrollTo(0, document.documentElement.scrollHeight)
}

window.markdownBench = {
  async prepare(updates) {
    length = text.length - updates * STEP
    await update()
    // As it does while it grows: what is compiled on the way is not counted.
    for (let warm = 0; warm < 60; warm++) {
      length += 1
      await update()
    }
    length = text.length - updates * STEP
    await update()
  },
  async run() {
    performance.mark(MARKS.start)
    while (length < text.length) {
      length = Math.min(text.length, length + STEP)
      await update()
    }
    await nextFrame()
    performance.mark(MARKS.end)
  },
}
