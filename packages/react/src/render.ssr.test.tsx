import { StreamProvider, useEventSource, useStreamingCompletion } from '@rivulet/react'
import { manualEnvironment, scriptedFetch, stall } from '@rivulet/testing'
import { type ReactNode, StrictMode } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'

function Page(): ReactNode {
  const feed = useEventSource('https://feed.test/', { initialData: 'nothing yet' })
  const chat = useStreamingCompletion({
    id: 'thread',
    messages: [
      {
        id: '1',
        role: 'assistant',
        parts: [{ type: 'text', id: 't', text: 'Hi!', state: 'done' }],
        createdAt: 0,
      },
    ],
  })
  return (
    <p>
      {feed.status}, {feed.data}, {chat.connection.status}, {chat.status}, {chat.completion}
    </p>
  )
}

const expected = '<p>idle, nothing yet, idle, ready, Hi!</p>'

describe('On a server', () => {
  it('the hooks render idle and open nothing', async () => {
    const environment = manualEnvironment()
    const fetch = scriptedFetch([stall()], { environment })
    const html = renderToString(
      <StrictMode>
        <StreamProvider fetch={fetch} environment={environment} headers={{ 'X-Tenant': 'a' }}>
          <Page />
        </StreamProvider>
      </StrictMode>,
    )
    await environment.advance(60_000)
    expect(html.replaceAll('<!-- -->', '')).toBe(expected)
    expect(fetch.calls).toHaveLength(0)
    expect(environment).toMatchObject({ timers: 0, frames: 0, listeners: 0 })
  })

  it('they do so without a provider, in a streamed render too', async () => {
    const html = new PassThrough()
    renderToPipeableStream(<Page />).pipe(html)
    expect((await text(html)).replaceAll('<!-- -->', '')).toBe(expected)
  })

  it('no two requests share a thread, whatever its id', () => {
    const stores = new Set<unknown>()
    const Chat = (): ReactNode => {
      stores.add(useStreamingCompletion({ id: 'same' }).store)
      return null
    }
    renderToString(<Chat />)
    renderToString(<Chat />)
    expect(stores.size).toBe(2)
  })
})
