import { Composer } from '@rivulet/components'
import { expect, fn, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { arabic } from './labels/ar.ts'
import { german } from './labels/de.ts'
import { japanese } from './labels/ja.ts'
import { picture, table } from './fixtures/files.ts'
import { systemColours, zoomed } from './special.tsx'

const meta = preview.meta({
  title: 'Components/Composer',
  component: Composer,
  args: { onSubmit: fn(), onStop: fn() },
})

/** What the file picker does when the reader has chosen; more than `accept` would let them choose. */
async function attach(canvas: ReturnType<typeof within>, ...files: File[]): Promise<void> {
  const input = canvas
    .getByRole('textbox')
    .closest('form')!
    .querySelector('input[type=file]') as HTMLInputElement
  await userEvent.upload(input, files, { applyAccept: false })
}

/** Enter sends, Shift+Enter breaks the line. */
export const Default = meta.story({
  play: async ({ canvas, args }) => {
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Shift>}{Enter}{/Shift}there')
    await expect(field).toHaveValue('Hello\nthere')
    await userEvent.keyboard('{Enter}')
    await expect(args.onSubmit).toHaveBeenCalledWith({ text: 'Hello\nthere', files: [] })
    await expect(field).toHaveValue('')
  },
})

export const WithDraft = meta.story({ args: { defaultValue: 'Why is streaming hard to get right?' } })

/** Files by picker, drop or paste, each with its size; a picture shows what it is. */
export const WithFiles = meta.story({
  args: { accept: 'image/*,text/csv', defaultValue: 'What do these have in common?' },
  play: async ({ canvas }) => {
    await attach(canvas, picture, table)
    await expect(canvas.getAllByRole('listitem')).toHaveLength(2)
    await expect(canvas.getByText('measurements.csv')).toBeVisible()
  },
})

/** What cannot be attached is named, with the reason. */
export const RefusedFiles = meta.story({
  args: { accept: 'image/*', maxFileSize: 200, onRefuse: fn() },
  play: async ({ canvas, args }) => {
    await attach(canvas, picture, table)
    await expect(canvas.getByRole('alert')).toHaveTextContent(
      'waves.svg is too large: at most 200 B can be attached.',
    )
    await expect(canvas.getByRole('alert')).toHaveTextContent('measurements.csv: files of this type')
    await expect(args.onRefuse).toHaveBeenCalledTimes(1)
  },
})

/** Files hang over the composer. */
export const Dropping = meta.story({
  args: { accept: '*' },
  play: async ({ canvas }) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(table)
    const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })
    canvas.getByRole('textbox').dispatchEvent(over)
    await expect(await canvas.findByText('Drop files to attach them')).toBeVisible()
  },
})

/** Near the limit the rest is counted; beyond it the text stays, and cannot be sent. */
export const NearTheLimit = meta.story({
  args: { maxLength: 60, defaultValue: 'A question that is nearly as long as it may be, no?' },
})
export const BeyondTheLimit = meta.story({
  args: { maxLength: 40, defaultValue: 'A question that is longer than it may be, and stays whole.' },
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByRole('textbox'), '{Enter}')
    await expect(args.onSubmit).not.toHaveBeenCalled()
    await expect(canvas.getByText('18 characters too many')).toBeVisible()
  },
})

/** Arrow-up in the empty field brings back what was sent before, arrow-down goes back to the empty field. */
export const History = meta.story({
  args: { history: () => ['What is a stream?', 'Why is that hard?'] },
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, '{ArrowUp}{ArrowUp}')
    await expect(field).toHaveValue('What is a stream?')
    await userEvent.keyboard('{ArrowDown}')
    await expect(field).toHaveValue('Why is that hard?')
  },
})

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

/** Where sends queue, or interrupt, a second button sends while the answer runs. */
export const StreamingAndQueueing = meta.story({
  args: { status: 'streaming', whenBusy: 'queue' as const, defaultValue: 'The next question' },
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Send after this answer' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({ text: 'The next question', files: [] })
    await userEvent.type(canvas.getByRole('textbox'), 'And another one')
  },
})

/** A send that fails gives text and files back. */
export const SendFails = meta.story({
  args: {
    accept: '*',
    onSubmit: fn(() => Promise.reject(new Error('offline'))),
    defaultValue: 'This is not lost',
  },
  play: async ({ canvas }) => {
    await attach(canvas, table)
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(canvas.getByRole('textbox')).toHaveValue('This is not lost'))
    await waitFor(() => expect(canvas.getByText('measurements.csv')).toBeVisible())
  },
})

export const NotNow = meta.story({
  args: { disabledReason: 'You are offline. Your message stays here.', defaultValue: 'Hello' },
})

/** Grows with its text up to a limit, then scrolls. */
export const Long = meta.story({ args: { defaultValue: 'A line of a long text.\n'.repeat(40) } })

export const InArabic = meta.story({
  args: { labels: arabic, accept: '*', maxLength: 20, defaultValue: 'ما هو البث؟' },
  globals: { direction: 'rtl' },
  play: ({ canvas }) => attach(canvas, table),
})
export const InGerman = meta.story({ args: { labels: german, maxLength: 20, defaultValue: 'Was ist das?' } })

/** An Enter that picks a candidate of an input method sends nothing. */
export const InJapanese = meta.story({ args: { labels: japanese, accept: '*' } })

export const Dark = meta.story({
  args: { defaultValue: 'Hello', accept: '*' },
  globals: { theme: 'dark' },
  play: ({ canvas }) => attach(canvas, picture, table),
})
export const ReducedMotion = meta.story({ args: { status: 'streaming' }, globals: { motion: 'reduced' } })
export const Zoomed = meta.story({
  args: { accept: '*', maxLength: 60, defaultValue: 'A question that is nearly as long as it may be, no?' },
  decorators: [zoomed],
  play: ({ canvas }) => attach(canvas, picture, table),
})
export const SystemColours = meta.story({
  args: { accept: '*', defaultValue: 'Hello' },
  decorators: [systemColours],
  play: ({ canvas }) => attach(canvas, table),
})
