// Shows a block of code that grows. The command calls `window.highlightBench`.
import { StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { MARKS } from '../../stream/trace.mjs'
import { texts } from '../texts.mjs'

/** What the command calls. */
export interface HighlightBench {
  /** Shows so many characters of code, and marks what the updates behind them cost. */
  stream(characters: number, updates: number, coloured: boolean): Promise<void>
  /** Marks what it costs to show so many characters at once. */
  show(characters: number, coloured: boolean): Promise<void>
}

/** Eight tokens of four characters arrive in a frame. */
const STEP = 32
const code = `${texts.typescript.join('\n')}\n`.repeat(20)
const load = () => import('@rivulet/components/highlight')

declare global {
  interface Window {
    highlightBench: HighlightBench
  }
}

const root = createRoot(document.getElementById('stage')!)
const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame)

async function update(length: number, coloured: boolean): Promise<void> {
  await nextFrame()
  flushSync(() =>
    root.render(
      <StreamingMarkdown
        text={`\`\`\`ts\n${code.slice(0, length)}`}
        streaming
        {...(coloured ? { highlight: load } : {})}
      />,
    ),
  )
  scrollTo(0, document.documentElement.scrollHeight)
}

/** Until all that is finished has its colours. */
async function settle(): Promise<void> {
  for (let frame = 0; frame < 60; frame++) await nextFrame()
}

window.highlightBench = {
  async stream(characters, updates, coloured) {
    const start = characters - updates * STEP
    await update(start, coloured)
    for (let warm = 0; warm < 60; warm++) await update(start + warm, coloured)
    await settle()
    performance.mark(MARKS.start)
    for (let count = 1; count <= updates; count++) await update(start + count * STEP, coloured)
    await nextFrame()
    performance.mark(MARKS.end)
  },
  async show(characters, coloured) {
    await update(40, coloured)
    await settle()
    performance.mark(MARKS.start)
    await update(characters, coloured)
    await settle()
    performance.mark(MARKS.end)
  },
}
