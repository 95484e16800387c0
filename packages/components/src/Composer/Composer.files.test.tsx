import { Composer, type ComposerProps } from '@rivulet/components'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

describeAnatomy('Composer, with files', {
  element: (props) => <Composer onSubmit={() => {}} accept="image/*" maxLength={10} {...props} />,
  className: 'rivulet-composer',
})

const field = (): HTMLTextAreaElement => screen.getByRole('textbox')
const send = (): HTMLElement => screen.getByRole('button', { name: 'Send' })
const attached = (): string[] => screen.queryAllByRole('listitem').map((item) => item.textContent)
const file = (name: string, type: string, content = 'abc'): File => new File([content], name, { type })
const png = file('chart.png', 'image/png')
const csv = file('table.csv', 'text/csv', 'a,b')

/** What the file picker does when the reader has chosen. */
function pick(...files: File[]): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  fireEvent.change(input, { target: { files } })
}

function renderComposer(props: Partial<ComposerProps> = {}) {
  const onSubmit = vi.fn<ComposerProps['onSubmit']>()
  const view = render(<Composer onSubmit={onSubmit} accept="*" {...props} />)
  return { onSubmit, ...view }
}

describe('files', () => {
  it('cannot be attached where none are accepted', () => {
    renderComposer({ accept: undefined })
    expect(screen.queryByRole('button', { name: 'Attach files' })).toBe(null)
    expect(document.querySelector('input[type=file]')).toBe(null)
  })

  it('are picked, and sent with the text or alone', async () => {
    const user = userEvent.setup()
    const { onSubmit } = renderComposer({ accept: 'text/csv, .png' })
    expect(document.querySelector('input[type=file]')).toHaveAttribute('accept', 'text/csv, .png')
    pick(csv, png)
    expect(attached()).toEqual(['table.csv3 B', 'chart.png3 B'])
    await user.type(field(), 'Look')
    await user.click(send())
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1))
    expect(onSubmit).toHaveBeenLastCalledWith({
      text: 'Look',
      files: [
        { filename: 'table.csv', mediaType: 'text/csv', url: 'data:text/csv;base64,YSxi' },
        { filename: 'chart.png', mediaType: 'image/png', url: 'data:image/png;base64,YWJj' },
      ],
    })
    expect(attached()).toEqual([])
    expect(field()).toHaveValue('')

    pick(csv)
    await user.click(send())
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(2))
    expect(onSubmit.mock.lastCall![0]).toMatchObject({ text: '', files: [{ filename: 'table.csv' }] })
  })

  it('are sent by the address that the application has for them', async () => {
    const addressOf = vi.fn((given: File) => Promise.resolve(`https://files.example/${given.name}`))
    const { onSubmit } = renderComposer({ addressOf })
    pick(csv)
    fireEvent.click(send())
    await waitFor(() => expect(onSubmit).toHaveBeenCalled())
    expect(onSubmit.mock.lastCall![0].files).toEqual([
      { filename: 'table.csv', mediaType: 'text/csv', url: 'https://files.example/table.csv' },
    ])
  })

  it('are taken off again, and the focus goes to the field', () => {
    renderComposer()
    pick(csv, png)
    fireEvent.click(screen.getByRole('button', { name: 'Remove table.csv' }))
    expect(attached()).toEqual(['chart.png3 B'])
    expect(document.activeElement).toBe(field())
  })

  it('are refused in words and in types: of another type, too large, too many', () => {
    const onRefuse = vi.fn()
    renderComposer({ accept: 'image/*', maxFileSize: 1500, maxFiles: 1, onRefuse })
    const large = file('photo.jpg', 'image/jpeg', 'x'.repeat(1501))
    const second = file('second.png', 'image/png')
    pick(csv, large, png, second)
    expect(attached()).toEqual(['chart.png3 B'])
    expect([...screen.getByRole('alert').children].map((line) => line.textContent)).toEqual([
      'table.csv: files of this type cannot be attached.',
      'photo.jpg is too large: at most 1.5 kB can be attached.',
      'second.png was left out: at most 1 file can be attached.',
    ])
    expect(onRefuse.mock.calls).toEqual([
      [
        [
          { reason: 'type', file: csv },
          { reason: 'size', file: large },
          { reason: 'count', file: second },
        ],
      ],
    ])
    fireEvent.click(screen.getByRole('button', { name: 'Remove chart.png' }))
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
  })

  it.each([
    ['*', true],
    ['*/*', true],
    ['text/*', true],
    ['TEXT/CSV', true],
    ['.CSV', true],
    ['image/*, .csv', true],
    ['image/*', false],
    ['.png', false],
    ['text', false],
    ['', false],
  ])('are accepted or not as in HTML: %s', (accept, isTaken) => {
    renderComposer({ accept })
    pick(csv)
    expect(attached()).toHaveLength(isTaken ? 1 : 0)
  })

  it.each<[string, () => unknown]>([
    ['answers false', () => false],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('come back with the text where the send %s', async (_, onSubmit) => {
    renderComposer({ onSubmit: onSubmit as () => boolean, defaultValue: 'kept' })
    pick(csv)
    fireEvent.click(send())
    expect(attached()).toEqual([])
    await waitFor(() => expect(attached()).toEqual(['table.csv3 B']))
    await waitFor(() => expect(field()).toHaveValue('kept'))
  })

  it('come back but for the one that cannot be read, and nothing is sent', async () => {
    const addressOf = (given: File): Promise<string> =>
      given === png ? Promise.reject(new Error('gone')) : Promise.resolve('data:,')
    const { onSubmit } = renderComposer({ addressOf, defaultValue: 'kept' })
    pick(csv, png)
    fireEvent.click(send())
    await waitFor(() => expect(attached()).toEqual(['table.csv3 B']))
    expect(screen.getByRole('alert')).toHaveTextContent(
      'chart.png could not be read. It may have been moved or deleted.',
    )
    await waitFor(() => expect(field()).toHaveValue('kept'))
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('lets go of the addresses of previews: removed, sent, unmounted', async () => {
    const made = vi.spyOn(URL, 'createObjectURL')
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    const { unmount } = renderComposer()
    pick(png)
    fireEvent.click(screen.getByRole('button', { name: 'Remove chart.png' }))
    pick(png)
    fireEvent.click(send())
    await act(async () => {})
    pick(png)
    unmount()
    const addresses = made.mock.results.map(({ value }) => value as string)
    expect(addresses).toHaveLength(3)
    expect(revoked.mock.calls.map(([address]) => address)).toEqual(addresses)
    made.mockRestore()
    revoked.mockRestore()
  })
})

describe('the limit of a text', () => {
  it('is counted where it is near, and holds back what is longer without cutting it', async () => {
    const user = userEvent.setup()
    const { onSubmit } = renderComposer({ maxLength: 300 })
    fireEvent.input(field(), { target: { value: 'x'.repeat(269) } })
    expect(screen.queryByText(/left/)).toBe(null)
    await user.type(field(), 'x')
    expect(screen.getByText('30 characters left')).toBeInTheDocument()
    expect(field()).toHaveAccessibleDescription('30 characters left')
    await user.type(field(), `${'x'.repeat(31)}{Enter}`)
    expect(field()).toHaveAccessibleDescription('1 character too many')
    expect(field()).toHaveAttribute('aria-invalid', 'true')
    expect(send()).toHaveAttribute('aria-disabled', 'true')
    expect(field().value).toHaveLength(301)
    expect(onSubmit).not.toHaveBeenCalled()
    await user.type(field(), '{Backspace}{Enter}')
    expect(onSubmit).toHaveBeenCalledTimes(1)
  })
})

describe('the history', () => {
  const up = (): boolean => fireEvent.keyDown(field(), { key: 'ArrowUp' })
  const down = (): boolean => fireEvent.keyDown(field(), { key: 'ArrowDown' })

  it('has what was sent, and brings it back into an empty field alone', async () => {
    const user = userEvent.setup()
    renderComposer()
    await user.type(field(), 'one{Enter}two{Enter}')
    up()
    expect(field()).toHaveValue('two')
    up()
    expect(field()).toHaveValue('one')
    // Nothing is older: the key is the browser's.
    expect(up()).toBe(true)
    expect(field()).toHaveValue('one')
    down()
    expect(field()).toHaveValue('two')
    down()
    expect(field()).toHaveValue('')
    expect(down()).toBe(true)

    await user.type(field(), 'a draft')
    expect(up()).toBe(true)
    expect(field()).toHaveValue('a draft')
  })

  it('leaves a text alone that was changed since it came back', async () => {
    const user = userEvent.setup()
    renderComposer({ history: () => ['one', 'two'] })
    up()
    await user.type(field(), '!')
    up()
    expect(field()).toHaveValue('two!')
  })

  it('leaves the arrows to an input method', () => {
    renderComposer({ history: () => ['one'] })
    fireEvent.keyDown(field(), { key: 'ArrowUp', isComposing: true })
    expect(field()).toHaveValue('')
  })
})
