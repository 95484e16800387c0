'use client'
import { type ReactNode, useContext, useRef, useState } from 'react'
import { data } from '../../anatomy.ts'
import { Icon, copyShapes, wrapIcon } from '../../icons.tsx'
import { useCopy } from '../../useCopy.ts'
import { EnvironmentContext, OpenContext } from '../render/environment.ts'
import { scrollBox } from '../scrollBox.ts'
import { useCode } from './useCode.ts'

interface CodeBlockProps {
  code: string
  /** The first word behind the fence. */
  info: string
  meta: string
  /** Its end is there, though what it stands in may still grow. */
  isWhole?: boolean | undefined
}

/** A block of code, or what the consumer draws for it. */
export function CodeBlock({ code, info, meta, isWhole = false }: CodeBlockProps): ReactNode {
  const { components } = useContext(EnvironmentContext)
  const isOpen = useContext(OpenContext) && !isWhole
  const language = info.toLowerCase()
  const { code: Own, math: Formula } = components
  if (Formula && language === 'math' && !isOpen) return <Formula value={code} display />
  const builtIn = <BuiltInBlock code={code} language={language} />
  if (!Own) return builtIn
  return (
    <Own code={code} language={language} meta={meta} finished={!isOpen}>
      {builtIn}
    </Own>
  )
}

function BuiltInBlock({ code, language }: { code: string; language: string }): ReactNode {
  const { labels, highlight } = useContext(EnvironmentContext)
  const isOpen = useContext(OpenContext)
  const root = useRef<HTMLElement>(null)
  const [wraps, setWraps] = useState(false)
  const lines = useCode(root, code, !isOpen, language, highlight)
  return (
    <div className="rivulet-markdown-code" dir="ltr" {...data({ language, wrap: wraps })}>
      <div className="rivulet-markdown-code-bar">
        <span className="rivulet-markdown-language">{language}</span>
        <button
          type="button"
          className="rivulet-button rivulet-button-plain"
          aria-pressed={wraps}
          aria-label={labels.wrap}
          title={labels.wrap}
          onClick={() => setWraps(!wraps)}
        >
          <Icon shape={wrapIcon} />
        </button>
        <CopyButton code={code} />
      </div>
      <pre aria-label={language === '' ? labels.code : language} {...scrollBox}>
        <code ref={root}>{lines}</code>
      </pre>
    </div>
  )
}

function CopyButton({ code }: { code: string }): ReactNode {
  const { labels } = useContext(EnvironmentContext)
  const { outcome = 'copy', copy } = useCopy(code)
  return (
    <button type="button" className="rivulet-button rivulet-button-plain" onClick={copy}>
      <Icon shape={copyShapes[outcome]} />
      {labels[outcome]}
    </button>
  )
}
