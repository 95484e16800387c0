import { Chat } from '@rivulet/components'
import { type Scripts, chunk, cut, openaiChunks, respond, scriptedFetch, stall, wait } from '@rivulet/testing'
import { expect, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { answer, arabic, message, thread } from './fixtures/thread.ts'

/** A server that plays scripts: the chat's real hook reads it as it would read a network. */
const serve = (scripts: Scripts): typeof fetch => scriptedFetch(scripts)

const meta = preview.meta({
  title: 'Components/Chat',
  component: Chat,
  args: { fetch: serve([wait(200), ...openaiChunks(answer, { interval: 15 })]) },
  decorators: [
    (Story) => (
      <div style={{ blockSize: '36rem' }}>
        <Story />
      </div>
    ),
  ],
})

async function ask(canvas: ReturnType<typeof within>, question: string): Promise<void> {
  await userEvent.type(canvas.getByRole('textbox'), `${question}{Enter}`)
}

export const Empty = meta.story()
export const Default = meta.story({ args: { messages: thread } })

/** Ask, watch the answer arrive, and ask again. */
export const Streaming = meta.story({
  play: async ({ canvas }) => {
    await ask(canvas, 'Why is streaming hard to get right?')
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(2), { timeout: 5000 })
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible()
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Regenerate' })).toBeVisible(), {
      timeout: 10_000,
    })
    // Smooth text is all there within 250 ms of the end.
    await waitFor(() =>
      expect(canvas.getAllByRole('article')[1]).toHaveTextContent('first gesture of the reader.'),
    )
  },
})

/** One word every 300 ms. */
export const Slow = meta.story({
  args: { fetch: serve(openaiChunks(answer, { interval: 300 })) },
  play: ({ canvas }) => ask(canvas, 'Slowly, please.'),
})

/** The whole answer in one piece. */
export const Burst = meta.story({
  args: { fetch: serve(openaiChunks(`${answer}\n\n`.repeat(8))) },
  play: async ({ canvas }) => {
    await ask(canvas, 'All at once, please.')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Regenerate' })).toBeVisible(), {
      timeout: 5000,
    })
  },
})

/** Asked, and nothing has come. */
export const Submitted = meta.story({
  args: { fetch: serve([stall()]) },
  play: async ({ canvas }) => {
    await ask(canvas, 'Are you there?')
    await expect(await canvas.findByText('Waiting for the answer')).toBeInTheDocument()
  },
})

/** The reader stops the answer: what arrived stays. */
export const Stopped = meta.story({
  play: async ({ canvas }) => {
    await ask(canvas, 'Why is streaming hard to get right?')
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('A stream'), {
      timeout: 5000,
    })
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await expect(await canvas.findByText('Interrupted')).toBeVisible()
  },
})

/** The connection breaks in the middle. What arrived stays, and so does the draft. */
export const Interrupted = meta.story({
  args: {
    fetch: serve([[...openaiChunks(answer).slice(0, 60), cut()], openaiChunks('And now the whole answer.')]),
  },
  play: async ({ canvas }) => {
    await ask(canvas, 'Will this break?')
    await waitFor(() => expect(canvas.getByRole('alert')).toHaveTextContent('The connection broke'), {
      timeout: 5000,
    })
    await userEvent.type(canvas.getByRole('textbox'), 'a draft')
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await waitFor(
      () => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('And now the whole answer.'),
      {
        timeout: 5000,
      },
    )
    await expect(canvas.getByRole('textbox')).toHaveValue('a draft')
  },
})

export const NotSignedIn = meta.story({
  args: { fetch: serve([respond({ status: 401 }), chunk('The token has expired.')]) },
  play: async ({ canvas }) => {
    await ask(canvas, 'Who am I?')
    await waitFor(
      () => expect(canvas.getByRole('alert')).toHaveTextContent('You are not signed in for this'),
      { timeout: 5000 },
    )
  },
})

export const RightToLeft = meta.story({
  args: { messages: [message('1', 'user', 'ما هو البث؟'), message('2', 'assistant', arabic)] },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ args: { messages: thread }, globals: { theme: 'dark' } })
export const ReducedMotion = meta.story({ args: { messages: thread }, globals: { motion: 'reduced' } })
