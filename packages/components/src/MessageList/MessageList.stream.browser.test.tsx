import { Message as MessageView, type MessageContent, MessageList } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { type Message as MessageData, useStreamingCompletion } from '@rivulet/react'
import { openaiChunks, remoteServer, type Step, wait } from '@rivulet/testing'
import { type ComponentType, Profiler, type ReactNode, useEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'

const server = remoteServer(inject('streamServer'))
const past = Array.from({ length: 200 }, (_, at): MessageData => {
  const text = `Message ${at}, a line or two of words that were said before.`
  return {
    id: `old-${at}`,
    role: at % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', id: 't', text, state: 'done' }],
    createdAt: 0,
  }
})
const deltas = Array.from({ length: 1_000 }, (_, at) => `word${at} `)

/** Five deltas, each a piece of its own, every 10 ms. */
const answer = openaiChunks(deltas).flatMap((step, at): Step[] => (at % 5 === 4 ? [step, wait(10)] : [step]))

/** Renders of a message by its id. */
const renders = new Map<string, number>()

/** A component as users write them: nothing is memoised. */
function Plain({ message }: MessageContent): ReactNode {
  renders.set(message.id, (renders.get(message.id) ?? 0) + 1)
  return <p>{message.parts.map((part) => (part.type === 'text' ? part.text : ''))}</p>
}

/** The kit's own message, counted. */
function Counted(props: MessageContent): ReactNode {
  renders.set(props.message.id, (renders.get(props.message.id) ?? 0) + 1)
  return <MessageView {...props} />
}

/** Counts what the browser paints, until it is stopped. */
function countFrames(): { count: number; stop(): void } {
  const frames = { count: 0, stop: () => cancelAnimationFrame(request) }
  let request = requestAnimationFrame(function next() {
    frames.count += 1
    request = requestAnimationFrame(next)
  })
  return frames
}

let root: Root | undefined

/** As an application does: without act(), which would make everything synchronous. */
function show(api: string, messageComponent: ComponentType<MessageContent>) {
  const page = { commits: 0, send: async () => {}, text: '', status: '' }
  const container = document.body.appendChild(document.createElement('div'))

  function Thread(): ReactNode {
    const { messages, sendMessage, completion, status } = useStreamingCompletion({ api, messages: past })
    useEffect(() => void Object.assign(page, { send: () => sendMessage('Go'), text: completion, status }))
    return <MessageList messages={messages} messageComponent={messageComponent} style={{ blockSize: 400 }} />
  }

  root = createRoot(container)
  root.render(
    <Profiler id="thread" onRender={() => (page.commits += 1)}>
      <Thread />
    </Profiler>,
  )
  return page
}

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
  renders.clear()
})

describe('500 deltas a second below 200 messages', () => {
  it.each([
    ['the kit’s message', Counted],
    ['a component of the user that is not memoised', Plain],
  ])(
    'are at most one commit a frame, and render no old message again: %s',
    async (_, component) => {
      const api = await server.route(`/thread/${Math.random()}`, answer)
      const page = show(api, component)
      await vi.waitUntil(() => page.status === 'ready' && renders.size === past.length)
      renders.clear()
      page.commits = 0
      const frames = countFrames()
      await page.send()
      await vi.waitUntil(() => page.status === 'ready' && page.text.endsWith(deltas.at(-1)!))
      frames.stop()
      expect(page.text).toBe(deltas.join(''))
      // What was sent, the response, and the end are shown when they come, and wait for no frame.
      expect(page.commits).toBeLessThanOrEqual(frames.count + 3)
      expect([...renders.keys()].filter((id) => id.startsWith('old-'))).toEqual([])
      expect(renders.size).toBe(2)
    },
    30_000,
  )
})
