import XMarkdown from '@ant-design/x-markdown'
import { StreamingMarkdown } from '@rivulet/components'
import { marked } from 'marked'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Streamdown } from 'streamdown'

type Show = (text: string) => void

const react =
  (render: (text: string) => ReactNode) =>
  (stage: HTMLElement): Show => {
    const root = createRoot(stage)
    return (text) => flushSync(() => root.render(render(text)))
  }

const plugins = [remarkGfm]

/** Each as its documentation says for text that streams. */
export const renderers: Record<string, (stage: HTMLElement) => Show> = {
  /** No Markdown: what is new is appended to the last of many elements. */
  floor(stage) {
    let shown = 0
    return (text) => {
      const [rest = '', ...blocks] = text.slice(shown).split('\n\n')
      if (!stage.lastChild) stage.append(document.createElement('div'))
      stage.lastElementChild!.append(rest)
      for (const block of blocks) {
        const element = document.createElement('div')
        element.append(block)
        stage.append(element)
      }
      shown = text.length
    }
  },
  rivulet: react((text) => <StreamingMarkdown text={text} streaming />),
  streamdown: react((text) => <Streamdown isAnimating>{text}</Streamdown>),
  'react-markdown': react((text) => <Markdown remarkPlugins={plugins}>{text}</Markdown>),
  'ant-design-x': react((text) => <XMarkdown content={text} streaming={{ hasNextChunk: true }} />),
  marked: (stage) => (text) => {
    stage.innerHTML = marked.parse(text, { async: false })
  },
}
