import { Message, type MessageActions } from '@rivulet/components'
import type { Message as MessageData, MessageRole } from '@rivulet/react'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const message = (role: MessageRole, ...texts: string[]): MessageData => ({
  id: 'm1',
  role,
  parts: texts.map((text, index) => ({ type: 'text', id: String(index), text, state: 'done' })),
  createdAt: 0,
})
const all: MessageActions = {
  onRegenerate: () => {},
  onEdit: () => {},
  versionOf: () => ({ index: 1, count: 3 }),
  onVersion: () => {},
}

describeAnatomy('Message, with actions', {
  element: (props) => <Message message={message('assistant', 'Hello')} actions={all} {...props} />,
  className: 'rivulet-message',
  content: ['Hello'],
})

const names = (): string[] =>
  screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }))

describe('the actions of a message', () => {
  it.each<[MessageRole, string[]]>([
    ['assistant', ['Previous version', 'Next version', 'Copy', 'Regenerate']],
    ['user', ['Previous version', 'Next version', 'Copy', 'Edit']],
    ['system', []],
  ])('of %s are what can be done with it', (role, expected) => {
    render(<Message message={message(role, 'Hi')} actions={all} />)
    expect(names()).toEqual(expected)
  })

  it('are none by default, and what there are functions for', () => {
    const { rerender } = render(<Message message={message('assistant', 'Hi')} />)
    expect(names()).toEqual([])
    rerender(<Message message={message('assistant', 'Hi')} actions={{}} />)
    expect(names()).toEqual(['Copy'])
  })

  it('wait for the end of an answer', () => {
    const streaming: MessageData = {
      ...message('assistant'),
      parts: [{ type: 'text', id: 't', text: 'Hi', state: 'streaming' }],
    }
    render(<Message message={streaming} actions={all} />)
    expect(names()).toEqual([])
  })

  it('ask for another answer', () => {
    const onRegenerate = vi.fn()
    const answer = message('assistant', 'Hi')
    render(<Message message={answer} actions={{ onRegenerate }} />)
    press('Regenerate')
    expect(onRegenerate).toHaveBeenCalledExactlyOnceWith(answer)
  })
})

describe('the versions of a message', () => {
  it('are counted, and gone through to both ends', () => {
    const onVersion = vi.fn()
    const answer = message('assistant', 'Hi')
    const at = (index: number) => (
      <Message message={answer} actions={{ onVersion, versionOf: () => ({ index, count: 2 }) }} />
    )
    const { rerender } = render(at(1))
    expect(screen.getByText('2 of 2')).toBeInTheDocument()
    press('Next version')
    expect(onVersion).not.toHaveBeenCalled()
    press('Previous version')
    expect(onVersion).toHaveBeenLastCalledWith(answer, 0)
    rerender(at(0))
    expect(screen.getByRole('button', { name: 'Previous version' })).toHaveAttribute('aria-disabled', 'true')
    press('Next version')
    expect(onVersion).toHaveBeenLastCalledWith(answer, 1)
  })
})

describe('copying a message', () => {
  const writeText = vi.fn<(text: string) => Promise<void>>()
  const offer = (): void => void vi.stubGlobal('navigator', { clipboard: { writeText } })
  afterEach(() => void vi.useRealTimers())
  afterEach(() => void vi.unstubAllGlobals())

  it('copies its texts, and says so for two seconds', async () => {
    vi.useFakeTimers()
    offer()
    writeText.mockResolvedValue()
    render(<Message message={message('assistant', 'One.', 'Two **bold**.')} actions={{}} />)
    await act(async () => press('Copy'))
    expect(writeText).toHaveBeenLastCalledWith('One.\n\nTwo **bold**.')
    expect(names()).toEqual(['Copied'])
    act(() => void vi.advanceTimersByTime(1999))
    expect(names()).toEqual(['Copied'])
    act(() => void vi.advanceTimersByTime(1))
    expect(names()).toEqual(['Copy'])
  })

  it('says where it could not', async () => {
    offer()
    writeText.mockRejectedValue(new Error('denied'))
    render(<Message message={message('assistant', 'One.')} actions={{}} />)
    await act(async () => press('Copy'))
    expect(names()).toEqual(['Could not be copied'])
  })
})

describe('editing a message', () => {
  const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Edit message' })
  const question = message('user', 'Why?')

  it('sends what was written anew by Enter, and breaks the line by Shift+Enter', async () => {
    const user = userEvent.setup()
    const onEdit = vi.fn()
    render(<Message message={question} actions={{ onEdit }} />)
    press('Edit')
    expect(field()).toHaveValue('Why?')
    expect(document.activeElement).toBe(field())
    expect(field().selectionStart).toBe(4)
    await user.keyboard(' And{Shift>}{Enter}{/Shift}how?')
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    expect(onEdit).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    expect(onEdit).toHaveBeenCalledExactlyOnceWith(question, 'Why? And\nhow?')
    expect(screen.queryByRole('textbox')).toBe(null)
  })

  it('is left by Escape and by the button, as it was', async () => {
    const user = userEvent.setup()
    const onEdit = vi.fn()
    render(<Message message={question} actions={{ onEdit }} />)
    for (const leave of [() => user.keyboard('{Escape}'), () => user.click(screen.getByText('Cancel'))]) {
      press('Edit')
      await user.keyboard(' Never mind')
      await leave()
      expect(screen.queryByRole('textbox')).toBe(null)
      expect(screen.getByText('Why?')).toBeVisible()
    }
    expect(onEdit).not.toHaveBeenCalled()
  })

  it('sends nothing blank', async () => {
    const user = userEvent.setup()
    const onEdit = vi.fn()
    render(<Message message={question} actions={{ onEdit }} />)
    press('Edit')
    await user.clear(field())
    await user.keyboard('{Enter}')
    press('Send')
    expect(onEdit).not.toHaveBeenCalled()
    expect(field()).toBeInTheDocument()
  })

  it.each<[string, () => unknown]>([
    ['answers false', () => false],
    ['promises false', () => Promise.resolve(false)],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('opens again with what was written where the send %s', async (_, onEdit) => {
    const user = userEvent.setup()
    render(<Message message={question} actions={{ onEdit: onEdit as () => boolean }} />)
    press('Edit')
    await user.keyboard(' And how?{Enter}')
    await waitFor(() => expect(field()).toHaveValue('Why? And how?'))
  })
})
