import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { auto } from './detect.ts'
import { outcomeOf, play } from './play.suite.ts'
import type { Played } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'
import { tgi } from './tgi.ts'

const token = (text: string, rest: object = {}, special = false) => ({
  index: 1,
  token: { id: 1, text, logprob: -1, special },
  generated_text: null,
  details: null,
  ...rest,
})
const details = { finish_reason: 'eos_token', generated_tokens: 3, input_length: 4, seed: 1 }

describeProtocol(tgi, {
  contentType: 'text/event-stream',
  body: sse(
    token('Grüße'),
    token(', 世界 👋🏽'),
    token('\nBye'),
    token('</s>', { generated_text: 'Grüße, 世界 👋🏽\nBye', details }, true),
  ),
})

describe('tgi: answers', () => {
  it('are the tokens, without those of the template', () => {
    expect(read(token('<s>', {}, true), token(' a'), token('b '), token('</s>', {}, true)).text).toBe(' ab ')
  })

  it.each([
    ['eos_token', 'stop'],
    ['stop_sequence', 'stop'],
    ['length', 'length'],
    ['new', 'other'],
  ])('end by %s', (finish_reason, finishReason) => {
    const last = token('a', { generated_text: 'a', details: { ...details, finish_reason } })
    expect(read(last)).toMatchObject({
      text: 'a',
      finishReason,
      usageTotals: { input: 4, output: 3 },
      done: true,
    })
  })

  it('are finished without details too, and truncated without the whole text', () => {
    expect(read(token('a'), token('b', { generated_text: 'ab' }))).toMatchObject({
      text: 'ab',
      finishReason: null,
      usageTotals: null,
      done: true,
    })
    expect(read(token('a', { generated_text: 'a' }), token('b')).text).toBe('a')
    expect(read(token('a'), token('b')).done).toBe(false)
    expect(read(token('', { generated_text: '' }))).toMatchObject({ text: '', done: true })
  })

  it.each([{ generated_text: 'ab', details }, [{ generated_text: 'ab', details }]])(
    'may come whole',
    (...body) => {
      const headers = new Headers({ 'content-type': 'application/json' })
      const bytes = new TextEncoder().encode(JSON.stringify(body[0]))
      for (const protocol of [tgi(), auto()])
        expect(outcomeOf(play({ headers }, protocol, [bytes], 'clean').draft)).toMatchObject({
          text: 'ab',
          finishReason: 'stop',
          done: true,
        })
    },
  )

  it('may be broken off by an error', () => {
    expect(read(token('a'), { error: 'out of memory', error_type: 'generation' })).toMatchObject({
      text: 'a',
      error: { message: 'out of memory', type: 'generation' },
      done: false,
    })
  })
})

describe('tgi: other frames', () => {
  it('reports a malformed event once and goes on', () => {
    const { events, draft } = playBody(`${sse(token('a'))}data:{"token":\n\n${sse(token('b'))}`)
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('ab')
  })

  it('passes on what it does not know', () => {
    expect(playBody(sse({ news: 1 })).events).toEqual([{ type: 'unknown', format: 'tgi', raw: { news: 1 } }])
  })
})

describe('tgi: requests', () => {
  const message = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const said = (text: string) => ({ type: 'text', id: '0', text, state: 'done' }) as const
  const image = { type: 'file', mediaType: 'image/png', url: 'https://a.example/b.png' } as const
  const thread = [
    message('user', said('Hi')),
    message('assistant', said('Hello')),
    message('user', image, said('Look')),
  ]
  const encode = (protocol = tgi(), body: Record<string, unknown> = {}): unknown =>
    JSON.parse(protocol.encode({ messages: thread, body, id: 't', trigger: 'send' }).body)

  it('carry the last user message and ask for details; the application’s fields win', () => {
    expect(encode()).toEqual({
      inputs: '![](https://a.example/b.png)Look',
      stream: true,
      parameters: { details: true },
    })
    expect(encode(tgi(), { inputs: 'mine', parameters: { max_new_tokens: 5 } })).toEqual({
      inputs: 'mine',
      stream: true,
      parameters: { details: true, max_new_tokens: 5 },
    })
  })

  it('carry the thread by a template of the application’s', () => {
    const prompt = (messages: readonly Message[]) => messages.map(({ role }) => `<${role}>`).join('')
    expect(encode(tgi({ prompt }))).toMatchObject({ inputs: '<user><assistant><user>' })
  })
})

function sse(...events: object[]): string {
  return events.map((event) => `data:${JSON.stringify(event)}\n\n`).join('')
}

function playBody(body: string): Played {
  const headers = new Headers({ 'content-type': 'text/event-stream' })
  return play({ headers }, tgi(), [new TextEncoder().encode(body)], 'clean')
}

function read(...events: object[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playBody(sse(...events)).draft)
}
