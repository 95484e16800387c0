import { describe, expect, it, vi } from 'vitest'
import { data, mergeProps } from './anatomy.ts'

/** What a handler sees of an event. */
function press(props: { onClick?: unknown }): { defaultPrevented: boolean } {
  const event = {
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  }
  ;(props.onClick as (pressed: typeof event) => void)(event)
  return event
}

describe('the props of a root element', () => {
  it('are the consumer’s where both have them, but for undefined ones', () => {
    expect(mergeProps({ role: 'log', tabIndex: 0 }, { role: 'feed', tabIndex: undefined })).toEqual({
      role: 'feed',
      tabIndex: 0,
    })
  })

  it('join class names and merge styles', () => {
    const own = { className: 'ours', style: { color: 'red', margin: 0 } }
    expect(mergeProps(own, { className: 'theirs', style: { color: 'blue' } })).toEqual({
      className: 'ours theirs',
      style: { color: 'blue', margin: 0 },
    })
  })

  it('call both handlers, the consumer’s first', () => {
    const calls: string[] = []
    const merged = mergeProps({ onClick: () => calls.push('ours') }, { onClick: () => calls.push('theirs') })
    press(merged)
    expect(calls).toEqual(['theirs', 'ours'])
  })

  it('leave out the component’s handler where the consumer prevents it', () => {
    const ours = vi.fn()
    const merged = mergeProps(
      { onClick: ours },
      { onClick: (event: { preventDefault: () => void }) => event.preventDefault() },
    )
    expect(press(merged).defaultPrevented).toBe(true)
    expect(ours).not.toHaveBeenCalled()
  })
})

describe('data attributes', () => {
  it('say true without a value, and false not at all', () => {
    expect(data({ status: 'open', streaming: true, empty: false, tone: undefined })).toEqual({
      'data-status': 'open',
      'data-streaming': '',
    })
  })
})
