import * as testing from '@rivulet/testing'
import * as server from '@rivulet/testing/server'
import { expect, it } from 'vitest'

it('exports what the documentation names', () => {
  expect(Object.keys(testing).toSorted()).toEqual([
    'chunk',
    'cut',
    'end',
    'manualEnvironment',
    'openaiChunks',
    'pieces',
    'remoteServer',
    'respond',
    'scriptedFetch',
    'sse',
    'stall',
    'tokens',
    'wait',
  ])
  expect(Object.keys(server)).toEqual(['streamServer'])
})
