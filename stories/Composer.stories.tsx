import { Composer } from '@rivulet/components'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'

const meta = preview.meta({
  title: 'Components/Composer',
  component: Composer,
  args: { onSubmit: fn(), onStop: fn() },
})

/** Enter sends, Shift+Enter breaks the line. */
export const Default = meta.story({
  play: async ({ canvas, args }) => {
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Shift>}{Enter}{/Shift}there')
    await expect(field).toHaveValue('Hello\nthere')
    await userEvent.keyboard('{Enter}')
    await expect(args.onSubmit).toHaveBeenCalledWith('Hello\nthere')
    await expect(field).toHaveValue('')
  },
})

export const WithDraft = meta.story({ args: { defaultValue: 'Why is streaming hard to get right?' } })
export const Submitted = meta.story({ args: { status: 'submitted' } })

/** While an answer runs the same button stops it; the draft waits in the field. */
export const Streaming = meta.story({
  args: { status: 'streaming', defaultValue: 'The next question' },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await expect(args.onStop).toHaveBeenCalledTimes(1)
    await expect(canvas.getByRole('textbox')).toHaveValue('The next question')
  },
})

/** A send that fails gives the text back. */
export const SendFails = meta.story({
  args: { onSubmit: fn(() => Promise.reject(new Error('offline'))), defaultValue: 'This is not lost' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(canvas.getByRole('textbox')).toHaveValue('This is not lost'))
  },
})

export const NotNow = meta.story({
  args: { disabledReason: 'You are offline. Your message stays here.', defaultValue: 'Hello' },
})

/** Grows with its text up to a limit, then scrolls. */
export const Long = meta.story({ args: { defaultValue: 'A line of a long text.\n'.repeat(40) } })

export const RightToLeft = meta.story({
  args: { labels: { composer: { placeholder: 'اكتب رسالة', send: 'إرسال', field: 'رسالة' } } },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ args: { defaultValue: 'Hello' }, globals: { theme: 'dark' } })
export const ReducedMotion = meta.story({ args: { status: 'streaming' }, globals: { motion: 'reduced' } })
