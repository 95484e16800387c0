import { describe, expect, it } from 'vitest'
import { play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'
import { sseText } from './sseText.ts'
import { text } from './text.ts'

const POEM = '  Roses are red,  \r\n\r\n\tdata of violets is *blue* 🌹\n\n---\n\n'

describeProtocol(text, { contentType: 'text/plain; charset=utf-8', body: POEM })

describe('text', () => {
  it('keeps every character', () => {
    const { draft, events } = play(
      { headers: new Headers() },
      text(),
      [new TextEncoder().encode(POEM)],
      'clean',
    )
    expect(draft.snapshot().parts).toEqual([{ type: 'text', id: 'text-0-0', text: POEM, state: 'done' }])
    expect(events.at(-1)).toEqual({ type: 'done' })
  })

  it.each([text(), sseText()])('sends the prompt and the thread, as $name does', (protocol) => {
    const said = (role: 'user' | 'assistant', said: string) => ({
      id: said,
      role,
      createdAt: 0,
      parts: [{ type: 'text', id: '0', text: said, state: 'done' } as const],
    })
    const messages = [said('user', 'first'), said('assistant', 'answer'), said('user', 'second')]
    const { body } = protocol.encode({ messages, body: { top: 1 }, id: 't', trigger: 'send' })
    expect(JSON.parse(body)).toEqual({
      prompt: 'second',
      messages: [
        { role: 'user', content: 'first' },
        { role: 'assistant', content: 'answer' },
        { role: 'user', content: 'second' },
      ],
      top: 1,
    })
  })
})
