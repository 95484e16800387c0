import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  cutInto,
  describeDecoder,
  event,
  feedForever,
  framesOf,
  type DecoderCase,
} from './decoder.suite.ts'
import { sse } from './sse.ts'

/** The examples of the HTML standard, section "Interpreting an event stream". */
const standard: readonly DecoderCase[] = [
  {
    title: 'joins the lines of an event with line breaks',
    body: 'data: YHOO\ndata: +2\ndata: 10\n\n',
    frames: [event('YHOO\n+2\n10')],
  },
  {
    title: 'reads comments, an id, an id that is reset, and no more than one space after the colon',
    body: ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    frames: [
      { kind: 'comment', text: 'test stream' },
      event('first event', '1'),
      event('second event', ''),
      event(' third event'),
    ],
  },
  {
    title: 'dispatches empty data, and drops a block that the end cuts off',
    body: 'data\n\ndata\ndata\n\ndata:',
    frames: [event(''), event('\n')],
  },
  {
    title: 'takes the space after the colon for optional',
    body: 'data:test\n\ndata: test\n\n',
    frames: [event('test'), event('test')],
  },
]

const fields: readonly DecoderCase[] = [
  {
    title: 'names events, and goes back to `message`',
    body: 'event: add\ndata: 1\n\ndata: 2\n\nevent:\ndata: 3\n\n',
    frames: [event('1', undefined, 'add'), event('2'), event('3')],
  },
  { title: 'drops a name without data', body: 'event: ping\n\ndata: 1\n\n', frames: [event('1')] },
  {
    title: 'commits an id at the blank line, whether or not there is data',
    body: 'id: 1\n\ndata: a\n\nid: 2\n\nid: 3\n\n: c\nid: 4\ndata: b\n\nid: 5\n',
    frames: [
      { kind: 'id', id: '1' },
      event('a'),
      { kind: 'id', id: '2' },
      { kind: 'id', id: '3' },
      { kind: 'comment', text: 'c' },
      event('b', '4'),
    ],
  },
  { title: 'ignores an id with NUL', body: 'id: 1\0\ndata: a\n\n', frames: [event('a')] },
  {
    title: 'takes only digits for `retry:`',
    body: 'retry: 1500\nretry: 1s\nretry: -1\nretry: 1.5\nretry:\n\n',
    frames: [{ kind: 'retry', ms: 1500 }],
  },
  {
    title: 'knows field names to the letter, and ignores all others',
    body: 'Data: a\n data: b\ndata : c\ndatas: d\nfoo\nfoo: bar\nerror: {"a":1}\n{"b":2}\ndata: e:f\n\n',
    frames: [event('e:f')],
  },
]

const bytes: readonly DecoderCase[] = [
  {
    title: 'ends lines with LF, CR and CRLF, mixed',
    body: 'data: a\r\rdata: b\r\n\r\ndata: c\n\r\ndata: d\r\ndata: e\rdata: f\n\n',
    frames: [event('a'), event('b'), event('c'), event('d\ne\nf')],
  },
  { title: 'ends an event with a CR that is the last byte', body: 'data: a\r\r', frames: [event('a')] },
  { title: 'drops one byte order mark', body: '\uFEFFdata: a\n\n', frames: [event('a')] },
  {
    title: 'drops no second one',
    body: '\uFEFF\uFEFFdata: a\n\ndata: \uFEFFb\n\n',
    frames: [event('\uFEFFb')],
  },
  {
    title: 'puts characters of two, three and four bytes together',
    body: ': ∆\nevent: ä\nid: 日本\ndata: Grüße €5 👩‍👩‍👧 日本語\n\n',
    frames: [{ kind: 'comment', text: '∆' }, event('Grüße €5 👩‍👩‍👧 日本語', '日本', 'ä')],
  },
  {
    title: 'reads bytes that are no UTF-8 as U+FFFD',
    body: new Uint8Array([
      ...bytesOf('data: a'),
      0xff,
      0xc3,
      ...bytesOf('b'),
      0xf0,
      0x9f,
      0x98,
      ...bytesOf('\n\n'),
    ]),
    frames: [event('a\uFFFD\uFFFDb\uFFFD')],
  },
  { title: 'keeps NUL and tabs in data', body: 'data: a\0\tb\n\n', frames: [event('a\0\tb')] },
]

