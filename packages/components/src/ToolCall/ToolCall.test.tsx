import { ToolCall } from '@rivulet/components'
import type { ToolPart } from '@rivulet/react'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const call: ToolPart = {
  type: 'tool',
  toolCallId: 'c',
  toolName: 'search',
  state: 'output-available',
  inputText: '{"q":1}',
  output: { hits: 2 },
}
const asking: ToolPart = { ...call, state: 'approval-requested', output: undefined, approvalId: 'a' }
const ignore = (): void => {}

describeAnatomy('ToolCall', {
  element: (props) => <ToolCall part={asking} onApprove={ignore} onDeny={ignore} {...props} />,
  className: 'rivulet-fold',
  data: { 'data-part': 'tool', 'data-state': 'approval-requested' },
  content: ['search', '{"q":1}'],
})

const fold = (): HTMLDetailsElement => screen.getByRole('group')
const unfold = (): void => act(() => void (fold().open = true))

describe('ToolCall', () => {
  it.each([
    ['input-streaming', 'Preparing'],
    ['input-available', 'Running'],
    ['input-truncated', 'Cut off'],
    ['approval-requested', 'Waiting for approval'],
    ['output-available', 'Done'],
    ['output-error', 'Failed'],
  ] as const)('says %s in words', (state, word) => {
    render(<ToolCall part={{ ...call, state }} />)
    expect(fold().querySelector('summary')).toHaveTextContent(`search${word}`)
    expect(fold()).toHaveAttribute('data-state', state)
  })

  it('shows the arguments as they stream', () => {
    const part: ToolPart = { ...call, state: 'input-streaming', inputText: '{"q', output: undefined }
    const { rerender } = render(<ToolCall part={part} />)
    unfold()
    expect(fold()).toHaveTextContent('Arguments{"q')
    rerender(<ToolCall part={{ ...part, inputText: '{"q":1' }} />)
    expect(fold()).toHaveTextContent('Arguments{"q":1')
  })

  it('shows what came out, so far and in the end', () => {
    const { rerender } = render(<ToolCall part={{ ...call, preliminary: true }} />)
    unfold()
    expect(fold()).toHaveTextContent('Result so far{ "hits": 2 }')
    rerender(<ToolCall part={call} />)
    expect(fold()).toHaveTextContent('Result{ "hits": 2 }')
  })

  it('shows an error as text', () => {
    render(<ToolCall part={{ ...call, state: 'output-error', output: undefined, errorText: '<b>no</b>' }} />)
    unfold()
    expect(screen.getByText('<b>no</b>')).toBeInTheDocument()
  })

  it('shows what it asks to do, asks once, and closes again', () => {
    const onApprove = vi.fn()
    const onDeny = vi.fn()
    const { rerender } = render(<ToolCall part={asking} onApprove={onApprove} onDeny={onDeny} />)
    expect(screen.getByText('{"q":1}')).toBeInTheDocument()
    fireEvent.click(screen.getByRole('button', { name: 'Allow' }))
    fireEvent.click(screen.getByRole('button', { name: 'Deny' }))
    expect(onApprove.mock.calls).toEqual([[asking]])
    expect(onDeny.mock.calls).toEqual([[asking]])
    rerender(<ToolCall part={call} onApprove={onApprove} onDeny={onDeny} />)
    expect(fold().open).toBe(false)
    unfold()
    expect(screen.queryByRole('button')).toBe(null)
  })

  it('offers nothing that nobody listens to', () => {
    render(<ToolCall part={asking} />)
    expect(screen.queryByRole('button')).toBe(null)
  })
})
