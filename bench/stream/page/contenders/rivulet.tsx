import {
  Chat,
  type ChatProps,
  Message as MessageView,
  type MessageContent,
  MessageList,
  StreamingText,
} from '@rivulet/components'
import {
  createCompletionStore,
  type Message,
  useEventSource,
  useStreamingCompletion,
  type UseStreamingCompletionResult,
  useStreamStore,
} from '@rivulet/react'
import { type ComponentType, memo, type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Contender, Stage } from '../contender.ts'
import { type Price, priceText } from '../reading.ts'
import { History } from './yardstick.tsx'

/** The store of core, and the text component subscribed to it. */
export const store: Contender = (stage) => {
  const completion = createCompletionStore({ api: stage.url })

  function Answer(): ReactNode {
    const text = useStreamStore(completion, (state) => state.completion)
    const streaming = useStreamStore(completion, (state) => state.status === 'streaming')
    return <StreamingText text={text} streaming={streaming} />
  }

  createRoot(stage.element).render(
    <div>
      <History {...stage} />
      <Answer />
    </div>,
  )
  return async () => void (await completion.complete('Go'))
}

/** The hook, and the text component. */
export const hook: Contender = (stage) => {
  let completion: UseStreamingCompletionResult

  function Answer(): ReactNode {
    completion = useStreamingCompletion({ api: stage.url })
    return <StreamingText text={completion.completion} streaming={completion.status === 'streaming'} />
  }

  createRoot(stage.element).render(
    <div>
      <History {...stage} />
      <Answer />
    </div>,
  )
  return async () => void (await completion.complete('Go'))
}

/** The hook with the whole thread, and a list of the user's own, whose messages are memoised. */
export const ownList: Contender = (stage) => {
  const messages = stage.history.map(toMessage)
  let completion: UseStreamingCompletionResult
  const Mine = memo(function Mine({ message }: { message: Message }): ReactNode {
    countOld(stage, message)
    const [part] = message.parts
    if (part?.type !== 'text') return null
    return message.role === 'user' ? (
      <p>{part.text}</p>
    ) : (
      <StreamingText text={part.text} streaming={part.state === 'streaming'} />
    )
  })

  function App(): ReactNode {
    completion = useStreamingCompletion({ api: stage.url, messages })
    return (
      <div>
        {completion.messages.map((message) => (
          <Mine key={message.id} message={message} />
        ))}
      </div>
    )
  }

  createRoot(stage.element).render(<App />)
  return () => completion.sendMessage('Go')
}

/** The hook, and a list of messages, of plain text as that of all others, that are drawn by a component of the user, which is not memoised. */
export const messageList: Contender = (stage) => {
  const messages = stage.history.map(toMessage)
  const messageComponent = countingMessage(stage)
  let completion: UseStreamingCompletionResult

  function App(): ReactNode {
    completion = useStreamingCompletion({ api: stage.url, messages })
    return (
      <MessageList
        messages={completion.messages}
        pending={completion.status === 'submitted'}
        messageComponent={messageComponent}
        markdown={false}
        style={{ blockSize: '100vh' }}
      />
    )
  }

  createRoot(stage.element).render(<App />)
  return () => completion.sendMessage('Go')
}

/** The whole chat: list, composer, badge, meter. */
export const chat: Contender = (stage) => {
  const options: ChatProps = { api: stage.url, id: 'bench', messages: stage.history.map(toMessage) }
  const messageComponent = countingMessage(stage)
  let completion: UseStreamingCompletionResult

  function App(): ReactNode {
    return (
      <div style={{ blockSize: '100vh' }}>
        <Chat {...options} messageComponent={messageComponent} smooth={false} />
        <Sender />
      </div>
    )
  }

  function Sender(): ReactNode {
    completion = useStreamingCompletion(options)
    return null
  }

  createRoot(stage.element).render(<App />)
  return () => completion.sendMessage('Go')
}

function toMessage(text: string, at: number): Message {
  const id = String(at)
  return {
    id,
    role: at % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', id, text, state: 'done' }],
    createdAt: 0,
  }
}

/** Counts a render, where it is one of a message of the history: those are numbered. */
function countOld({ history, countRender }: Stage, { id }: Message): void {
  if (Number(id) < history.length) countRender()
}

function countingMessage(stage: Stage): ComponentType<MessageContent> {
  return function Counting(props: MessageContent): ReactNode {
    countOld(stage, props.message)
    return <MessageView {...props} />
  }
}

/** The hook for live streams. */
export const feed: Contender = ({ element, url }) => {
  let begin: () => void
  let ended: () => void
  const over = new Promise<void>((resolve) => (ended = resolve))

  function App(): ReactNode {
    const [enabled, enable] = useState(false)
    begin = () => enable(true)
    const { data } = useEventSource<Price>(url, {
      parse: 'json',
      enabled,
      onEnd: 'close',
      onClose: () => ended(),
    })
    return <span>{data && priceText(data)}</span>
  }

  createRoot(element).render(<App />)
  return () => {
    begin()
    return over
  }
}
