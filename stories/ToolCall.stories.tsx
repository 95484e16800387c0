import { ToolCall } from '@rivulet/components'
import type { ToolPart } from '@rivulet/react'
import { expect, fn, userEvent, type within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, parts } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'

const asking: ToolPart = {
  type: 'tool',
  toolCallId: 'call-4',
  toolName: 'restart_server',
  state: 'approval-requested',
  inputText: '{"host":"web-3","graceful":true}',
  approvalId: 'approval-1',
}

const meta = preview.meta({
  title: 'Components/ToolCall',
  component: ToolCall,
  args: { part: parts.search },
})

async function open(canvas: ReturnType<typeof within>, name: string): Promise<void> {
  await userEvent.click(canvas.getByText(name))
}

/** Name and state; what went in and came out is folded. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await open(canvas, 'search_docs')
    await expect(canvas.getByText('{"query":"nginx buffering"}')).toBeVisible()
  },
})

/** The arguments as they stream. */
export const Preparing = meta.story({
  args: { part: parts.fetching },
  play: ({ canvas }) => open(canvas, 'fetch_headers'),
})

export const Running = meta.story({
  args: { part: { ...parts.search, state: 'input-available', output: undefined } },
})

export const ResultSoFar = meta.story({
  args: { part: { ...parts.search, preliminary: true } },
  play: ({ canvas }) => open(canvas, 'search_docs'),
})

export const Failed = meta.story({
  args: { part: parts.broken },
  play: ({ canvas }) => open(canvas, 'restart_server'),
})

export const CutOff = meta.story({ args: { part: { ...parts.fetching, state: 'input-truncated' } } })

/** Open, with what it asks to do in sight. */
export const WaitingForApproval = meta.story({
  args: { part: asking, onApprove: fn(), onDeny: fn() },
  play: async ({ canvas, args }) => {
    await expect(canvas.getByText('{"host":"web-3","graceful":true}')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Allow' }))
    await expect(args.onApprove).toHaveBeenCalledWith(asking)
  },
})

/** The application asks elsewhere. */
export const WaitingWithoutButtons = meta.story({ args: { part: asking } })

export const Long = meta.story({
  args: { part: { ...parts.search, toolName: 'search_'.repeat(20), output: { text: answer.repeat(3) } } },
  play: ({ canvas }) => open(canvas, 'search_'.repeat(20)),
})

export const RightToLeft = meta.story({
  args: { part: asking, onApprove: fn(), onDeny: fn(), labels: inArabic },
  globals: { direction: 'rtl' },
})
export const Dark = meta.story({
  args: { part: asking, onApprove: fn(), onDeny: fn() },
  globals: { theme: 'dark' },
})
export const ReducedMotion = meta.story({ args: { part: parts.fetching }, globals: { motion: 'reduced' } })
