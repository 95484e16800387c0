import { Chat } from '@rivulet/components'
import { useStreamingCompletion } from '@rivulet/react'
import { type ScriptedRequest, type Step, cut, openaiChunks, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import './recipes.css'

const questions = ['Where is my parcel?', 'How do I send something back?', 'I was charged twice']

/** `Chat` with a beginning of one's own. What stands outside of it shares the thread by its `id`. */
function SupportChat({ id }: { id: string }): ReactNode {
  const { messages, reset } = useStreamingCompletion({ id })
  return (
    <div className="rivulet recipe recipe-tall">
      <header className="recipe-head">
        <h2 id="support">Support</h2>
        {messages.length > 0 && (
          <button type="button" className="rivulet-button rivulet-button-plain" onClick={reset}>
            New question
          </button>
        )}
      </header>
      <Chat
        id={id}
        api="/v1/chat/completions"
        body={{ model: 'support' }}
        aria-labelledby="support"
        labels={{ composer: { placeholder: 'Write to us' } }}
        empty={<p>What can we do for you?</p>}
        suggestions={questions}
      />
    </div>
  )
}

const parcel = `It is on its way.

1. Monday: packed in Leipzig
2. Tuesday: handed to the carrier
3. Today: out for delivery, between 14:00 and 16:00

Tell me a neighbour's name, and they can take it for you.`

/** The first connection breaks inside the answer. */
function server(_request: ScriptedRequest, n: number): Step[] {
  const steps = openaiChunks(parcel, { interval: 25 })
  return [wait(300), ...(n === 0 ? [...steps.slice(0, 24), cut()] : steps)]
}

const meta = preview.meta({
  title: 'Recipes/Support chat',
  component: SupportChat,
  args: { id: 'support' },
  decorators: [withServer(server)],
})

/** One press asks. The connection breaks: what has arrived stays, and one more press brings the whole answer. */
export const Support = meta.story({
  name: 'Support chat',
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Where is my parcel?' }))
    await canvas.findByText('packed in Leipzig', { exact: false }, { timeout: 8000 })
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }, { timeout: 8000 }))
    await canvas.findByText(/they can take it for you/, undefined, { timeout: 10_000 })
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(2))
  },
})

/** Where a conversation begins. */
export const Beginning = meta.story({ args: { id: 'support-beginning' } })

export const Dark = meta.story({ args: { id: 'support-dark' }, globals: { theme: 'dark' } })
