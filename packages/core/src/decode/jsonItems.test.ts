import { describe, expect, it } from 'vitest'
import type { Frame } from '../frame.ts'
import { bytesOf, cutInto, describeDecoder, feedForever, framesOf } from './decoder.suite.ts'
import { jsonItems } from './jsonItems.ts'

const item = (data: string): Frame => ({ kind: 'document', data })

describeDecoder('jsonItems', jsonItems(), [
  {
    title: 'takes items with what is between them',
    body: '[{"a":1}\r\n,\r\n{"b":[2,{"c":3}]},4, "x"]\n',
    frames: [item('{"a":1}'), item('{"b":[2,{"c":3}]}'), item('4'), item('"x"')],
  },
  {
    title: 'is not misled by strings',
    body: String.raw`[{"a":"],[{\"}, \\"},{"ä😀\\\"":"\\"}]`,
    frames: [item(String.raw`{"a":"],[{\"}, \\"}`), item(String.raw`{"ä😀\\\"":"\\"}`)],
  },
  { title: 'takes an empty array for nothing', body: ' [ ] ', frames: [] },
  { title: 'gives out what is cut off', body: '[{"a":1},{"b":"', frames: [item('{"a":1}'), item('{"b":"')] },
  { title: 'drops one byte order mark', body: '\uFEFF[1]', frames: [item('1')] },
])

describe('jsonItems', () => {
  it('gives out an item before the next one comes', () => {
    const frames: Frame[] = []
    const decoder = jsonItems()((frame) => frames.push(frame))
    decoder.decode(bytesOf('[{"a":1}\r\n,'))
    expect(frames).toEqual([item('{"a":1}')])
  })

  it('limits the size of an item, not of the array', () => {
    const { taken, kind } = feedForever(jsonItems({ maxFrame: 1000 }), '[1,', 'x')
    expect({ taken, kind }).toEqual({ taken: 1000, kind: 'overflow' })
    const many = `[${'"0123456789",'.repeat(1000)}1]`
    expect(framesOf(jsonItems({ maxFrame: 100 }), cutInto(bytesOf(many), 64))).toHaveLength(1001)
  })

  it('reads an item of 10 MB in pieces of 1 KB', () => {
    const long = JSON.stringify('x\\"'.repeat(2_500_000))
    expect(framesOf(jsonItems(), cutInto(bytesOf(`[${long}]`), 1024))).toEqual([item(long)])
  })
})
