import { Message } from '@rivulet/components'
import type { Message as MessageData, MessagePart, MessageRole } from '@rivulet/react'
import { act, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const message = (parts: MessagePart[], role: MessageRole = 'assistant'): MessageData => ({
  id: 'm1',
  role,
  parts,
  createdAt: 0,
})
const text = (words: string, state: 'streaming' | 'done' | 'interrupted' = 'done'): MessagePart => ({
  type: 'text',
  id: 't',
  text: words,
  state,
})
const tool: MessagePart = {
  type: 'tool',
  toolCallId: 'c',
  toolName: 'search',
  state: 'output-available',
  inputText: '{"q":1}',
  output: { hits: 2 },
}
const every: MessagePart[] = [
  { type: 'reasoning', id: 'r', text: 'Hm.', state: 'done', startedAt: 0, endedAt: 4200 },
  tool,
  { type: 'source', url: 'https://example.com/a' },
  { type: 'source' },
  { type: 'file', mediaType: 'text/csv', url: 'data:text/csv,a' },
  { type: 'refusal', text: 'Rather not.' },
  { type: 'data', name: 'weather', data: { sunny: true } },
  text('Hello', 'interrupted'),
]

describeAnatomy('Message', {
  element: (props) => <Message message={message(every)} {...props} />,
  className: 'rivulet-message',
  data: { 'data-role': 'assistant', 'data-state': 'interrupted' },
  content: ['search', 'example.com', 'Rather not.', 'Hello'],
})

/** Opens what is folded. */
function unfold(title: string): void {
  const details = screen.getByText(title).closest('details')!
  act(() => void (details.open = true))
}

describe('Message', () => {
  it.each([
    ['user', 'You'],
    ['assistant', 'Assistant'],
    ['system', 'System'],
  ] as const)('is an article of a %s, with a heading to jump by', (role, name) => {
    render(<Message message={message([text('Hi')], role)} headingLevel={2} />)
    expect(screen.getByRole('article', { name })).toHaveAttribute('data-role', role)
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(name)
  })

  it('shows growing text with a caret, and says where it was cut off', () => {
    const { container, rerender } = render(<Message message={message([text('Hi', 'streaming')])} />)
    expect(container.querySelector('[data-caret]')).toHaveTextContent('Hi')
    expect(screen.getByRole('article')).toHaveAttribute('data-streaming')
    rerender(<Message message={message([text('Hi th', 'interrupted')])} />)
    expect(container.querySelector('[data-caret]')).toBe(null)
    expect(screen.getByText('Interrupted')).toBeInTheDocument()
  })

  it('folds thoughts, with their duration', () => {
    render(<Message message={message(every)} />)
    expect(screen.queryByText('Hm.')).toBe(null)
    unfold('Thought for 4 s')
    expect(screen.getByText('Hm.')).toBeInTheDocument()
  })

  it('folds a tool call: its name and state outside, what went in and came out inside', () => {
    render(<Message message={message([tool])} />)
    expect(screen.getByText('search').closest('details')).toHaveTextContent('searchDone')
    unfold('search')
    expect(screen.getByText('{"q":1}')).toBeInTheDocument()
    expect(screen.getByText(/"hits": 2/)).toBeInTheDocument()
  })

  it('shows the error of a tool call as text', () => {
    const failed: MessagePart = { ...tool, state: 'output-error', errorText: '<b>no</b>', output: undefined }
    render(<Message message={message([failed])} />)
    unfold('search')
    expect(screen.getByText('<b>no</b>')).toBeInTheDocument()
  })

  it('links sources that are safe to follow', () => {
    const source: MessagePart = { type: 'source', url: 'https://example.com/a', title: 'An example' }
    render(<Message message={message([source])} />)
    const link = screen.getByRole('link', { name: 'An example example.com' })
    expect(link).toHaveAttribute('href', 'https://example.com/a')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  })

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    '//example.com',
    '/relative',
    'not an address',
  ])('links no source that is not: %s', (url) => {
    const source: MessagePart = { type: 'source', url, title: 'A title' }
    const file: MessagePart = { type: 'file', url, mediaType: 'text/html', filename: 'A file' }
    render(<Message message={message([source, file])} />)
    expect(screen.getByText('A title')).toBeInTheDocument()
    expect(screen.getByText('A file')).toBeInTheDocument()
    expect(screen.queryByRole('link')).toBe(null)
  })

  it('loads no image by itself', () => {
    const image: MessagePart = {
      type: 'file',
      mediaType: 'image/png',
      url: 'https://evil.example/?q=secret',
      filename: 'chart.png',
    }
    const { container } = render(<Message message={message([image])} />)
    expect(container.querySelector('img, picture, object, embed, iframe')).toBe(null)
    expect(container.innerHTML).not.toContain('url(')
    expect(screen.getByRole('button', { name: 'Load chart.png evil.example' })).toBeInTheDocument()
  })

  it('shows data, and parts that it does not know, as they are', () => {
    const strange = { type: 'hologram', beam: 7 } as unknown as MessagePart
    render(<Message message={message([{ type: 'data', name: 'weather', data: { sunny: true } }, strange])} />)
    unfold('Data: weather')
    unfold('Data: hologram')
    expect(screen.getByText(/"sunny": true/)).toBeInTheDocument()
    expect(screen.getByText(/"beam": 7/)).toBeInTheDocument()
  })

  it('lets its consumer draw a part, leave it out, or leave it to the built-in picture', () => {
    const parts = [text('one'), { type: 'refusal', text: 'two' } as const, tool]
    const renderPart = (part: MessagePart) => {
      if (part.type === 'text') return <em>mine</em>
      return part.type === 'refusal' ? null : undefined
    }
    render(<Message message={message(parts)} renderPart={renderPart} />)
    expect(screen.getByText('mine').tagName).toBe('EM')
    expect(screen.queryByText('two')).toBe(null)
    expect(screen.getByText('search')).toBeInTheDocument()
  })

  it('draws a part again when it changes, and not for a new function', () => {
    const draw = vi.fn((part: MessagePart) => part.type)
    const done = text('one')
    const first = message([done, text('tw', 'streaming')])
    const { rerender } = render(<Message message={first} renderPart={(part) => draw(part)} />)
    expect(draw).toHaveBeenCalledTimes(2)
    const second = message([done, text('two', 'streaming')])
    rerender(<Message message={second} renderPart={(part) => draw(part)} />)
    expect(draw).toHaveBeenCalledTimes(3)
    expect(draw).toHaveBeenLastCalledWith(second.parts[1])
    rerender(<Message message={second} renderPart={(part) => draw(part)} extraData="another" />)
    expect(draw).toHaveBeenCalledTimes(5)
  })

  it('has no height where nothing has come', () => {
    render(<Message message={message([])} />)
    expect(screen.getByRole('article')).toHaveAttribute('data-empty')
  })
})
