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

    await new Promise((resolve) => setTimeout(resolve, 150))
    await input().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await expect.poll(() => onSubmit.mock.calls).toEqual([['日本']])
    expect(field().value).toBe('')
  })
})
