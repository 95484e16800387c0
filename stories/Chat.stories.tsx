import { Chat } from '@rivulet/components'
import { type Scripts, chunk, cut, openaiChunks, respond, scriptedFetch, stall, wait } from '@rivulet/testing'
import { expect, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { picture } from './fixtures/files.ts'
import { answer, arabic, message, thread } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'
import { german } from './labels/de.ts'
import { japanese } from './labels/ja.ts'
import { systemColours, zoomed } from './special.tsx'

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

/** What could be asked stands in the empty thread. */
export const WithSuggestions = meta.story({
  args: {
    suggestions: ['Why is streaming hard to get right?', 'What does a retry cost?', 'Check my server'],
  },
})

/** A picture goes out with the question, as a part of the message. */
export const WithFiles = meta.story({
  args: { accept: 'image/*', fetch: serve(openaiChunks('Two waves, one above the other.')) },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.upload(canvasElement.querySelector<HTMLInputElement>('input[type=file]')!, picture)
    await ask(canvas, 'What is this?')
    await expect(await canvas.findByRole('img', { name: 'waves.svg' })).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('Two waves'))
  },
})

/** The question is edited and answered anew; the way from before is kept, and can be gone back to. */
export const EditedAndBack = meta.story({
  args: { fetch: serve([openaiChunks('Because of nginx.'), openaiChunks('Because of the browser.')]) },
  play: async ({ canvas }) => {
    await ask(canvas, 'Why is it slow?')
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('nginx'))
    await userEvent.click(canvas.getByRole('button', { name: 'Edit' }))
    await userEvent.keyboard(' I have no proxy.{Enter}')
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('browser'))
    await expect(canvas.getByText('2 of 2')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Previous version' }))
    await waitFor(() => expect(canvas.getAllByRole('article')[1]).toHaveTextContent('nginx'))
    await expect(canvas.getByText('1 of 2')).toBeVisible()
  },
})

/** A second message waits for its turn. */
export const Queueing = meta.story({
  args: { fetch: serve([[...openaiChunks(answer).slice(0, 30), stall()]]) },
  play: async ({ canvas }) => {
    await ask(canvas, 'The first question')
    await canvas.findByRole('button', { name: 'Stop' })
    await ask(canvas, 'The second one')
    await expect(await canvas.findByText('1 message waiting')).toBeVisible()
    await userEvent.type(canvas.getByRole('textbox'), 'And a third')
    await expect(canvas.getByRole('button', { name: 'Send after this answer' })).toBeVisible()
  },
})

export const InGerman = meta.story({
  args: { messages: thread, labels: german, suggestions: ['Warum?'] },
})
export const InJapanese = meta.story({
  args: { labels: japanese, suggestions: ['ストリームとは何ですか？'] },
})

export const Zoomed = meta.story({ args: { messages: thread, accept: '*' }, decorators: [zoomed] })
export const SystemColours = meta.story({ args: { messages: thread }, decorators: [systemColours] })

export const RightToLeft = meta.story({
  args: {
    labels: inArabic,
    messages: [message('1', 'user', 'ما هو البث؟'), message('2', 'assistant', arabic)],
  },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ args: { messages: thread }, globals: { theme: 'dark' } })
export const ReducedMotion = meta.story({ args: { messages: thread }, globals: { motion: 'reduced' } })
