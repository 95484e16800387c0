import { Chat } from '@rivulet/components'
import { openaiChunks, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, userEvent } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { withServer } from './decorators.tsx'
import { answer } from './fixtures/thread.ts'
import './Welcome.css'

const firstExample = `import { Chat } from '@rivulet/components'
import '@rivulet/components/styles.css'

// any streaming endpoint:
// the wire format is recognised from the answer
export const App = () => (
  <Chat
    api="/v1/chat/completions"
    body={{ model: 'gpt-4o-mini' }}
  />
)`

const places: { path: string; name: string; about: string }[] = [
  {
    path: 'recipes-support-chat--support',
    name: 'Recipes',
    about:
      'Whole screens, short enough to be copied: a support chat, a dashboard, a log, an agent, two models, a job.',
  },
  {
    path: 'components-chat--streaming',
    name: 'Components',
    about: 'Each one in every state: empty, streaming, interrupted, failed, long, dark, right to left.',
  },
  {
    path: 'hooks-connection-states--every-state',
    name: 'Hooks',
    about: 'useEventSource, useStreamingCompletion, and every state that a connection can be in.',
  },
  {
    path: 'protocols--chat-completions',
    name: 'Protocols',
    about: 'One answer in every wire format, frame by frame.',
  },
]

/** What Rivulet is, the first example, and where to look. */
function Welcome(): ReactNode {
  return (
    <main className="rivulet welcome">
      <h1>Rivulet</h1>
      <p className="welcome-lead">
        Streamed HTTP responses as React UI: live feeds and answers of language models, from any backend,
        honest about the connection and cheap to render.
      </p>
      <h2>The first example</h2>
      <div className="welcome-example">
        <pre>
          <code>{firstExample}</code>
        </pre>
        <div className="welcome-chat">
          <Chat api="/v1/chat/completions" body={{ model: 'gpt-4o-mini' }} />
        </div>
      </div>
      <h2>Where to look</h2>
      <ul className="welcome-places">
        {places.map(({ path, name, about }) => (
          <li key={path}>
            <a href={`./?path=/story/${path}`} target="_top">
              {name}
            </a>
            <p>{about}</p>
          </li>
        ))}
      </ul>
      <h2>What runs here</h2>
      <p>
        Every stream comes from a script and goes through the real hooks and the real wire code; no server is
        asked. The toolbar turns the theme, the direction and the motion, slows the network and changes the
        transport. Below each story, <b>Stream cost</b> shows what the last stream took to render, and{' '}
        <b>Announcer</b> what a screen reader was given to say.
      </p>
    </main>
  )
}

const meta = preview.meta({
  title: 'Welcome',
  component: Welcome,
  tags: ['!autodocs'],
  decorators: [withServer([wait(200), ...openaiChunks(answer, { interval: 20 })])],
})

export const Page = meta.story({ name: 'Welcome' })

/** The first example answers. A test, and not in the sidebar: who comes to read is not scrolled away. */
export const Answers = meta.story({
  tags: ['!dev'],
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'Why is streaming hard to get right?{Enter}')
    await expect(await canvas.findByText(/A stream is a promise/, undefined, { timeout: 5000 })).toBeVisible()
  },
})
