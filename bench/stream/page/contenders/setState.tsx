import { type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Contender, Stage } from '../contender.ts'
import { nextText, readEvents } from '../reading.ts'

/** What one writes at first: React state, set for every event, and messages that are not memoised. */
export const setState: Contender = (stage) =>
  mountThread(stage, (update) =>
    readEvents(stage.url, (data) => update((text) => nextText(stage.wire, text, data))),
  )

/** Mounts a thread whose answer is state, and returns what begins to read into it. */
export function mountThread(
  stage: Stage,
  read: (update: (change: (text: string) => string) => void) => Promise<void>,
): () => Promise<void> {
  let update: (change: (text: string) => string) => void

  function Thread(): ReactNode {
    const [text, setText] = useState('')
    useEffect(() => {
      update = setText
    }, [])
    return (
      <div>
        {stage.history.map((old) => (
          <Old key={old} text={old} countRender={stage.countRender} />
        ))}
        <span>{text}</span>
      </div>
    )
  }

  createRoot(stage.element).render(<Thread />)
  return () => {
    update(() => '')
    return read((change) => update(change))
  }
}

function Old({ text, countRender }: { text: string; countRender(): void }): ReactNode {
  countRender()
  return <p>{text}</p>
}
