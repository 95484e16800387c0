import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { ollama } from './ollama.ts'
import type { OllamaOptions } from './ollama.ts'
import { outcomeOf, play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const line = (message: object, rest: object = {}): object => ({
  model: 'm-1',
  created_at: '2026-01-01T00:00:00Z',
  message: { role: 'assistant', content: '', ...message },
  done: false,
  ...rest,
})
const done = (rest: object = {}): object =>
  line(
    {},
    { done: true, done_reason: 'stop', prompt_eval_count: 10, eval_count: 5, total_duration: 1, ...rest },
  )
const calls = (...made: object[]): object => line({ tool_calls: made })

describeProtocol(ollama, {
  contentType: 'application/x-ndjson',
  body: lines(
    line({ thinking: 'Größe? ' }),
    line({ thinking: '🤔' }),
    line({ content: 'It is ' }),
    line({ content: '世界\n' }),
    calls({ id: 'c1', function: { index: 0, name: 'add', arguments: { a: 1, b: [2] } } }),
    done(),
  ),
})

describe('ollama: lines', () => {
  it('become reasoning, text and calls', () => {
    const { draft } = playLines(
      line({ thinking: 'a' }),
      line({ content: 'b' }),
      calls(
        { function: { name: 'f', arguments: { x: 1 } } },
        { function: { name: 'f', arguments: { x: 2 } } },
      ),
      done(),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'reasoning', text: 'a', state: 'done' },
      { type: 'text', text: 'b', state: 'done' },
      {
        type: 'tool',
        toolName: 'f',
        toolCallId: '2026-01-01T00:00:00Z-0',
        input: { x: 1 },
        state: 'input-available',
      },
      { type: 'tool', toolName: 'f', toolCallId: '2026-01-01T00:00:00Z-1', input: { x: 2 } },
    ])
    expect(draft).toMatchObject({
      finishReason: 'tool-calls',
      rawFinishReason: 'stop',
      done: true,
      model: 'm-1',
    })
    expect(draft.usage).toMatchObject({ input: 10, output: 5 })
  })

  it('of /api/generate are read too, with text in the last one', () => {
    const piece = (response: string, rest: object = {}): object => ({
      model: 'm',
      response,
      done: false,
      ...rest,
    })
    const { draft } = playLines(
      piece('', { thinking: 'hm' }),
      piece('Hel'),
      piece('lo', { done: true, done_reason: 'length', context: [1, 2] }),
    )
    expect(outcomeOf(draft)).toMatchObject({
      text: 'Hello',
      reasoning: 'hm',
      finishReason: 'length',
      done: true,
    })
  })

  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['load', 'other'],
    [undefined, 'stop'],
  ])('may end for the reason %s', (raw, reason) => {
    expect(playLines(done({ done_reason: raw })).draft.finishReason).toBe(reason)
  })

  it('without done are a truncated answer', () => {
    expect(playLines(line({ content: 'a' })).draft.done).toBe(false)
  })

  it('may report an error in the middle', () => {
    expect(outcomeOf(playLines(line({ content: 'a' }), { error: 'out of memory' }).draft)).toMatchObject({
      text: 'a',
      error: { message: 'out of memory' },
      done: false,
    })
  })

  it('that are malformed are reported once; unknown ones are passed on', () => {
    const { events, draft } = playBody(
      `${lines(line({ content: 'a' }))}{"model"\n${lines({ status: 'pulling' }, line({ content: 'b' }), done())}`,
    )
    expect(events.filter((event) => event.type === 'malformed' || event.type === 'unknown')).toMatchObject([
      { raw: '{"model"' },
      { raw: { status: 'pulling' } },
    ])
    expect(outcomeOf(draft).text).toBe('ab')
  })
})

describe('ollama: requests', () => {
  const from = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const text = (value: string): MessagePart => ({ type: 'text', id: '0', text: value, state: 'done' })
  const encode = (messages: Message[], options?: OllamaOptions): unknown =>
    JSON.parse(ollama(options).encode({ messages, body: { model: 'm' }, id: 't', trigger: 'send' }).body)
  const asked = from(
    'user',
    text('Look'),
    { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
    { type: 'file', mediaType: 'image/png', url: 'https://a.example/i.png' },
  )

  it('carry the thread, with images as base64', () => {
    expect(encode([from('system', text('Be kind')), asked])).toEqual({
      messages: [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Look', images: ['AA'] },
      ],
      stream: true,
      model: 'm',
    })
  })

  it('carry calls with their results, and what was thought before them', () => {
    const call = { type: 'tool', toolCallId: 'c', toolName: 'f', inputText: '', input: { x: 1 } } as const
    const answer = from(
      'assistant',
      { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0 },
      { ...call, state: 'output-available', output: 2 },
      { ...call, state: 'input-available' },
      text('Two'),
    )
    expect(encode([answer])).toMatchObject({
      messages: [
        {
          role: 'assistant',
          content: '',
          thinking: 'hm',
          tool_calls: [{ function: { name: 'f', arguments: { x: 1 } } }],
        },
        { role: 'tool', content: '2', tool_name: 'f' },
        { role: 'assistant', content: 'Two' },
      ],
    })
  })

  it('of /api/generate carry the prompt', () => {
    expect(encode([from('system', text('Be kind')), asked], { api: 'generate' })).toEqual({
      prompt: 'Look',
      system: 'Be kind',
      images: ['AA'],
      stream: true,
      model: 'm',
    })
  })
})

function lines(...objects: object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('')
}

function playBody(body: string): ReturnType<typeof play> {
  return play({ headers: new Headers() }, ollama(), [new TextEncoder().encode(body)], 'clean')
}

function playLines(...objects: object[]): ReturnType<typeof play> {
  return playBody(lines(...objects))
}
