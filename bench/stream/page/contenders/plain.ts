import type { Contender, Stage } from '../contender.ts'
import { nextText, onceAFrame, readEvents } from '../reading.ts'

/** No React: the text in one node, written once a frame. */
export const oneNode: Contender = (stage) => {
  const { answer } = furnish(stage)
  const node = answer.appendChild(document.createElement('span')).appendChild(new Text())
  return growing(stage, (text) => (node.data = text))
}

/** No React: what comes is appended to the last `<p>`, and a blank line begins the next. */
export const paragraphs: Contender = (stage) => {
  const { answer } = furnish(stage)
  const open = (): Text => answer.appendChild(document.createElement('p')).appendChild(new Text())
  let node = open()
  let shown = 0
  return growing(stage, (text) => {
    if (text.length < shown) {
      answer.replaceChildren()
      node = open()
      shown = 0
    }
    const [first = '', ...rest] = text.slice(shown).split('\n\n')
    shown = text.length
    node.appendData(first)
    for (const paragraph of rest) {
      node.appendData('\n\n')
      node = open()
      node.appendData(paragraph)
    }
  })
}

function growing(stage: Stage, show: (text: string) => void): () => Promise<void> {
  let text = ''
  const commit = onceAFrame(() => show(text))
  return () => {
    text = ''
    commit()
    return readEvents(stage.url, (data) => {
      text = nextText(stage.wire, text, data)
      commit()
    })
  }
}

function furnish({ element, history }: Stage): { answer: HTMLElement } {
  const thread = element.appendChild(document.createElement('div'))
  for (const text of history) thread.appendChild(document.createElement('p')).textContent = text
  return { answer: thread.appendChild(document.createElement('div')) }
}
