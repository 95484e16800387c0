import { Composer } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { describe, expect, it, vi } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

interface InputDomain {
  send(
    method: 'Input.imeSetComposition',
    text: { text: string; selectionStart: number; selectionEnd: number },
  ): Promise<void>
  send(method: 'Input.insertText', text: { text: string }): Promise<void>
  send(method: 'Input.dispatchKeyEvent', key: Record<string, unknown>): Promise<void>
}
const input = (): InputDomain => cdp()
const field = (): HTMLTextAreaElement => page.getByRole('textbox').element() as HTMLTextAreaElement

/** What a browser sends for a key that an input method takes. */
const keyOfInputMethod = { windowsVirtualKeyCode: 229, key: 'Process', code: 'Enter' }
const enter = { windowsVirtualKeyCode: 13, key: 'Enter', code: 'Enter' }

describe('Composer in a browser', () => {
  it('is as high as its text, up to a limit', async () => {
    await render(<Composer onSubmit={() => {}} />)
    const heights = [field().offsetHeight]
    for (const text of ['one', 'one\ntwo', 'one\ntwo\nthree', 'line\n'.repeat(60)]) {
      await userEvent.fill(field(), text)
      heights.push(field().offsetHeight)
    }
    expect(heights).toEqual([40, 40, 64, 88, 200])
    expect(field().scrollHeight).toBeGreaterThan(1000)
    await userEvent.fill(field(), '')
    expect(field().offsetHeight).toBe(40)
  })

  it('is as high as a text that it begins with', async () => {
    await render(<Composer onSubmit={() => {}} defaultValue={'one\ntwo'} />)
    expect(field().offsetHeight).toBe(64)
  })

  it('does not send by the Enter that picks a candidate of an input method', async () => {
    const onSubmit = vi.fn()
    await render(<Composer onSubmit={onSubmit} />)
    field().focus()
    await input().send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
    expect(field().value).toBe('にほん')
    await input().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...keyOfInputMethod })
    await input().send('Input.insertText', { text: '日本' })
    await input().send('Input.dispatchKeyEvent', { type: 'keyUp', ...keyOfInputMethod })
    expect(field().value).toBe('日本')
    expect(onSubmit).not.toHaveBeenCalled()

    // The next Enter sends, but one that follows the input method at once does not: it is pressed until it does.
    await expect
      .poll(async () => {
        await input().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
        return onSubmit.mock.calls
      })
      .toEqual([[{ text: '日本', files: [] }]])
    expect(field().value).toBe('')
  })
})

/** A picture of one dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const bytes = Uint8Array.from(atob(dot), (byte) => byte.charCodeAt(0))
const picture = (): File => new File([bytes], 'dot.png', { type: 'image/png' })

function transfer(...files: File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

describe('files in a browser', () => {
  it('are dropped on the composer, shown, and sent as what they are', async () => {
    const onSubmit = vi.fn()
    await render(<Composer onSubmit={onSubmit} accept="image/*" />)
    const box = field().closest('form')!
    const over = new DragEvent('dragover', {
      dataTransfer: transfer(picture()),
      bubbles: true,
      cancelable: true,
    })
    field().dispatchEvent(over)
    expect(over.defaultPrevented).toBe(true)
    await expect.element(page.getByText('Drop files to attach them')).toBeVisible()
    const drop = new DragEvent('drop', { dataTransfer: transfer(picture()), bubbles: true, cancelable: true })
    field().dispatchEvent(drop)
    expect(drop.defaultPrevented).toBe(true)
    await expect.element(page.getByText('dot.png')).toBeVisible()
    expect(page.getByText('Drop files to attach them').query()).toBe(null)
    const image = box.querySelector('img')!
    await image.decode()
    expect([image.naturalWidth, image.src.slice(0, 5)]).toEqual([1, 'blob:'])

    await userEvent.click(page.getByRole('button', { name: 'Send' }))
    const url = `data:image/png;base64,${dot}`
    await expect
      .poll(() => onSubmit.mock.calls)
      .toEqual([[{ text: '', files: [{ filename: 'dot.png', mediaType: 'image/png', url }] }]])
    // The address of the preview has been revoked.
    await expect(fetch(image.src)).rejects.toThrow('Failed to fetch')
  })

  it('leaves text that is dropped to the field', async () => {
    await render(<Composer onSubmit={() => {}} accept="*" />)
    const text = new DataTransfer()
    text.setData('text/plain', 'some words')
    const over = new DragEvent('dragover', { dataTransfer: text, bubbles: true, cancelable: true })
    field().dispatchEvent(over)
    expect(over.defaultPrevented).toBe(false)
  })

  it('are pasted, but not a picture of text that is pasted with it', async () => {
    await render(<Composer onSubmit={() => {}} accept="image/*" />)
    const paste = (clipboardData: DataTransfer): ClipboardEvent => {
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      field().dispatchEvent(event)
      return event
    }
    const both = transfer(picture())
    both.setData('text/plain', 'A1 B1')
    expect(paste(both).defaultPrevented).toBe(false)
    expect(page.getByText('dot.png').query()).toBe(null)
    expect(paste(transfer(picture())).defaultPrevented).toBe(true)
    await expect.element(page.getByText('dot.png')).toBeVisible()
  })
})

describe('the history of a composer in a browser', () => {
  it('comes back by arrow-up, line by line, and leaves by arrow-down', async () => {
    await render(<Composer onSubmit={() => {}} history={() => ['first', 'two\nlines']} />)
    field().focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(field().value).toBe('two\nlines')
    expect(field().offsetHeight).toBe(64)
    // The caret is in the last line: the first arrow moves it, the second one leaves the text.
    await userEvent.keyboard('{ArrowUp}')
    expect(field().value).toBe('two\nlines')
    await userEvent.keyboard('{ArrowUp}')
    expect(field().value).toBe('first')
    await userEvent.keyboard('{ArrowUp}')
    expect(field().value).toBe('first')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(field().value).toBe('')
  })
})
