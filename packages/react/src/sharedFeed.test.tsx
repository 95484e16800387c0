import { type UseEventSourceOptions, useEventSource } from '@rivulet/react'
import { chunk, respond, sse, stall, wait } from '@rivulet/testing'
import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createLab, nothing, type Lab } from './lab.suite.tsx'

const url = 'https://feed.test/'
const one = chunk(sse({ id: 1, data: 'one' }))
const two = chunk(sse({ id: 2, data: 'two' }))

function follow(lab: Lab, options: UseEventSourceOptions = {}) {
  return renderHook((props: UseEventSourceOptions) => useEventSource(url, props), {
    wrapper: lab.wrapper,
    initialProps: options,
  })
}

describe('Components with the same url', () => {
  it('use one connection, and each folds the events for itself', async () => {
    const lab = createLab([one, two, stall()])
    const first = follow(lab)
    const second = renderHook(
      () =>
        useEventSource<string, string[]>(url, { initialData: [], reduce: (all, { data }) => [...all, data] }),
      { wrapper: lab.wrapper },
    )
    await lab.advance()
    expect(lab.fetch.calls).toHaveLength(1)
    expect(first.result.current.data).toBe('two')
    expect(second.result.current.data).toEqual(['one', 'two'])
  })

  it('show the state and the last event at once where they come late', async () => {
    const lab = createLab([one, stall()])
    follow(lab)
    await lab.advance()
    const late = follow(lab)
    expect(late.result.current).toMatchObject({ status: 'open', data: 'one', lastEventId: '1' })
    await lab.advance(60_000)
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it('show the state where they come late and nothing has come yet', async () => {
    const lab = createLab([respond(), stall()])
    follow(lab)
    await lab.advance()
    expect(follow(lab).result.current.status).toBe('open')
  })

  it('keep the connection until the last has left, and half a second more', async () => {
    const lab = createLab([one, stall()])
    const [first, second] = [follow(lab), follow(lab)]
    await lab.advance()
    first.unmount()
    await lab.advance(60_000)
    expect(lab.left().requests).toBe(1)
    second.unmount()
    await lab.advance(499)
    expect(lab.left().requests).toBe(1)
    await lab.advance(1)
    expect(lab.left()).toEqual(nothing)
  })

  it('open nothing new where one goes and another comes, as at a change of route or a hot reload', async () => {
    const lab = createLab([one, wait(1000), two, stall()])
    const { unmount } = follow(lab)
    await lab.advance()
    unmount()
    await lab.advance(400)
    const { result } = follow(lab)
    expect(result.current.data).toBe('one')
    await lab.advance(60_000)
    expect(result.current.data).toBe('two')
    expect(lab.fetch.calls).toHaveLength(1)
  })

  it.each<[string, UseEventSourceOptions]>([
    ['share: false', { share: false }],
    ['a key of its own', { key: 'mine' }],
    ['other headers', { headers: { authorization: 'Bearer other' } }],
    ['another method', { method: 'POST' }],
  ])('have a connection of their own with %s', async (_title, options) => {
    const lab = createLab([one, stall()])
    follow(lab)
    follow(lab, options)
    await lab.advance()
    expect(lab.fetch.calls).toHaveLength(2)
  })

  it('have a connection of their own with a body that cannot be compared', async () => {
    const lab = createLab([respond(), stall()])
    const body = (): FormData => {
      const form = new FormData()
      form.set('a', '1')
      return form
    }
    follow(lab, { body: body() })
    follow(lab, { body: body() })
    await lab.advance()
    expect(lab.fetch.calls).toHaveLength(2)
  })
})
