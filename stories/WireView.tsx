import { Message, StreamMeter } from '@rivulet/components'
import { type CompletionEvent, useStreamingCompletion } from '@rivulet/react'
import { type Step, chunk, respond, scriptedFetch, wait } from '@rivulet/testing'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Wire } from './fixtures/wires/wire.ts'
import './WireView.css'

export interface WireViewProps {
  wire: Wire
  /** Lets the answer tell its format by itself. Default: `false`, the protocol is named. */
  detect?: boolean
  /** ms between two frames. Default: 30. */
  interval?: number
}

/** A frame as the server sent it, and what was made of it. */
interface Row {
  readonly frame: string
  readonly events: readonly CompletionEvent[]
}

/** The raw frames of an answer beside the message that they become: both from one body, through the real hook. */
export function WireView({ wire, detect = false, interval = 30 }: WireViewProps): ReactNode {
  const [rows, setRows] = useState<readonly Row[]>([])
  const [sent, setSent] = useState('')
  const [server] = useState(() => scriptedFetch(scriptOf(wire, interval)))
  const chat = useStreamingCompletion({
    api: wire.api,
    ...(!detect && { protocol: wire.protocol }),
    fetch: async (input, init) => {
      setRows([])
      const response = await server(input, init)
      setSent(server.calls.at(-1)?.body ?? '')
      return watched(response, (frame) => setRows((before) => [...before, { frame, events: [] }]))
    },
    onEvent: (event) => setRows((before) => withEvent(before, event)),
  })
  const message = chat.messages.findLast(({ role }) => role === 'assistant')
  return (
    <div className="wire">
      <header>
        <button type="button" onClick={() => void chat.complete('How high is the Elbe?').catch(() => {})}>
          Send
        </button>
        <code>POST {wire.api}</code>
        <output>{chat.metrics.finished !== undefined && chat.status}</output>
      </header>
      <section>
        <h2>The wire</h2>
        <Frames rows={rows} />
      </section>
      <section>
        <h2>The message</h2>
        {message && <Message message={message} />}
        <StreamMeter metrics={chat.metrics} {...(chat.usage && { usage: chat.usage })} />
        {sent !== '' && (
          <>
            <h2>What was sent</h2>
            <pre className="wire-sent">{sent}</pre>
          </>
        )}
      </section>
    </div>
  )
}

function Frames({ rows }: { rows: readonly Row[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [rows])
  return (
    <div ref={box} className="wire-frames" role="log" aria-live="off" aria-label="Frames" tabIndex={0}>
      <ol>
        {rows.map(({ frame, events }, at) => (
          <li key={at}>
            <pre>{frame.trimEnd()}</pre>
            <span>{events.length === 0 ? 'nothing' : events.map(inWords).join(', ')}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function scriptOf({ contentType, frames }: Wire, interval: number): Step[] {
  const body = frames.flatMap((frame) => [wait(interval), chunk(frame)])
  return [respond(contentType === undefined ? {} : { contentType }), ...body]
}

/** The response, with each piece of its body told before it is read. */
function watched(response: Response, onFrame: (frame: string) => void): Response {
  const utf8 = new TextDecoder()
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      onFrame(utf8.decode(piece, { stream: true }))
      controller.enqueue(piece)
    },
  })
  return new Response(response.body?.pipeThrough(tap), response)
}

function withEvent(rows: readonly Row[], event: CompletionEvent): readonly Row[] {
  const last = rows.at(-1)
  return last === undefined ? rows : [...rows.slice(0, -1), { ...last, events: [...last.events, event] }]
}

/** An event's type, and the little that it brings. */
function inWords(event: CompletionEvent): string {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
    case 'tool-input-delta':
      return `${event.type} “${event.delta}”`
    case 'tool-input-start':
      return `${event.type} ${event.toolName}`
    case 'finish':
      return `${event.type} ${event.reason}`
    default:
      return event.type
  }
}
