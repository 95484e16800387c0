import { Composer } from '@rivulet/components'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

describeAnatomy('Composer', {
  element: (props) => <Composer onSubmit={() => {}} onStop={() => {}} status="streaming" {...props} />,
  className: 'rivulet-composer',
  data: { 'data-status': 'streaming', 'data-empty': '' },
})

const field = (): HTMLTextAreaElement => screen.getByRole('textbox')
const send = (): HTMLElement => screen.getByRole('button', { name: 'Send' })

describe('Composer', () => {
  it('sends what was written, by Enter and by the button, and empties the field', async () => {
    const user = userEvent.setup()
    const onSubmit = vi.fn()
    render(<Composer onSubmit={onSubmit} />)
    await user.type(field(), 'Hello{Enter}')
    expect(field()).toHaveValue('')
    await user.type(field(), 'again')
    await user.click(send())
    expect(onSubmit.mock.calls).toEqual([[{ text: 'Hello', files: [] }], [{ text: 'again', files: [] }]])
    expect(field()).toHaveValue('')
  })

  it('breaks the line by Shift+Enter', async () => {
    const user = userEvent.setup()
    const onSubmit = vi.fn()
    render(<Composer onSubmit={onSubmit} />)
    await user.type(field(), 'one{Shift>}{Enter}{/Shift}two')
    expect(field()).toHaveValue('one\ntwo')
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('sends nothing that is blank', async () => {
    const user = userEvent.setup()
    const onSubmit = vi.fn()
    const { container } = render(<Composer onSubmit={onSubmit} />)
    expect(send()).toHaveAttribute('aria-disabled', 'true')
    await user.type(field(), '  {Enter}')
    await user.click(send())
    expect(onSubmit).not.toHaveBeenCalled()
    await user.type(field(), 'x')
    expect(send()).toHaveAttribute('aria-disabled', 'false')
    expect(container.firstElementChild).not.toHaveAttribute('data-empty')
  })

  it('lets an Enter that ends a composition do neither', () => {
    const onSubmit = vi.fn()
    render(<Composer onSubmit={onSubmit} defaultValue="にほん" />)
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 })
    // Safari: the composition has ended when its Enter comes.
    fireEvent.compositionEnd(field())
    expect(fireEvent.keyDown(field(), { key: 'Enter' })).toBe(true)
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('sends by an Enter that comes after a composition', () => {
    const onSubmit = vi.fn()
    const now = vi.spyOn(performance, 'now')
    render(<Composer onSubmit={onSubmit} defaultValue="日本" />)
    now.mockReturnValue(1000)
    fireEvent.compositionEnd(field())
    now.mockReturnValue(1400)
    fireEvent.keyDown(field(), { key: 'Enter' })
    now.mockRestore()
    expect(onSubmit).toHaveBeenCalledWith({ text: '日本', files: [] })
  })

  it.each<[string, () => unknown]>([
    ['answers false', () => false],
    ['promises false', () => Promise.resolve(false)],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('gives the text back where the send %s', async (_, onSubmit) => {
    render(<Composer onSubmit={onSubmit as () => boolean} defaultValue="kept" />)
    await act(async () => void fireEvent.click(send()))
    expect(field()).toHaveValue('kept')
    expect(send()).toHaveAttribute('aria-disabled', 'false')
  })

  it('gives the text back in front of what was written meanwhile', async () => {
    const user = userEvent.setup()
    let fail = (): void => {}
    const onSubmit = (): Promise<never> => new Promise((_, reject) => (fail = reject))
    render(<Composer onSubmit={onSubmit} />)
    await user.type(field(), 'first{Enter}second')
    expect(field()).toHaveValue('second')
    await act(async () => fail())
    expect(field()).toHaveValue('first\nsecond')
  })

  it('keeps the text where the handler throws, and reports the error', () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    const error = new Error('broken handler')
    const onSubmit = (): void => {
      throw error
    }
    render(<Composer onSubmit={onSubmit} defaultValue="kept" />)
    fireEvent.click(send())
    expect(field()).toHaveValue('kept')
    expect(reported).toHaveBeenCalledWith(error)
    vi.unstubAllGlobals()
  })

  it('stops and sends in the same place, by the same button, which keeps the focus', () => {
    const onStop = vi.fn()
    const onSubmit = vi.fn()
    const { rerender } = render(<Composer onSubmit={onSubmit} onStop={onStop} defaultValue="next" />)
    const button = send()
    button.focus()
    rerender(<Composer onSubmit={onSubmit} onStop={onStop} status="streaming" />)
    expect(screen.getByRole('button', { name: 'Stop' })).toBe(button)
    expect(document.activeElement).toBe(button)
    fireEvent.click(button, { detail: 1 })
    expect(onStop).toHaveBeenCalledTimes(1)
    expect(onSubmit).not.toHaveBeenCalled()
    rerender(<Composer onSubmit={onSubmit} onStop={onStop} />)
    expect(send()).toBe(button)
    expect(document.activeElement).toBe(button)
    expect(field()).toHaveValue('next')
  })

  it('does not take the second click of a double click for a stop', () => {
    const onStop = vi.fn()
    render(<Composer onSubmit={() => {}} onStop={onStop} status="submitted" />)
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }), { detail: 2 })
    expect(onStop).not.toHaveBeenCalled()
  })

  it('holds the draft while an answer runs', () => {
    const onSubmit = vi.fn()
    render(<Composer onSubmit={onSubmit} onStop={() => {}} status="streaming" defaultValue="later" />)
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(onSubmit).not.toHaveBeenCalled()
    expect(field()).toHaveValue('later')
    expect(screen.getAllByRole('button')).toEqual([screen.getByRole('button', { name: 'Stop' })])
  })

  it.each([
    ['queue', 'Send after this answer'],
    ['interrupt', 'Stop the answer and send'],
  ] as const)('sends while an answer runs where sends %s', (whenBusy, name) => {
    const onSubmit = vi.fn()
    const onStop = vi.fn()
    const composer = <Composer onSubmit={onSubmit} onStop={onStop} status="streaming" whenBusy={whenBusy} />
    render(composer)
    expect(screen.queryByRole('button', { name })).toBe(null)
    fireEvent.input(field(), { target: { value: 'one' } })
    fireEvent.keyDown(field(), { key: 'Enter' })
    fireEvent.input(field(), { target: { value: 'two' } })
    fireEvent.click(screen.getByRole('button', { name }))
    expect(onSubmit.mock.calls).toEqual([[{ text: 'one', files: [] }], [{ text: 'two', files: [] }]])
    expect(onStop).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument()
  })

  it('says why nothing can be sent, and lets one go on writing', async () => {
    const user = userEvent.setup()
    const onSubmit = vi.fn()
    render(<Composer onSubmit={onSubmit} disabledReason="You are offline." />)
    await user.type(field(), 'draft{Enter}')
    await user.click(send())
    expect(onSubmit).not.toHaveBeenCalled()
    expect(field()).toHaveValue('draft')
    expect(send()).toHaveAccessibleDescription('You are offline.')
    expect(field()).toHaveAccessibleDescription('You are offline.')
  })

  it('uses the handler of the latest render', () => {
    const old = vi.fn()
    const latest = vi.fn()
    const { rerender } = render(<Composer onSubmit={old} defaultValue="hi" />)
    rerender(<Composer onSubmit={latest} />)
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(old).not.toHaveBeenCalled()
    expect(latest).toHaveBeenCalledWith({ text: 'hi', files: [] })
  })
})
