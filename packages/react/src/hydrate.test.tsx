import { StreamProvider, useEventSource, useStreamingCompletion } from '@rivulet/react'
import { chunk, openaiChunks, sse, stall } from '@rivulet/testing'
import { act, fireEvent, screen } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { type Root, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { createLab, type Lab } from './lab.suite.tsx'

function Page({ name, id }: { name: string; id?: string | undefined }): ReactNode {
  const feed = useEventSource('https://feed.test/', { initialData: '–' })
  const chat = useStreamingCompletion({ api: 'https://chat.test/', id })
  return (
    <div data-thread={chat.id}>
      <button type="button" onClick={() => void chat.sendMessage('hi')}>
        ask {name}
      </button>
      <output>{`${name}: ${feed.status} ${feed.data} ${chat.status} ${chat.completion}`}</output>
    </div>
  )
}

const app = (lab: Lab, name: string, id?: string): ReactNode => (
  <StrictMode>
    <StreamProvider fetch={lab.fetch} environment={lab.environment}>
      <Page name={name} id={id} />
    </StreamProvider>
  </StrictMode>
)

const roots: Root[] = []
const mismatches: unknown[] = []

/** What a server has rendered, brought to life. */
function hydrate(
  lab: Lab,
  name: string,
  id?: string,
  html = renderToString(app(lab, name, id)),
): HTMLElement {
  const container = document.createElement('div')
  container.innerHTML = html
  document.body.append(container)
  expect(output(container)).toBe(`${name}: idle – ready `)
  act(() => {
    const onRecoverableError = (error: unknown): void => void mismatches.push(error)
    roots.push(hydrateRoot(container, app(lab, name, id), { onRecoverableError }))
  })
  return container
}

const output = (container: HTMLElement): string | null | undefined =>
  container.querySelector('output')?.textContent

afterEach(() => {
  act(() => roots.splice(0).forEach((root) => root.unmount()))
  document.body.replaceChildren()
  mismatches.length = 0
})

describe('Hydration', () => {
  it('takes over what the server has rendered, then connects once', async () => {
    const lab = createLab([chunk(sse({ data: 'live' })), stall()])
    const container = hydrate(lab, 'page')
    await lab.advance()
    expect(mismatches).toEqual([])
    expect(output(container)).toBe('page: open live ready ')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('gives each of two islands a thread of its own, though React gives them the same ids', async () => {
    const lab = createLab(({ method }) => (method === 'POST' ? openaiChunks('hello') : [stall()]))
    const [first, second] = [hydrate(lab, 'one'), hydrate(lab, 'two')]
    expect(first.querySelector('div')?.dataset['thread']).toBe(second.querySelector('div')?.dataset['thread'])
    fireEvent.click(screen.getByText('ask one'))
    await lab.advance()
    expect(output(first)).toBe('one: connecting – ready hello')
    expect(output(second)).toBe('two: connecting – ready ')
    expect(mismatches).toEqual([])
  })

  it('begins as the server did, though the thread already knows more, and shows that right after', async () => {
    const lab = createLab(({ method }) => (method === 'POST' ? openaiChunks('hello') : [stall()]))
    const html = renderToString(app(lab, 'two', 'known'))
    hydrate(lab, 'one', 'known')
    fireEvent.click(screen.getByText('ask one'))
    await lab.advance()
    const second = hydrate(lab, 'two', 'known', html)
    expect(mismatches).toEqual([])
    expect(output(second)).toBe('two: connecting – ready hello')
  })
})
