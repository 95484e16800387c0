// One contender in one scenario, named in the address. The command calls `window.bench` and reads what it finds.
import '@rivulet/components/styles.css'
import { scenarios, textOf } from '../scenarios.mjs'
import { MARKS } from '../trace.mjs'
import { contenders } from './contenders/contenders.ts'

/** What the command calls. */
export interface Bench {
  /** Begins to read. */
  begin(): void
  /** The first so many tokens, or the event of that number, are on the screen. */
  shows(count: number): boolean
  /** From now on it counts. */
  mark(): void
  /** Resolves when all has been read and shown; from then on it counts no more. */
  end(): Promise<void>
  /** How often a message of the history was rendered since `mark`. */
  oldRenders(): number
}

declare global {
  interface Window {
    bench: Bench
  }
}

const query = new URLSearchParams(location.search)
const name = query.get('scenario')!
const scenario = scenarios[name]!
const element = document.getElementById('stage')!
let renders = 0
let before = 0
let reading: Promise<void> | undefined

const start = contenders[query.get('contender')!]!({
  element,
  url: `/streams/${name}`,
  wire: scenario.wire,
  history: Array.from({ length: scenario.history }, (_, at) => `${at}: ${textOf(60)}`),
  countRender: () => void (renders += 1),
})

window.bench = {
  begin() {
    // In a microtask, so that the trace has a span for it.
    reading = Promise.resolve().then(start)
  },
  shows: (count) => withoutSpace(element.textContent).includes(withoutSpace(lastText(count))),
  mark() {
    before = renders
    performance.mark(MARKS.start)
  },
  async end() {
    await reading
    await frame()
    await frame()
    performance.mark(MARKS.end)
  },
  oldRenders: () => renders - before,
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

/** What stands between paragraphs is text to some, and structure to others. */
function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

function lastText(count: number): string {
  if (scenario.wire === 'events') return `(${count})`
  return textOf(count).slice(-10_000).trim()
}
