import type { ReactNode } from 'react'
import type { About } from '../server/app.ts'

const QUESTIONS = {
  search: [
    'What happens when the connection is lost?',
    'Which transport should I use?',
    'When is a request sent again?',
  ],
  model: [
    'Explain server-sent events in three sentences.',
    'Write a haiku about a lost connection.',
    'What makes an API pleasant to use?',
  ],
}

export interface WelcomeProps {
  about: About
  onAsk(question: string): void
}

/** What stands in an empty thread: who answers, and something to ask. */
export function Welcome({ about, onAsk }: WelcomeProps): ReactNode {
  const isSearch = about.answers === 'search'
  return (
    <div className="welcome">
      <h2>{isSearch ? 'Ask Rivulet’s documentation' : `Ask ${about.model ?? 'the model'}`}</h2>
      {isSearch ? (
        <p>
          A full-text search answers, no model. It streams in OpenAI’s format, so that any model can take its
          place: set <code>OPENAI_BASE_URL</code>.
        </p>
      ) : (
        <p>Streamed from {about.host}, through this server.</p>
      )}
      <ul>
        {QUESTIONS[about.answers].map((question) => (
          <li key={question}>
            <button type="button" className="suggestion" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
