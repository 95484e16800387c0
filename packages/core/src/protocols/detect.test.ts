import { describe, expect, it } from 'vitest'
import { auto } from './detect.ts'
import { outcomeOf, play } from './play.suite.ts'

describe('auto', () => {
  it.each<[what: string, type: string, body: string, text: string]>([
    [
      'Chat Completions',
      'text/event-stream',
      'data: {"choices":[{"delta":{"content":"hi"},"finish_reason":"stop"}]}\n\n',
      'hi',
    ],
    [
      'Chat Completions behind comments',
      'text/event-stream',
      ': wait\n\nretry: 5\n\nid: 1\n\ndata: {"choices":[]}\n\ndata: {"choices":[{"text":"hi"}]}\n\n',
      'hi',
    ],
    [
      'a whole answer',
      'application/json',
      '{"object":"chat.completion","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}',
      'hi',
    ],
    ['text under text/event-stream', 'text/event-stream', 'hi\n\nyou', 'hi\n\nyou'],
    ['text under text/html', 'text/html', 'hi', 'hi'],
    ['text events', 'text/event-stream', 'data: hi\n\ndata: [DONE]\n\n', 'hi'],
    [
      'JSON strings after metadata',
      'text/event-stream',
      'event: metadata\ndata: {"run_id":"r"}\n\nevent: data\ndata: "hi"\n\n',
      'hi',
    ],
    [
      'message chunks after metadata',
      'text/event-stream',
      'event: metadata\ndata: {"run_id":"r"}\n\nevent: data\ndata: {"content":"hi","type":"AIMessageChunk"}\n\n',
      'hi',
    ],
    ['a text event that is a number', 'text/event-stream', 'data: 42\n\n', '42'],
  ])('recognises %s', (_, type, body, text) => {
    expect(read(type, body)).toMatchObject({ text, error: null })
  })

  it.each([
    ['an error event', 'text/event-stream', 'event: error\ndata: {"error":{"message":"no"}}\n\n'],
    ['an error event of text', 'text/event-stream', 'event: error\ndata: no\n\n'],
    ['error data', 'text/event-stream', 'data: {"error":{"message":"no"}}\n\ndata: [DONE]\n\n'],
    ['an error field', 'text/event-stream', 'error: {"message":"no","code":500}\n\n'],
    ['an error document under status 200', 'application/json', '{"error":{"message":"no"}}'],
    [
      'bare JSON among events',
      'text/event-stream',
      'data: {"choices":[]}\n\n{\n  "error": {\n    "message": "no"\n  }\n}\n',
    ],
  ])('reads %s', (_, type, body) => {
    expect(read(type, body).error?.message).toBe('no')
  })

  it('says what it saw where nothing fits, and what to do', () => {
    const outcome = read(
      'text/event-stream',
      `event: tick\ndata: {"temperature":${'1'.repeat(200)}}\n\ndata: {"a":1}\n\n`,
    )
    expect(outcome.error?.type).toBe('unknown-format')
    expect(outcome.error?.message).toContain(`“{"temperature":${'1'.repeat(65)}…”`)
    expect(outcome.error?.message).toContain('event named “tick”')
    expect(outcome.error?.message).toContain('option “protocol”')
    expect(outcome.done).toBe(false)
  })

  it('is not finished by an empty body', () => {
    expect(read('text/event-stream', '')).toMatchObject({ text: '', done: false, error: null })
  })

  it.each(['{"choices":[{"message":{"content":"Hel', '[{"candidates":[{"cont'])(
    'takes JSON that breaks off for a truncated answer: %s',
    (body) => {
      const headers = new Headers({ 'content-type': 'application/json' })
      const { events } = play({ headers }, auto(), [new TextEncoder().encode(body)], 'clean')
      expect(events).toEqual([expect.objectContaining({ type: 'malformed' })])
    },
  )

  it('does not wait for ever behind metadata', () => {
    const body = 'event: metadata\ndata: {"a":1}\n\n'.repeat(20)
    expect(read('text/event-stream', body).error?.type).toBe('unknown-format')
  })

  it('sends a plain chat request', () => {
    const { body, method } = auto().encode({
      messages: [
        {
          id: '1',
          role: 'user',
          createdAt: 0,
          parts: [{ type: 'text', id: '0', text: 'hi', state: 'done' }],
        },
      ],
      body: { model: 'm' },
      id: 't',
      trigger: 'send',
    })
    expect(method).toBe('POST')
    expect(JSON.parse(body)).toEqual({
      messages: [{ role: 'user', content: 'hi' }],
      stream: true,
      model: 'm',
    })
  })
})

function read(type: string, body: string): ReturnType<typeof outcomeOf> {
  const headers = new Headers({ 'content-type': type })
  return outcomeOf(play({ headers }, auto(), [new TextEncoder().encode(body)], 'clean').draft)
}
