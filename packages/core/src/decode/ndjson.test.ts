import { describe, expect, it } from 'vitest'
import type { Frame } from '../frame.ts'
import { bytesOf, cutInto, describeDecoder, feedForever, framesOf } from './decoder.suite.ts'
import { ndjson } from './ndjson.ts'

const line = (data: string): Frame => ({ kind: 'line', data })

describeDecoder('ndjson', ndjson(), [
  {
    title: 'takes lines that end with LF or CRLF',
    body: '{"a":1}\n{"b":2}\r\n[3]\n',
    frames: [line('{"a":1}'), line('{"b":2}'), line('[3]')],
  },
  { title: 'skips blank lines', body: '\n{}\n\n\r\n  \t\n{}\n\n', frames: [line('{}'), line('{}')] },
  {
    title: 'takes a last line without its end',
    body: '{"a":1}\n{"b":2}',
    frames: [line('{"a":1}'), line('{"b":2}')],
  },
  {
    title: 'keeps white space inside of the line',
    body: ' {"a": "x\\n"} \n',
    frames: [line(' {"a": "x\\n"} ')],
  },
  { title: 'does not take a lone CR for an end', body: '{"a":\r1}\n', frames: [line('{"a":\r1}')] },
  { title: 'drops one byte order mark', body: '\uFEFF{"a":"ä😀"}\n', frames: [line('{"a":"ä😀"}')] },
  {
    title: 'reads bytes that are no UTF-8 as U+FFFD',
    body: new Uint8Array([0x22, 0xff, 0x22, 0x0a, 0x22, 0xe2, 0x82]),
    frames: [line('"\uFFFD"'), line('"\uFFFD')],
  },
])

describe('the size of a line', () => {
  it('is limited, in pieces and whole', () => {
    const { taken, kind } = feedForever(ndjson({ maxFrame: 1000 }), '{}\n', 'x')
    expect({ taken, kind }).toEqual({ taken: 1000, kind: 'overflow' })
    expect(feedForever(ndjson({ maxFrame: 1000 }), '', `${'x'.repeat(1001)}\n`)).toEqual({
      taken: 0,
      kind: 'overflow',
    })
  })

  it('may be 10 MB, in pieces of 1 KB', () => {
    const data = 'x'.repeat(10_000_000)
    expect(framesOf(ndjson(), cutInto(bytesOf(`${data}\n{}\n`), 1024))).toEqual([line(data), line('{}')])
  })
})
