import { expectTypeOf, it } from 'vitest'
import type { ForeignFields } from './requestTypes.suite.ts'

it('finds foreign fields at any depth, in lists and in unions', () => {
  type Theirs = { a: string; list?: ({ kind: 'x'; x: number } | { kind: 'y'; deep: { y: unknown } })[] }
  expectTypeOf<ForeignFields<{ a: string; list: { kind: 'x'; x: number }[] }, Theirs>>().toBeNever()
  expectTypeOf<ForeignFields<{ b: string }, Theirs>>().toEqualTypeOf<'b'>()
  expectTypeOf<ForeignFields<{ list?: { deep: { y: 1; z: 1 } }[] }, Theirs>>().toEqualTypeOf<'z'>()
})
