import { Reasoning } from '@rivulet/components'
import type { ReasoningPart } from '@rivulet/react'
import { act, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const done: ReasoningPart = {
  type: 'reasoning',
  id: 'r',
  text: 'Hm.',
  state: 'done',
  startedAt: 1000,
  endedAt: 5200,
}
const streaming: ReasoningPart = { ...done, state: 'streaming', endedAt: undefined }

describeAnatomy('Reasoning', {
  element: (props) => <Reasoning part={streaming} {...props} />,
  className: 'rivulet-fold',
  data: { 'data-part': 'reasoning', 'data-state': 'streaming', 'data-streaming': '' },
  content: ['Hm.'],
})

const fold = (): HTMLDetailsElement => screen.getByRole('group')
const press = (): void => act(() => void (fold().open = !fold().open))

describe('Reasoning', () => {
  it('is open while it streams, and closes behind how long it took', () => {
    const { rerender } = render(<Reasoning part={streaming} />)
    expect(fold().open).toBe(true)
    expect(fold()).toHaveTextContent('ThinkingHm.')
    rerender(<Reasoning part={done} />)
    expect(fold().open).toBe(false)
    expect(fold()).toHaveTextContent(/^Thought for 4 s$/)
  })

  it.each([true, false])('stays as the reader has put it', (opens) => {
    const { rerender } = render(<Reasoning part={opens ? done : streaming} />)
    press()
    expect(fold().open).toBe(opens)
    rerender(<Reasoning part={opens ? streaming : done} />)
    rerender(<Reasoning part={done} />)
    expect(fold().open).toBe(opens)
  })

  it('waits for the first thought before it opens', () => {
    render(<Reasoning part={{ ...streaming, text: '' }} />)
    expect(fold().open).toBe(false)
  })

  it('does not know how long it took where it was cut off', () => {
    render(<Reasoning part={{ ...done, state: 'interrupted', endedAt: undefined }} />)
    expect(fold()).toHaveTextContent(/^Thoughts$/)
  })

  it('says where the provider keeps the thoughts to itself', () => {
    render(<Reasoning part={{ ...done, text: '', redacted: true }} />)
    press()
    expect(fold()).toHaveTextContent('The provider keeps these thoughts to itself.')
  })
})
