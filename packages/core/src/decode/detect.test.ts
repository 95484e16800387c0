import { describe, expect, it } from 'vitest'
import type { Frame } from '../frame.ts'
import { bytesOf, cutInto, describeDecoder, event, framesOf } from './decoder.suite.ts'
import { autoDecoder, detectFraming } from './detect.ts'

const EVENT_STREAM = 'text/event-stream; charset=utf-8'
const PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>'

describe('detectFraming', () => {
  it.each([
    ['application/x-ndjson', '', 'ndjson'],
    ['application/jsonl; charset=utf-8', '{"a":1}', 'ndjson'],
    ['application/stream+json', '', 'ndjson'],
    ['application/json', '{', 'json'],
    ['Application/Problem+JSON', '{', 'json'],
    [EVENT_STREAM, 'data: a', 'sse'],
    [EVENT_STREAM, '\n\n: OPENROUTER PROCESSING', 'sse'],
    [EVENT_STREAM, '\uFEFFevent: a', 'sse'],
    [EVENT_STREAM, 'error: {}', 'sse'],
    [EVENT_STREAM, 'Once upon a time: a', 'text'],
    [EVENT_STREAM, 'dataset', 'text'],
    [EVENT_STREAM, 'Data: a', 'text'],
    [EVENT_STREAM, '{"a":', 'text'],
    ['text/plain; charset=utf-8', 'Hello', 'text'],
    ['text/plain', 'data: a', 'text'],
    ['text/plain', '{"model":"llama"', 'json'],
    ['text/html; charset=utf-8', 'Hello', 'text'],
    ['text/html; charset=utf-8', '<b>Hello</b>', 'text'],
    ['text/html', PAGE, 'html'],
    ['text/html', '\n<html lang="en">', 'html'],
    ['application/xhtml+xml', PAGE, 'html'],
    ['text/plain', PAGE, 'text'],
    [null, 'data: a', 'sse'],
    [null, 'Hello', 'text'],
    [null, PAGE, 'html'],
    ['', '{"a":1}', 'json'],
  ] as const)('takes %s with %j for %s', (contentType, head, framing) => {
    expect(detectFraming({ contentType, head })).toBe(framing)
  })

  it('believes the header of the AI SDK more than a content type', () => {
    const headers = new Headers({ 'x-vercel-ai-ui-message-stream': 'v1' })
    expect(detectFraming({ contentType: 'text/plain', headers, head: '' })).toBe('sse')
  })
})

const textFrame = (data: string): Frame => ({ kind: 'text', data })
const line = (data: string): Frame => ({ kind: 'line', data })
const document = (data: string): Frame => ({ kind: 'document', data })

describeDecoder('autoDecoder, event stream', autoDecoder({ contentType: EVENT_STREAM }), [
  {
    title: 'reads events, leniently',
    body: '\n\ndata: ä\n\n: c\ndata: b',
    frames: [event('ä'), { kind: 'comment', text: 'c' }, event('b')],
  },
  {
    title: 'reads a bare text',
    body: 'dat😀a: not an event\n\nid: 1',
    frames: [textFrame('dat😀a: not an event\n\nid: 1')],
  },
  {
    title: 'keeps the white space that a text begins with',
    body: '\n  \n\nid',
    frames: [textFrame('\n  \n\nid')],
  },
])

describeDecoder('autoDecoder, JSON', autoDecoder({ contentType: 'application/json' }), [
  { title: 'reads a document', body: '{"a":1}\n', frames: [document('{"a":1}\n')] },
  { title: 'reads a document over many lines', body: '{\n  "a": 1\n}', frames: [document('{\n  "a": 1\n}')] },
  { title: 'reads a document that is cut off', body: '{"a":"', frames: [document('{"a":"')] },
  {
    title: 'reads an array by its items, also behind blank lines',
    body: '\n \r\n[{"a":1},\n{"b":[2]}]\n',
    frames: [document('{"a":1}'), document('{"b":[2]}')],
  },
  {
    title: 'reads lines behind blank ones',
    body: '\n \n{"a":1}\n{"b":2}\n',
    frames: [line('{"a":1}'), line('{"b":2}')],
  },
  {
    title: 'reads lines where a second one begins',
    body: '{"a":1}\r\n\n{"b":2}',
    frames: [line('{"a":1}'), line('{"b":2}')],
  },
])

describeDecoder('autoDecoder, no type that helps', autoDecoder({ contentType: 'text/html' }), [
  { title: 'reads lines of JSON', body: '{"a":1}\n{"b":2}\n', frames: [line('{"a":1}'), line('{"b":2}')] },
  { title: 'reads one JSON object', body: '{"a":1}', frames: [document('{"a":1}')] },
  {
    title: 'reads text that begins like JSON',
    body: '{"a is what\nI mean"}',
    frames: [textFrame('{"a is what\nI mean"}')],
  },
  { title: 'reads text', body: '<p>Grüße', frames: [textFrame('<p>Grüße')] },
])

describe('autoDecoder', () => {
  it('holds back no more than may decide', () => {
    const held = (contentType: string, head: string): number => {
      const frames: Frame[] = []
      autoDecoder({ contentType })((frame) => frames.push(frame)).decode(bytesOf(head))
      return frames.length
    }
    expect(held(EVENT_STREAM, 'event')).toBe(0)
    expect(held(EVENT_STREAM, 'evening')).toBe(1)
    expect(held(EVENT_STREAM, 'O')).toBe(1)
    expect(held('application/json', '{"a":1}\n')).toBe(0)
    expect(held('application/json', '{"a":1}\n{')).toBe(1)
  })

  const reading = (page: string, size: number) => (): unknown =>
    framesOf(autoDecoder({ contentType: 'text/html' }), cutInto(bytesOf(page), size))

  it.each([1, 7, 1000])('refuses an HTML page in pieces of %i', (size) => {
    expect(reading(PAGE, size)).toThrow(
      expect.objectContaining({ name: 'StreamError', kind: 'content-type' }),
    )
  })

  it('tells the title of the page', () => {
    expect(reading(PAGE, 1000)).toThrow('"Sign in"')
  })

  it('refuses an HTML page that is shorter than what decides', () => {
    expect(reading('<html', 1000)).toThrow(expect.objectContaining({ kind: 'content-type' }))
  })
})
