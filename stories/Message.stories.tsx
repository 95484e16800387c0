import { Message } from '@rivulet/components'
import { expect, userEvent } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic, message, parts, text } from './fixtures/thread.ts'

const meta = preview.meta({
  title: 'Components/Message',
  component: Message,
  args: { message: message('1', 'assistant', [text(answer)]), headingLevel: 2 as const },
})

export const Default = meta.story()
export const FromTheUser = meta.story({
  args: { message: message('1', 'user', 'Why is streaming hard to get right?') },
})
export const FromTheSystem = meta.story({
  args: { message: message('1', 'system', 'The conversation was moved to another model.') },
})
export const Streaming = meta.story({
  args: { message: message('1', 'assistant', [text(answer.slice(0, 120), 'streaming')]) },
})
export const Interrupted = meta.story({
  args: { message: message('1', 'assistant', [text(answer.slice(0, 120), 'interrupted')]) },
})

/** Thoughts are folded; opened, they are plain text. */
export const Reasoning = meta.story({
  args: { message: message('1', 'assistant', [parts.reasoning, text('Send a header.')]) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('Thought for 4 s'))
    await expect(canvas.getByText(/nginx collects answers/)).toBeVisible()
  },
})

export const Thinking = meta.story({
  args: {
    message: message('1', 'assistant', [{ ...parts.reasoning, state: 'streaming', endedAt: undefined }]),
  },
})

/** A tool call shows its name and state; arguments and result are folded. */
export const Tools = meta.story({
  args: { message: message('1', 'assistant', [parts.search, parts.fetching, parts.broken]) },
  play: async ({ canvas }) => {
    for (const name of ['search_docs', 'fetch_headers', 'restart_server'])
      await userEvent.click(canvas.getByText(name))
    await expect(canvas.getByText('{"query":"nginx buffering"}')).toBeVisible()
    await expect(canvas.getByText('Permission denied.')).toBeVisible()
  },
})

/** Links are real links, of safe schemes alone; nothing is loaded before it is followed. */
export const SourcesAndFiles = meta.story({
  args: {
    message: message('1', 'assistant', [
      text('From these:'),
      parts.source,
      parts.bareSource,
      { type: 'source', url: 'javascript:alert(1)', title: 'Not a link' },
      parts.file,
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('link')).toHaveLength(2)
    await expect(canvas.getByText('Not a link').closest('a')).toBe(null)
  },
})

export const Refusal = meta.story({ args: { message: message('1', 'assistant', [parts.refusal]) } })

/** Data of the application, and parts of a later version, are shown as they are. Draw them with `renderPart`. */
export const DataParts = meta.story({
  args: { message: message('1', 'assistant', [parts.data, { type: 'hologram', beam: 7 } as never]) },
})

export const DrawnByTheConsumer = meta.story({
  args: {
    message: message('1', 'assistant', [text('It is warm outside.'), parts.data]),
    renderPart: (part) =>
      part.type === 'data' ? <strong style={{ fontSize: '2rem' }}>21 °C in Basel</strong> : undefined,
  },
})

export const Long = meta.story({
  args: { message: message('1', 'assistant', [text(`${answer}\n\n${'unbroken'.repeat(60)}\n\n`.repeat(4))]) },
})

export const RightToLeft = meta.story({
  args: { message: message('1', 'assistant', [parts.reasoning, text(arabic), parts.source]) },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({
  args: {
    message: message('1', 'assistant', [
      parts.reasoning,
      parts.fetching,
      text(answer, 'streaming'),
      parts.source,
    ]),
  },
  globals: { theme: 'dark' },
})

export const ReducedMotion = meta.story({
  args: { message: message('1', 'assistant', [parts.fetching, text(answer.slice(0, 120), 'streaming')]) },
  globals: { motion: 'reduced' },
})
