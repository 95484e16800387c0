import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPartialJson } from './partialJson.ts'
import { watchCharacters } from './watchCharacters.suite.ts'

describe('createPartialJson', () => {
  it.each<[text: string, value: unknown]>([
    ['', undefined],
    ['  ', undefined],
    ['{', {}],
    ['{"ci', {}],
    ['{"city"', {}],
    ['{"city":', {}],
    ['{"city":"', { city: '' }],
    ['{"city":"Par', { city: 'Par' }],
    ['{"city":"Par\\', { city: 'Par' }],
    ['{"city":"Par\\n', { city: 'Par\n' }],
    ['{"city":"\\u00e', { city: '' }],
    ['{"city":"\\u00e9', { city: 'é' }],
    ['{"city":"Paris","n":12', { city: 'Paris' }],
    ['{"city":"Paris","n":12.5,', { city: 'Paris', n: 12.5 }],
    ['{"ok":tru', {}],
    ['{"ok":true}', { ok: true }],
    ['[1,[2,{"a":nul', [1, [2, {}]]],
    ['[1,[2,{"a":null', [1, [2, {}]]],
    ['[1,[2,{"a":null}', [1, [2, { a: null }]]],
    ['"abc', 'abc'],
    ['null ', null],
  ])('knows of %s as much as there is', (text, value) => {
    expect(parse([text])).toEqual(value)
    expect(parse(text.split(''))).toEqual(value)
  })

  it.each([
    ['{"a":1 oops', { a: 1 }],
    ['{"a":nope,"b":2}', {}],
    ['[1,2}', [1, 2]],
    ['["\\x"]', ['']],
    ['{"a" 1}', {}],
    ['[1,]', [1]],
    ['{"a":1,}', { a: 1 }],
    ['[1] 2', [1]],
  ])('keeps what it had when %s turns out to be no JSON', (text, value) => {
    expect(parse([text, ', "and": "more"}'])).toEqual(value)
  })

  it('holds back half of a surrogate pair', () => {
    expect(parse(['["\\ud83d'])).toEqual([''])
    expect(parse(['["\\ud83d', '\\ude0a'])).toEqual(['😊'])
    expect(parse(['["a\ud83d'])).toEqual(['a'])
    expect(parse(['["a\ud83d', '\ude0a'])).toEqual(['a😊'])
    expect(parse(['["\\ud83d",""'])).toEqual(['\ud83d', ''])
    expect(parse(['["\\ud83d","'])).toEqual(['\ud83d', ''])
  })

  it('reads a field named __proto__ as JSON.parse does', () => {
    const text = '{"__proto__":{"polluted":true},"a":1}'
    expect(Object.keys(parse([text]) as object)).toEqual(['__proto__', 'a'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.keys(parse(['{"__proto__":{"x":"']) as object)).toEqual(['__proto__'])
  })

  it('leaves what it gave out as it was, and shares what is finished', () => {
    const json = createPartialJson()
    json.write('{"done":[1,2],"open":["a')
    const before = json.value() as { done: unknown }
    expect(json.value()).toBe(before)
    json.write('b","c"')
    const after = json.value() as { done: unknown }
    expect(before).toEqual({ done: [1, 2], open: ['a'] })
    expect(after).toEqual({ done: [1, 2], open: ['ab', 'c'] })
    expect(after.done).toBe(before.done)
  })

  it('agrees with JSON.parse on every whole value, however cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.infiniteStream(fc.integer({ min: 1, max: 5 })), (text, sizes) => {
        const pieces: string[] = []
        for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1) {
          pieces.push(text.slice(at, at + (sizes.next().value ?? 1)))
        }
        // A number at the top ends only with the text.
        expect(parse([...pieces, ' '])).toEqual(JSON.parse(text))
      }),
    )
  })

  it('only ever grows towards the whole value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const json = createPartialJson()
        const whole: unknown = JSON.parse(text)
        for (const character of text) {
          json.write(character)
          expect(isBeginningOf(json.value(), whole)).toBe(true)
        }
      }),
    )
  })

  it('throws at no text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parse(text.split(''))).not.toThrow()
      }),
    )
  })

  it('looks at each of 119,000 characters at most twice, though they come in fours', () => {
    const rows = Array.from({ length: 1500 }, (_, id) => ({
      id,
      name: `name ${id}`,
      tags: ['a', 'b'],
      note: 'é "\\n" ',
    }))
    const text = JSON.stringify({ rows, document: 'x'.repeat(20_000) })
    const json = createPartialJson()
    const countLooks = watchCharacters()
    for (let at = 0; at < text.length; at += 4) json.write(text.slice(at, at + 4))
    const value = json.value()
    expect(countLooks()).toBeLessThanOrEqual(2 * text.length)
    expect(text.length).toBeGreaterThan(119_000)
    expect(value).toEqual({ rows, document: 'x'.repeat(20_000) })
  })
})

function parse(pieces: readonly string[]): unknown {
  const json = createPartialJson()
  for (const piece of pieces) {
    json.write(piece)
    json.value()
  }
  return json.value()
}

function isBeginningOf(part: unknown, whole: unknown): boolean {
  if (part === undefined) return true
  if (typeof part === 'string') return typeof whole === 'string' && whole.startsWith(part)
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((item, at) => isBeginningOf(item, whole[at]))
  if (typeof part !== 'object' || part === null) return Object.is(part, whole)
  return Object.entries(part).every(([key, value]) =>
    isBeginningOf(value, (whole as Record<string, unknown>)[key]),
  )
}
