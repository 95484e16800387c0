import type { Environment } from '@rivulet/core'
import { manualEnvironment, scriptedFetch } from '@rivulet/testing'
import { expectTypeOf, it } from 'vitest'

it('stands in for the environment of a stream', () => {
  expectTypeOf(manualEnvironment()).toExtend<Environment>()
})

it('stands in for fetch', () => {
  expectTypeOf(scriptedFetch([])).toExtend<typeof fetch>()
})
