import type { ReactNode } from 'react'

export function CodeBlock({ code, info }: { code: string; info: string; meta: string }): ReactNode {
  return (
    <pre dir="ltr" data-language={info}>
      <code>{code}</code>
    </pre>
  )
}
