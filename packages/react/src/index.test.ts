import * as core from '@rivulet/core'
import * as react from '@rivulet/react'
import { expect, it } from 'vitest'

it('exports the hooks, the provider, and all of core', () => {
  const own = Object.keys(react).filter((name) => !(name in core))
  expect(own.toSorted()).toEqual([
    'StreamProvider',
    'useEventSource',
    'useStreamStore',
    'useStreamingCompletion',
  ])
  expect(react).toMatchObject(core)
})
