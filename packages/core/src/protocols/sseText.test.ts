import { describe, expect, it } from 'vitest'
import type { CompletionEvent } from '../events.ts'
import { outcomeOf, play } from './play.suite.ts'
import type { Outcome } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'
import { sseText } from './sseText.ts'
import type { SseTextOptions } from './sseText.ts'

describeProtocol(sseText, {
  contentType: 'text/event-stream',
  body: ': hi\r\n\r\nid: 1\r\ndata: Once\r\n\r\ndata:  upon\r\ndata: \r\ndata: a 🐸\r\n\r\ndata:\r\ndata:\r\n\r\nevent: done\r\ndata: {}\r\n\r\n',
})

describeProtocol(() => sseText({ data: 'auto' }), {
  contentType: 'text/event-stream',
  body: 'event: metadata\ndata: {"run_id":"r"}\n\nevent: data\ndata: "Once\\n"\n\nevent: data\ndata: "\\u00fcber"\n\nevent: end\n\n',
})

describe('sseText', () => {
  it.each<[what: string, body: string, text: string]>([
    ['one token an event', 'data: a\n\ndata:  b\n\n', 'a b'],
    ['no space after the colon', 'data:a\n\ndata:  b\n\n', 'a b'],
    ['named events', 'event: token\ndata: a\n\nevent: new-message\ndata: b\n\n', 'ab'],
    ['line breaks as lines', 'data: a\ndata: \ndata: b\n\n', 'a\n\nb'],
    ['a line break alone', 'data: a\n\ndata:\ndata:\n\ndata: b\n\n', 'a\nb'],
    ['spaces alone', 'data: a\n\ndata:  \n\ndata: b\n\n', 'a b'],
    ['JSON strings', 'data: "a\\n"\n\ndata: "b"\n\n', 'a\nb'],
    ['numbers as tokens', 'data: 4\n\ndata: 2\n\n', '42'],
    [
      'LangChain messages',
      'event: data\ndata: {"content":"a","type":"AIMessageChunk"}\n\nevent: data\ndata: {"content":"b"}\n\n',
      'ab',
    ],
    ['a token that happens to be quoted later', 'data: a\n\ndata: "b"\n\n', 'a"b"'],
  ])('reads %s', (_, body, text) => {
    expect(read(body)).toMatchObject({ text, done: true, error: null })
  })

  it.each([
    ['[DONE]', 'data: a\n\ndata: [DONE]\n\ndata: after\n\n'],
    ['an event done', 'data: a\n\nevent: done\ndata: {}\n\ndata: after\n\n'],
    ['an event end', 'data: a\n\nevent: end\ndata:\n\ndata: after\n\n'],
    ['the body', 'data: a\n\n'],
  ])('ends with %s', (_, body) => {
    expect(read(body)).toMatchObject({ text: 'a', done: true })
  })

  it.each<[body: string, message: string]>([
    ['model crashed', 'model crashed'],
    ['{"error":{"message":"too busy"}}', 'too busy'],
    ['{"status_code":500,"message":"Internal"}', 'Internal'],
    ['"quoted"', 'quoted'],
    ['{"strange":1}', 'The server reported an error'],
    ['', 'The server reported an error'],
  ])('reports the error event with data %s and keeps the text', (data, message) => {
    const outcome = read(`data: a\n\nevent: error\ndata: ${data}\n\n`)
    expect(outcome).toMatchObject({ text: 'a', done: false, error: { message } })
  })

  it('knows Replicate’s reasons', () => {
    expect(eventsOf('data: a\n\nevent: done\ndata: {"reason":"canceled"}\n\n')).toContainEqual({
      type: 'abort',
      reason: 'canceled',
    })
    expect(read('data: a\n\nevent: done\ndata: {"reason":"error"}\n\n').error).not.toBeNull()
  })

  it('passes on events beside the text', () => {
    expect(eventsOf('event: metadata\ndata: {"run_id":"r"}\n\nevent: ping\ndata: 1\n\ndata: a\n\n')).toEqual([
      { type: 'unknown', format: 'sseText', raw: { event: 'metadata', data: '{"run_id":"r"}' } },
      { type: 'unknown', format: 'sseText', raw: { event: 'ping', data: '1' } },
      { type: 'text-delta', id: '0', delta: 'a' },
      { type: 'done' },
    ])
  })

  it('takes text from the events that it is told, and only from those', () => {
    const body = 'event: log\ndata: x\n\nevent: complete\ndata: a\n\nevent: metadata\ndata: b\n\n'
    expect(read(body, { events: ['complete', 'metadata'] }).text).toBe('ab')
  })

  it('reads the data as it is told', () => {
    expect(read('data: "a"\n\n', { data: 'text' }).text).toBe('"a"')
    expect(read('data: a\n\ndata: "b"\n\n', { data: 'json' }).text).toBe('ab')
  })
})

function read(body: string, options?: SseTextOptions): Outcome {
  return outcomeOf(playBody(body, options).draft)
}

function eventsOf(body: string): readonly CompletionEvent[] {
  return playBody(body).events
}

function playBody(body: string, options?: SseTextOptions): ReturnType<typeof play> {
  return play({ headers: new Headers() }, sseText(options), [new TextEncoder().encode(body)], 'clean')
}
