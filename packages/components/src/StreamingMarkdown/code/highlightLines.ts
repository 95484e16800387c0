import type { CodeWriter } from './codeLines.tsx'
import type { Highlighter, LineReader, LoadHighlighter, Token } from './highlighter.ts'
import { createPainter } from './paint.ts'

/**
 * Characters. A longer line stays plain: it is data rather than code, and what a reader costs may grow faster than its
 * line.
 */
const LINE_LIMIT = 500
/** ms that colours may take of one task, for all blocks of the page together; the next lines get another task. */
const SLICE = 8
/** When the time for colours is over in the task that runs. */
let sliceEnd = 0

/** Each loader is called once for the whole page. */
const loaded = new WeakMap<LoadHighlighter, Promise<Highlighter>>()

/** Colours the lines of one block, each once, as they come to their end. */
export interface LineHighlighter {
  /** The whole code so far; `isFinished`: its last line will not grow any more. */
  update(code: string, isFinished: boolean): void
  /** What was shown before is gone. */
  restart(): void
  stop(): void
}

export function createLineHighlighter(
  load: LoadHighlighter,
  language: string,
  writer: CodeWriter,
): LineHighlighter {
  const painter = createPainter(writer.root)
  let read: LineReader | undefined
  let code = ''
  let painted = 0
  let finished = false
  let opened = {}
  let later: ReturnType<typeof setTimeout> | undefined
  void open()
  return {
    update(next, isFinished) {
      code = next
      finished = isFinished
      paint()
    },
    restart() {
      forget()
      void open()
    },
    stop: forget,
  }

  function forget(): void {
    clearTimeout(later)
    painter.clear()
    opened = {}
    read = undefined
    painted = 0
  }

  async function open(): Promise<void> {
    const mine = opened
    try {
      const reader = await (await highlighterOf(load)).open(language)
      if (mine === opened) read = reader
    } catch (error) {
      console.warn('Code is shown without colours, since its highlighter could not be loaded:', error)
    }
    paint()
  }

  function paint(): void {
    clearTimeout(later)
    for (let end = endOfLine(); read && end > 0; end = endOfLine()) {
      if (!hasTime()) {
        later = setTimeout(paint)
        return
      }
      paintTo(end)
    }
  }

  /** Where the next finished line ends, with its line feed; 0 without one. */
  function endOfLine(): number {
    const feed = code.indexOf('\n', painted)
    if (feed >= 0) return feed + 1
    return finished && painted < code.length ? code.length : 0
  }

  function paintTo(end: number): void {
    const line = code.slice(painted, end)
    const { group, start } = writer.groupAt(painted)
    painter.paint(group, painted - start, line, tokensOf(line.replace(/\n$/, '')))
    painted = end
  }

  function tokensOf(line: string): readonly Token[] {
    if (line.length > LINE_LIMIT) return []
    try {
      return read!(line)
    } catch (error) {
      console.warn(
        'The rest of a block of code is shown without colours, since its highlighter failed:',
        error,
      )
      read = undefined
      return []
    }
  }
}

function hasTime(): boolean {
  const now = performance.now()
  if (sliceEnd === 0) {
    sliceEnd = now + SLICE
    setTimeout(() => (sliceEnd = 0))
  }
  return now < sliceEnd
}

function highlighterOf(load: LoadHighlighter): Promise<Highlighter> {
  const known = loaded.get(load)
  if (known) return known
  const loading = load().then((found) => ('highlighter' in found ? found.highlighter : found))
  loaded.set(load, loading)
  // What could not be loaded once, as without a network, is loaded again for the next block.
  loading.catch(() => loaded.delete(load))
  return loading
}