describeDecoder('sse, the examples of the standard', sse(), standard)
describeDecoder('sse, fields', sse(), fields)
describeDecoder('sse, bytes', sse(), bytes)
describeDecoder('sse, lenient, where the standard is kept', sse({ lenient: true }), [
  ...standard.slice(0, 2),
  ...fields.slice(0, 2),
  ...bytes,
])

const error = (data: string): { kind: 'error'; data: string } => ({ kind: 'error', data })
const pretty = '{\n  "error": {\n    "message": "a } \\" {",\n    "code": 499\n  }\n}'

describeDecoder('sse, lenient', sse({ lenient: true }), [
  {
    title: 'dispatches an event without its blank line',
    body: 'data: a\n\ndata: b',
    frames: [event('a'), event('b')],
  },
  {
    title: 'dispatches an event without its blank line, id and name included',
    body: 'id: 1\nevent: x\ndata: b\r',
    frames: [event('b', '1', 'x')],
  },
  {
    title: 'takes a field named `error` for one',
    body: 'data: a\n\nerror: {"code":500}\n',
    frames: [event('a'), error('{"code":500}')],
  },
  { title: 'ignores an `error` without a value', body: 'error\nerror:\n\n', frames: [] },
  {
    title: 'takes bare JSON for an error',
    body: 'data: a\n\n{"error":"busy"}',
    frames: [event('a'), error('{"error":"busy"}')],
  },
  {
    title: 'takes bare JSON over many lines for one error',
    body: `data: a\n\n${pretty}\n\ndata: b\n\n`,
    frames: [event('a'), error(pretty), event('b')],
  },
  { title: 'takes bare JSON at the end of the body', body: `[${pretty}]`, frames: [error(`[${pretty}]`)] },
  {
    title: 'drops what only looks like JSON',
    body: '[DONE]\n{"error":\n\ndata: a\n\n}\n{}\n',
    frames: [event('a'), error('{}')],
  },
])

describe('the liberties of sse', () => {
  const body = [bytesOf('error: a\n{"b":1}\ndata: c')]
  it.each([
    [{}, []],
    [{ flushAtEnd: true }, [event('c')]],
    [{ errorField: true }, [error('a')]],
    [{ bareJson: true }, [error('{"b":1}')]],
    [{ lenient: true, flushAtEnd: false }, [error('a'), error('{"b":1}')]],
    [{ lenient: true, errorField: false, bareJson: false }, [event('c')]],
  ])('can be taken one by one: %o', (options, frames) => {
    expect(framesOf(sse(options), body)).toEqual(frames)
  })
})

describe('the size of a frame', () => {
  it.each([
    ['a data line', 'data: ', 'x'],
    ['a comment', ': ', 'x'],
    ['a line that is ignored', 'foo: ', 'x'],
    ['an event of many lines', '', 'data: x\n'],
  ])('is limited: %s without end', (_, first, piece) => {
    for (const lenient of [false, true]) {
      const { taken, kind } = feedForever(sse({ maxFrame: 1000, lenient }), first, piece)
      expect(kind).toBe('overflow')
      expect(taken).toBeLessThanOrEqual(1000 * piece.length)
    }
  })

  it('is limited: JSON that is never closed', () => {
    expect(feedForever(sse({ maxFrame: 1000, lenient: true }), '{\n', '"a",\n').kind).toBe('overflow')
  })

  it.each(['data: ', ': '])('is limited where it comes in one piece: %s', (prefix) => {
    const whole = bytesOf(`data: before\n\n${prefix}${'x'.repeat(1001)}\n\n`)
    const frames: unknown[] = []
    const decoder = sse({ maxFrame: 1000 })((frame) => frames.push(frame))
    expect(() => decoder.decode(whole)).toThrow(
      expect.objectContaining({ name: 'StreamError', kind: 'overflow' }),
    )
    expect(frames).toEqual([event('before')])
  })

  it('is 16 Mi characters by default', () => {
    const { taken } = feedForever(sse(), 'data: ', 'x'.repeat(65_536))
    expect(taken).toBe(16 * 1024 * 1024 - 65_536)
  })

  it('takes 10 MB in pieces of 1 KB', () => {
    const data = 'x'.repeat(10_000_000)
    expect(framesOf(sse(), cutInto(bytesOf(`data: ${data}\n\n`), 1024))).toEqual([event(data)])
  })
})
