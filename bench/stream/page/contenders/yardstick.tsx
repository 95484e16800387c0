import { memo, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Contender, Stage } from '../contender.ts'
import { nextText, onceAFrame, readEvents } from '../reading.ts'

/** The least that React can do: eventsource-parser, zustand, one commit a frame, one subscribed `<span>`. */
export const yardstick: Contender = (stage) => {
  const store = createStore(() => ({ text: '' }))
  let text = ''
  const commit = onceAFrame(() => store.setState({ text }))

  function Answer(): ReactNode {
    return <span>{useStore(store, (state) => state.text)}</span>
  }

  createRoot(stage.element).render(
    <div>
      <History {...stage} />
      <Answer />
    </div>,
  )
  return () => {
    text = ''
    return readEvents(stage.url, (data) => {
      text = nextText(stage.wire, text, data)
      commit()
    })
  }
}

/** Messages that are rendered once, since each is memoised. */
export function History({ history, countRender }: Pick<Stage, 'history' | 'countRender'>): ReactNode {
  return history.map((text) => <Old key={text} text={text} countRender={countRender} />)
}

const Old = memo(function Old({ text, countRender }: { text: string; countRender(): void }): ReactNode {
  countRender()
  return <p>{text}</p>
})
