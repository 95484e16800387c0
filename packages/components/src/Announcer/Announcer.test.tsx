import { Announcer, type AnnouncerProps } from '@rivulet/components'
import { type ConnectionState, type Message, StreamError, type TextState } from '@rivulet/react'
import { act, cleanup, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

describeAnatomy('Announcer', {
  element: (props) => <Announcer status="streaming" {...props} />,
  className: 'rivulet-announcer',
  data: { 'data-status': 'streaming' },
})

const question: Message = {
  id: 'u',
  role: 'user',
  parts: [{ type: 'text', id: 't', text: 'Why?', state: 'done' }],
  createdAt: 0,
}
const answer = (text: string, state: TextState = 'streaming', id = 'a'): Message => ({
  id,
  role: 'assistant',
  parts: [{ type: 'text', id: 't', text, state }],
  createdAt: 0,
})
const open: ConnectionState = { status: 'open', since: 0 }
const cut = new StreamError('interrupted', 'The connection broke after 12 bytes.')
const waiting: ConnectionState = { status: 'waiting', attempt: 1, retryAt: 9000, cause: cut }

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const said = (): string => screen.getByRole('status').textContent
const alerted = (): string => screen.getByRole('alert').textContent

/** An announcer, whose props are replaced one by one, and what it has said: `!` marks an alert. */
function announce(props: AnnouncerProps = {}) {
  const heard: string[] = []
  const element = () => (
    <StrictMode>
      <Announcer {...props} />
    </StrictMode>
  )
  const { rerender } = render(element())
  expect([said(), alerted()]).toEqual(['', ''])
  const listening = (change: () => void): void => {
    const before = [said(), alerted()]
    change()
    if (said() !== before[0]) heard.push(said())
    if (alerted() !== before[1]) heard.push(`! ${alerted()}`)
  }
  const next = (changes: AnnouncerProps): void =>
    listening(() => {
      props = { ...props, ...changes }
      rerender(element())
    })
  const arrive = (text: string): void => next({ messages: [question, answer(text)], status: 'streaming' })
  return {
    heard,
    next,
    pass: (ms: number): void => listening(() => void act(() => vi.advanceTimersByTime(ms))),
    ask: () => next({ messages: [question], status: 'submitted' }),
    arrive,
    end: (text: string, state: TextState = 'done') =>
      next({ messages: [question, answer(text, state)], status: 'ready' }),
  }
}

describe('Announcer', () => {
  it('says that an answer is on its way, and then the answer as plain text', () => {
    const { heard, ask, arrive, end } = announce()
    ask()
    arrive('It **is')
    arrive('It **is** [so](https://a.example).')
    end('It **is** [so](https://a.example).\n\n```ts\nconst a = 1\n```')
    expect(heard).toEqual(['Responding', 'It is so. code block, TypeScript, 1 line'])
  })

  it('tells of a long answer how long it is', () => {
    const { heard, ask, end } = announce()
    ask()
    end('Water finds its way. '.repeat(160))
    expect(heard).toEqual(['Responding', 'Answer complete, 640 words'])
  })

  it('reads out what its limit allows', () => {
    const { heard, ask, end } = announce({ limit: 10 })
    ask()
    end('0123456789')
    ask()
    end('0123456789 0')
    expect(heard).toEqual(['Responding', '0123456789', 'Responding', 'Answer complete, 2 words'])
  })

  it('tells a stop, and how far the answer came', () => {
    const { heard, ask, arrive, end } = announce()
    ask()
    arrive('Water finds')
    end('Water finds its', 'interrupted')
    expect(heard).toEqual(['Responding', 'Answer stopped after 3 words'])
  })

  it('does not take the answer from before for one that never came', () => {
    const past = [question, answer('Once.', 'done')]
    const { heard, next } = announce({ messages: past })
    next({ messages: [...past, { ...question, id: 'u2' }], status: 'submitted' })
    next({ status: 'ready' })
    expect(heard).toEqual(['Responding', 'No answer'])
  })

  it('reads out an answer that is followed by the next turn at once', () => {
    const { heard, ask, arrive, next } = announce()
    ask()
    arrive('One.')
    const queued = { ...question, id: 'u2' }
    next({ messages: [question, answer('One.', 'done'), queued], status: 'submitted' })
    expect(heard).toEqual(['Responding', 'One. Responding'])
  })

  it('says why a model declines', () => {
    const { heard, ask, next } = announce()
    ask()
    const refusal: Message = { ...answer(''), parts: [{ type: 'refusal', text: 'Rather not.' }] }
    next({ messages: [question, refusal], status: 'ready' })
    expect(heard).toEqual(['Responding', 'Declined: Rather not.'])
  })

  it('alerts of an error, keeps quiet about the half answer, and takes the alert away with it', () => {
    const { heard, ask, arrive, next } = announce()
    ask()
    arrive('Half')
    next({ messages: [question, answer('Half', 'interrupted')], status: 'error', error: cut })
    expect(heard).toEqual([
      'Responding',
      '! The connection broke. What arrived is kept. Try again to get the rest.',
    ])
    next({ error: undefined, status: 'ready' })
    expect(heard.slice(2)).toEqual(['! '])
  })

  it('alerts of a connection that has failed', () => {
    const { heard, next } = announce({ connection: open })
    next({ connection: { status: 'failed', error: new StreamError('http', 'No.', { status: 401 }) } })
    expect(heard).toEqual(['! You are not signed in for this. Sign in again, then try once more.'])
  })

  it('alerts of a drop that lasts, once, and says politely that it is over', () => {
    const { heard, next, pass } = announce({ connection: open })
    next({ connection: waiting })
    pass(999)
    expect(heard).toEqual([])
    pass(1)
    next({ connection: { status: 'connecting', attempt: 1 } })
    next({ connection: { ...waiting, attempt: 2 } })
    expect(heard).toEqual(['! Connection lost. Trying again.'])
    next({ connection: open })
    pass(5000)
    expect(heard.slice(1)).toEqual(['Connected again.', '! '])
  })

  it('does not mention a drop that is shorter than its grace', () => {
    const { heard, next, pass } = announce({ connection: open, grace: 3000 })
    next({ connection: waiting })
    pass(2999)
    next({ connection: open })
    pass(5000)
    expect(heard).toEqual([])
  })

  it('alerts of being offline, and does not call an end a recovery', () => {
    const { heard, next, pass } = announce({ connection: open })
    next({ connection: { status: 'offline', cause: undefined } })
    pass(1000)
    next({ connection: { status: 'closed', by: 'client' } })
    expect(heard).toEqual(['! You are offline.', '! '])
  })

  it('mentions silence politely', () => {
    const { heard, next, pass } = announce({ connection: open })
    next({ connection: { status: 'stalled', since: 0 } })
    pass(1000)
    expect(heard).toEqual(['The connection has fallen silent.'])
  })

  it('says nothing of what was there before it', () => {
    const { heard, next, pass } = announce({
      messages: [question, answer('Once.', 'done')],
      error: cut,
      connection: waiting,
    })
    next({ labels: {} })
    pass(5000)
    expect(heard).toEqual([])
  })
})

describe('Announcer, by sentences', () => {
  it('writes whole sentences while they arrive, at most once in two seconds, and no code', () => {
    const { heard, ask, arrive, end, pass } = announce({ mode: 'sentences' })
    ask()
    let text = ''
    const more = (piece: string): void => arrive((text += piece))
    more('One is said. Two')
    expect(heard).toEqual(['Responding'])
    pass(1999)
    more(' is whole. Thr')
    expect(heard).toEqual(['Responding'])
    pass(1)
    expect(heard.at(-1)).toBe('One is said. Two is whole.')
    more('ee.\n\n```js\nlet code = "Not this. Nor this."\n')
    pass(2000)
    expect(heard.at(-1)).toBe('Three.')
    pass(10_000)
    more('```\n\nAnd s')
    expect(heard.at(-1)).toBe('code block, JavaScript, 1 line')
    end(`${text}o on`)
    expect(heard).toHaveLength(4)
    pass(2000)
    expect(heard.slice(4)).toEqual(['And so on'])
    pass(10_000)
    expect(heard).toHaveLength(5)
  })

  it('tells a stop in place of the rest', () => {
    const { heard, ask, arrive, end, pass } = announce({ mode: 'sentences' })
    ask()
    pass(2000)
    arrive('One is said. Two')
    end('One is said. Two', 'interrupted')
    pass(2000)
    expect(heard).toEqual(['Responding', 'One is said.', 'Answer stopped after 4 words'])
  })

  it('says nothing more when it is gone', () => {
    const { ask, arrive } = announce({ mode: 'sentences' })
    ask()
    arrive('One is said. Two')
    cleanup()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('Announcer, in fewer words', () => {
  it('tells that an answer began and ended', () => {
    const { heard, ask, arrive, end } = announce({ mode: 'status' })
    ask()
    arrive('Short')
    end('Short.')
    expect(heard).toEqual(['Responding', 'Answer complete, 1 word'])
  })

  it('says nothing at all', () => {
    const { heard, ask, next, pass } = announce({ mode: 'off', connection: open })
    ask()
    next({ status: 'error', error: cut, connection: waiting })
    pass(5000)
    expect(heard).toEqual([])
  })
})
