import type { CodeWriter } from './codeLines.tsx'
import type { Highlighter, LineReader, LoadHighlighter } from './highlighter.ts'
import { createPainter } from './paint.ts'

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
  const painter = createPainter()
  let read: LineReader | undefined
  let code = ''
  let painted = 0
  let finished = false
  let opened = {}
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
    if (!read) return
    for (let feed = code.indexOf('\n', painted); feed >= 0; feed = code.indexOf('\n', painted))
      paintTo(feed + 1)
    if (finished && painted < code.length) paintTo(code.length)
  }

  function paintTo(end: number): void {
    const line = code.slice(painted, end)
    const { group, start } = writer.groupAt(painted)
    painter.paint(group, painted - start, line, read!(line.replace(/\n$/, '')))
    painted = end
  }
}

function highlighterOf(load: LoadHighlighter): Promise<Highlighter> {
  const known = loaded.get(load)
  if (known) return known
  const loading = load().then((found) => ('highlighter' in found ? found.highlighter : found))
  loaded.set(load, loading)
  return loading
}
