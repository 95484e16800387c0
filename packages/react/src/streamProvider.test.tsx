import { fetchTransport, StreamProvider, useEventSource, useStreamingCompletion } from '@rivulet/react'
import { respond, scriptedFetch, stall, type ScriptedFetch } from '@rivulet/testing'
import { act, render, renderHook } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { describe, expect, it } from 'vitest'
import { createLab } from './lab.suite.tsx'

function Feed({ headers, fetch, transport }: Parameters<typeof useEventSource>[1] & object): ReactNode {
  const feed = useEventSource('https://feed.test/', { headers, fetch, transport })
  return feed.status
}

const quiet = (): ScriptedFetch => scriptedFetch([respond(), stall()])

describe('StreamProvider', () => {
  it('gives its fetch to live streams and to completions', async () => {
    const lab = createLab([respond(), stall()])
    renderHook(() => useEventSource('https://feed.test/'), { wrapper: lab.wrapper })
    const { result } = renderHook(() => useStreamingCompletion({ api: 'https://chat.test/' }), {
      wrapper: lab.wrapper,
    })
    act(() => void result.current.sendMessage('hello'))
    await lab.advance()
    expect(lab.fetch.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://feed.test/',
      'POST https://chat.test/',
    ])
  })

  it('adds its headers to those of a stream, which win', async () => {
    const lab = createLab([respond(), stall()])
    render(
      <StreamProvider headers={{ Authorization: 'Bearer outer', 'X-Tenant': 'a' }}>
        <Feed headers={{ authorization: 'Bearer own', 'X-Own': '1' }} />
      </StreamProvider>,
      { wrapper: lab.wrapper },
    )
    await lab.advance()
    expect(lab.fetch.calls[0]?.headers).toMatchObject({
      authorization: 'Bearer own',
      'x-tenant': 'a',
      'x-own': '1',
    })
  })

  it('evaluates header functions of all levels for every attempt', async () => {
    const lab = createLab([[respond({ status: 503 })], [respond(), stall()]])
    render(
      <StreamProvider headers={{ 'X-Static': 's' }}>
        <StreamProvider headers={({ attempt }) => ({ 'X-Outer': String(attempt) })}>
          <Feed headers={async ({ attempt }) => [['X-Own', String(attempt)]]} />
        </StreamProvider>
      </StreamProvider>,
      { wrapper: lab.wrapper },
    )
    await lab.advance(30_000)
    expect(lab.fetch.calls.map(({ headers }) => headers)).toMatchObject([
      { 'x-static': 's', 'x-outer': '1', 'x-own': '1' },
      { 'x-static': 's', 'x-outer': '2', 'x-own': '2' },
    ])
  })

  it('lets the inner one win, option by option', async () => {
    const lab = createLab([respond(), stall()])
    const inner = quiet()
    render(
      <StreamProvider headers={{ 'X-Tenant': 'a' }}>
        <StreamProvider fetch={inner}>
          <Feed />
        </StreamProvider>
      </StreamProvider>,
      { wrapper: lab.wrapper },
    )
    await lab.advance()
    expect(lab.fetch.calls).toHaveLength(0)
    expect(inner.calls[0]?.headers).toMatchObject({ 'x-tenant': 'a' })
  })

  it.each([
    ['fetch over an outer transport', (own: ScriptedFetch) => ({ fetch: own })],
    [
      'transport over an outer fetch',
      (own: ScriptedFetch) => ({ transport: fetchTransport({ fetch: own }) }),
    ],
  ])("prefers a stream's own %s", async (_title, wire) => {
    const lab = createLab([respond(), stall()])
    const [outer, own] = [quiet(), quiet()]
    render(
      <StreamProvider fetch={outer} transport={fetchTransport({ fetch: outer })}>
        <Feed {...wire(own)} />
      </StreamProvider>,
      { wrapper: lab.wrapper },
    )
    await lab.advance()
    expect([outer.calls.length, own.calls.length]).toEqual([0, 1])
  })

  it('uses what it is given now for the next attempt, and sends nothing for that alone', async () => {
    const lab = createLab([[respond({ status: 503 })], [respond(), stall()]])
    const options = {}
    const Still = (): ReactNode => useEventSource('https://feed.test/', options).status
    const page = (token: string): ReactNode => (
      <StrictMode>
        <StreamProvider fetch={lab.fetch} environment={lab.environment} headers={{ authorization: token }}>
          <Still />
        </StreamProvider>
      </StrictMode>
    )
    const { rerender } = render(page('old'))
    await lab.advance()
    rerender(page('new'))
    await lab.advance()
    expect(lab.fetch.calls.map(({ headers }) => headers['authorization'])).toEqual(['old'])
    await lab.advance(30_000)
    expect(lab.fetch.calls.map(({ headers }) => headers['authorization'])).toEqual(['old', 'new'])
  })
})
