import { describe, expect, it } from 'vitest'
import { CONFORMANCE } from './conformance.suite.ts'
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

for (const { title, cases } of CONFORMANCE) describeDecoder(`sse, ${title}`, sse(), cases)

/** In its lenient form too, but for what that form is for: fields that are errors, and ends without a blank line. */
const endsWithBlankLine = ({ body }: DecoderCase): boolean =>
  /(\r\n|\r|\n)(\r\n|\r|\n)$/.test(new TextDecoder().decode(bytesOf(body)))
for (const { title, cases } of CONFORMANCE.filter(({ title }) => title !== 'Field names'))
  describeDecoder(`sse, lenient, ${title}`, sse({ lenient: true }), cases.filter(endsWithBlankLine))

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
