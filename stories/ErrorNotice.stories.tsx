import { ErrorNotice } from '@rivulet/components'
import { StreamError, type StreamErrorKind } from '@rivulet/react'
import { expect, fn, userEvent } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { broken, busy, hostile, unauthorized } from './fixtures/errors.ts'
import { arabic as inArabic } from './labels/ar.ts'

const meta = preview.meta({
  title: 'Components/ErrorNotice',
  component: ErrorNotice,
  args: { error: broken, onRetry: fn(), onDismiss: fn() },
})

export const Default = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByText('Details'))
    await expect(canvas.getByText('The connection broke after 12,480 bytes.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
})

/** The server asked for patience: the button counts down, and works only then. */
export const Busy = meta.story({
  args: { error: busy },
  play: async ({ canvas, args }) => {
    const button = canvas.getByRole('button', { name: /Try again in \d+ s/ })
    await userEvent.click(button)
    await expect(args.onRetry).not.toHaveBeenCalled()
  },
})

export const NotSignedIn = meta.story({ args: { error: unauthorized } })
export const WithoutActions = meta.story({ args: { onRetry: undefined, onDismiss: undefined } })

/** What a server says is shown as text, whatever it is. */
export const Long = meta.story({
  args: { error: hostile },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByText('Details'))
    await expect(canvasElement.querySelector('img, b')).toBe(null)
  },
})

const kinds: StreamErrorKind[] = [
  'network',
  'http',
  'content-type',
  'timeout',
  'stalled',
  'interrupted',
  'truncated',
  'protocol',
  'overflow',
  'provider',
  'unsupported',
  'aborted',
]

/** Every kind in words. */
export const Kinds = meta.story({
  render: () => (
    <div style={{ display: 'grid', gap: '0.75rem' }}>
      {kinds.map((kind) => (
        <ErrorNotice key={kind} error={new StreamError(kind, `The facts of “${kind}”.`)} />
      ))}
    </div>
  ),
})

export const RightToLeft = meta.story({ args: { labels: inArabic }, globals: { direction: 'rtl' } })
export const Dark = meta.story({ globals: { theme: 'dark' } })
