import type { CodeProps, MarkdownComponents } from '@rivulet/components'
import { useEffect, useId, useState } from 'react'

interface Picture {
  code: string
  src: string
  width: number
  height: number
}

/** Mermaid measures in the page, where pictures and styles would load: a source that may name a place is not drawn. */
const MAY_LOAD = /\/\/|https?:|\\|@\{|%%\{|^\s*---|url\(|image-set\(|@import/i

async function draw(id: string, code: string): Promise<Picture | undefined> {
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', htmlLabels: false, theme: 'neutral' })
  if (MAY_LOAD.test(code) || !(await mermaid.parse(code, { suppressErrors: true }))) return undefined
  const { svg } = await mermaid.render(id, code)
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? []
  const src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return { code, src, width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) }
}

/** As an image a diagram can neither run scripts nor load anything. Its source stays below it. */
function Code({ code, language, finished, children }: CodeProps) {
  const [picture, setPicture] = useState<Picture>()
  const id = `diagram-${useId().replaceAll(/\W/g, '')}`
  useEffect(() => {
    if (language !== 'mermaid' || !finished) return
    let current = true
    draw(id, code).then((drawn) => current && setPicture(drawn), console.warn)
    return () => {
      current = false
    }
  }, [code, language, finished, id])
  if (picture?.code !== code) return children
  const { src, width, height } = picture
  return (
    <figure style={{ margin: '0.75em 0' }}>
      <img src={src} width={width} height={height} alt="Diagram" style={{ background: 'white' }} />
      <details>
        <summary>Source of the diagram</summary>
        {children}
      </details>
    </figure>
  )
}

export const diagrams: MarkdownComponents = { code: Code }
