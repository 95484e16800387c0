import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch } from './jsonPatch.ts'

const document = { a: 1, list: ['x', 'y'], deep: { 'a/b': { '~': true } } }

describe('applyPatch', () => {
  it.each<[what: string, operation: object, expected: unknown]>([
    ['adds a field', { op: 'add', path: '/b', value: 2 }, { ...document, b: 2 }],
    ['adds over a field', { op: 'add', path: '/a', value: [] }, { ...document, a: [] }],
    ['adds an empty name', { op: 'add', path: '/', value: 2 }, { ...document, '': 2 }],
    [
      'adds a name that objects inherit',
      { op: 'add', path: '/__proto__', value: 2 },
      { ...document, ['__proto__']: 2 },
    ],
    [
      'inserts into a list',
      { op: 'add', path: '/list/1', value: 'z' },
      { ...document, list: ['x', 'z', 'y'] },
    ],
    ['appends by index', { op: 'add', path: '/list/2', value: 'z' }, { ...document, list: ['x', 'y', 'z'] }],
    ['appends', { op: 'add', path: '/list/-', value: 'z' }, { ...document, list: ['x', 'y', 'z'] }],
    ['replaces a field', { op: 'replace', path: '/a', value: null }, { ...document, a: null }],
    ['replaces an item', { op: 'replace', path: '/list/0', value: 1 }, { ...document, list: [1, 'y'] }],
    ['replaces all', { op: 'replace', path: '', value: 1 }, 1],
    ['removes a field', { op: 'remove', path: '/list' }, { a: 1, deep: document.deep }],
    ['removes an item', { op: 'remove', path: '/list/0' }, { ...document, list: ['y'] }],
    [
      'reads escaped names',
      { op: 'replace', path: '/deep/a~1b/~0', value: 0 },
      { ...document, deep: { 'a/b': { '~': 0 } } },
    ],
    ['moves', { op: 'move', from: '/a', path: '/list/0' }, { list: [1, 'x', 'y'], deep: document.deep }],
    ['copies', { op: 'copy', from: '/list/1', path: '/b' }, { ...document, b: 'y' }],
    ['tests', { op: 'test', path: '/deep', value: { 'a/b': { '~': true } } }, document],
  ])('%s', (_, operation, expected) => {
    expect(applyPatch(document, [operation])).toEqual({ value: expected })
  })

  it.each<[what: string, operation: unknown]>([
    ['a replacement of what is not there', { op: 'replace', path: '/b', value: 1 }],
    ['a removal of what is not there', { op: 'remove', path: '/b' }],
    ['a place in what is not there', { op: 'add', path: '/b/c', value: 1 }],
    ['a place in what has no places', { op: 'add', path: '/a/b', value: 1 }],
    ['a place beyond a list', { op: 'add', path: '/list/3', value: 1 }],
    ['a replacement after a list', { op: 'replace', path: '/list/-', value: 1 }],
    ['an index with a leading zero', { op: 'replace', path: '/list/00', value: 1 }],
    ['an inherited name', { op: 'replace', path: '/constructor', value: 1 }],
    ['a pointer without a slash', { op: 'add', path: 'a', value: 1 }],
    ['no pointer', { op: 'add', value: 1 }],
    ['a source that is not there', { op: 'copy', from: '/b', path: '/c' }],
    ['a move into itself', { op: 'move', from: '/deep', path: '/deep/a~1b/c' }],
    ['a failing test', { op: 'test', path: '/list', value: ['y', 'x'] }],
    ['a test of a list against a text', { op: 'test', path: '/list', value: 'xy' }],
    ['an unknown operation', { op: 'swap', from: '/a', path: '/list' }],
    ['no operation', null],
    ['a path of a million steps', { op: 'add', path: '/a'.repeat(1_000_000), value: 1 }],
  ])('refuses %s, and with it the whole patch', (_, operation) => {
    expect(applyPatch(document, [{ op: 'add', path: '/b0', value: 1 }, operation])).toBeUndefined()
  })

  it('shares what did not change, and changes nothing in place', () => {
    const before = structuredClone(document)
    const value = applyPatch(document, [{ op: 'replace', path: '/list/0', value: 'z' }])?.value
    expect((value as typeof document).deep).toBe(document.deep)
    expect(document).toEqual(before)
  })

  it('throws at nothing', () => {
    const path = fc.oneof(fc.string(), fc.constantFrom('', '/a', '/list/0', '/list/-', '/deep/a~1b'))
    const operation = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
      path,
      from: path,
      value: fc.jsonValue(),
    })
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.oneof(operation, fc.jsonValue())), (target, patch) => {
        expect(() => [applyPatch(target, patch), applyPatch(document, patch)]).not.toThrow()
      }),
    )
  })
})
