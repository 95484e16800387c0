import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.suite.ts'

describe('The limits that docs/guides/limits.md prints', () => {
  it.each(LIMITS)('$what: $standard', async ({ observe, standard }) => {
    expect(await observe()).toBe(standard)
  })
})
