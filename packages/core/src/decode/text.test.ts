import { describe, expect, it } from 'vitest'
import { bytesOf, describeDecoder, feedForever } from './decoder.suite.ts'
import { json } from './json.ts'
import { text } from './text.ts'

const whole = '  two spaces \n\n\r\nGrüße €5 👩‍👩‍👧\ndata: no event\n\t '

describeDecoder('text', text(), [
  { title: 'keeps every character', body: whole, frames: [{ kind: 'text', data: whole }] },
  {
    title: 'drops one byte order mark',
    body: '\uFEFFa\uFEFFb',
    frames: [{ kind: 'text', data: 'a\uFEFFb' }],
  },
  {
    title: 'reads bytes that are no UTF-8, and a character that never ends, as U+FFFD',
    body: new Uint8Array([0x61, 0xff, ...bytesOf('b'), 0xf0, 0x9f, 0x98]),
    frames: [{ kind: 'text', data: 'a\uFFFDb\uFFFD' }],
  },
])

describeDecoder('json', json(), [
  {
    title: 'takes the body as one document',
    body: `{\n"a": "ä😀"\n}\n`,
    frames: [{ kind: 'document', data: `{\n"a": "ä😀"\n}\n` }],
  },
  { title: 'does not mind that it is cut off', body: '{"a":', frames: [{ kind: 'document', data: '{"a":' }] },
  { title: 'makes nothing of blanks', body: ' \n', frames: [] },
])

describe('the size of a document', () => {
  it('is limited', () => {
    expect(feedForever(json({ maxFrame: 1000 }), '', 'x')).toEqual({ taken: 1000, kind: 'overflow' })
  })
})
