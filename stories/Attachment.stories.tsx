import { Attachment } from '@rivulet/components'
import type { FilePart } from '@rivulet/react'
import { expect, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { parts } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160"><rect width="320" height="160" fill="#dfe8fb"/><path d="M0 120 Q80 20 160 90 T320 50" fill="none" stroke="#2f5fd0" stroke-width="4"/></svg>`
const picture: FilePart = {
  type: 'file',
  mediaType: 'image/svg+xml',
  url: `data:image/svg+xml,${encodeURIComponent(drawing)}`,
  filename: 'latency.svg',
}
const remote: FilePart = {
  type: 'file',
  mediaType: 'image/png',
  url: 'https://images.example/chart.png?q=secret',
  filename: 'chart.png',
}

const meta = preview.meta({
  title: 'Components/Attachment',
  component: Attachment,
  args: { part: parts.file },
})

export const Default = meta.story()
export const Linked = meta.story({ args: { part: { ...parts.file, url: 'https://files.example/a.csv' } } })
export const WithoutAName = meta.story({ args: { part: { ...parts.file, filename: undefined } } })

/** An image that came with the message. */
export const Image = meta.story({
  args: { part: picture },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('img', { name: 'latency.svg' })).toBeVisible())
  },
})

/** An image of another host: nothing is loaded before the chip is pressed. */
export const ImageOfAnotherHost = meta.story({
  args: { part: remote },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button')).toHaveTextContent('images.example')
    await expect(canvas.queryByRole('img')).toBe(null)
  },
})

export const BrokenImage = meta.story({
  args: { part: { ...picture, url: 'data:image/png;base64,AAAA', filename: 'broken.png' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('broken.png could not be loaded')).toBeVisible()
  },
})

export const Long = meta.story({
  args: { part: { ...remote, filename: `${'a-very-long-name-'.repeat(12)}.png` } },
})
export const RightToLeft = meta.story({
  args: { part: remote, labels: inArabic },
  globals: { direction: 'rtl' },
})
export const Dark = meta.story({ args: { part: remote }, globals: { theme: 'dark' } })
