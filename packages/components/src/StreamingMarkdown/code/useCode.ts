import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { useBeforePaint } from '../../useBeforePaint.ts'
import { type CodeWriter, createCodeWriter, renderLines } from './codeLines.tsx'
import { type LineHighlighter, createLineHighlighter } from './highlightLines.ts'
import type { LoadHighlighter } from './highlighter.ts'

/**
 * React renders the lines of the first code and never again, since what it sees stays the same; from then on they grow
 * in the DOM.
 */
export function useCode(
  root: RefObject<HTMLElement | null>,
  code: string,
  isFinished: boolean,
  language: string,
  load: LoadHighlighter | undefined,
): ReactNode {
  const [first] = useState(() => ({ code, lines: renderLines(code) }))
  const writer = useRef<CodeWriter>(null)
  const highlighter = useRef<LineHighlighter>(null)
  useBeforePaint(() => {
    writer.current ??= createCodeWriter(root.current!, first.code)
    if (!writer.current.write(code)) highlighter.current?.restart()
  }, [root, first, code])
  useBeforePaint(() => {
    if (!load || language === '') return undefined
    highlighter.current = createLineHighlighter(load, language, writer.current!)
    return () => {
      highlighter.current?.stop()
      highlighter.current = null
    }
  }, [load, language])
  useBeforePaint(() => highlighter.current?.update(code, isFinished), [code, isFinished, load, language])
  return first.lines
}
