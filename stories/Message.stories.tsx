import { Message, type MessageProps } from '@rivulet/components'
import { type ReactNode, useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic, message, parts, text } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'
import { systemColours, zoomed } from './special.tsx'

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

const actions = { onRegenerate: fn(), onEdit: fn() }

/** What can be done with an answer: copy it, ask for another one, go through its versions. */
export const Actions = meta.story({
  args: { actions },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Regenerate' }))
    await expect(actions.onRegenerate).toHaveBeenCalledWith(args.message)
  },
})

function Versions(props: MessageProps): ReactNode {
  const [index, setIndex] = useState(1)
  const texts = ['The first answer.', 'The second answer, which was asked for anew.', 'The third one.']
  return (
    <Message
      {...props}
      message={message(`${index}`, 'assistant', texts[index]!)}
      actions={{
        onRegenerate: () => {},
        versionOf: () => ({ index, count: texts.length }),
        onVersion: (_, next) => setIndex(next),
      }}
    />
  )
}

/** An answer that was asked for anew has versions, and so has a question that was edited. */
export const OfSeveralVersions = meta.story({
  render: (args) => <Versions {...args} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('2 of 3')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Previous version' }))
    await expect(canvas.getByText('The first answer.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Previous version' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
})

/** Enter sends what was written anew, Escape leaves it as it was. */
export const Editing = meta.story({
  args: { message: message('1', 'user', 'Why is streaming hard to get right?'), actions },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Edit' }))
    await userEvent.keyboard(' And where?')
    await expect(canvas.getByRole('textbox', { name: 'Edit message' })).toHaveValue(
      'Why is streaming hard to get right? And where?',
    )
  },
})

/** An edit that cannot be sent is open again, with what was written. */
export const EditFails = meta.story({
  args: {
    message: message('1', 'user', 'Why?'),
    actions: { onEdit: () => Promise.reject(new Error('offline')) },
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Edit' }))
    await userEvent.keyboard(' And how?{Enter}')
    await waitFor(() => expect(canvas.getByRole('textbox')).toHaveValue('Why? And how?'))
  },
})

export const Long = meta.story({
  args: { message: message('1', 'assistant', [text(`${answer}\n\n${'unbroken'.repeat(60)}\n\n`.repeat(4))]) },
})

export const RightToLeft = meta.story({
  args: {
    message: message('1', 'assistant', [parts.reasoning, text(arabic), parts.source]),
    actions: { ...actions, versionOf: () => ({ index: 1, count: 3 }), onVersion: fn() },
    labels: inArabic,
  },
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

export const Zoomed = meta.story({
  args: { message: message('1', 'assistant', [parts.reasoning, text(answer), parts.source]), actions },
  decorators: [zoomed],
})
export const SystemColours = meta.story({
  args: { message: message('1', 'user', 'Why is streaming hard to get right?'), actions },
  decorators: [systemColours],
})
