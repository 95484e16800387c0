import { describe, expect, it } from 'vitest'
import { sameEntries } from './sameEntries.ts'

describe('sameEntries', () => {
  it.each([
    [undefined, undefined],
    [{}, {}],
    [
      { title: 'A', lang: 'de' },
      { lang: 'de', title: 'A' },
    ],
    [{ title: undefined }, { title: undefined }],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('takes %j for the same as %j', (one, other) => {
    expect(sameEntries(one, other)).toBe(true)
  })

  it.each([
    [undefined, {}],
    [{ title: 'A' }, { title: 'B' }],
    [{ title: 'A' }, { title: 'A', lang: 'de' }],
    [{ title: undefined }, { lang: 'de' }],
    [{ title: undefined }, { lang: undefined }],
    [{ style: { color: 'red' } }, { style: { color: 'red' } }],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  ])('takes %j for another than %j', (one, other) => {
    expect(sameEntries(one, other)).toBe(false)
    expect(sameEntries(other, one)).toBe(false)
  })
})
