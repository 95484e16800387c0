import { afterEach, beforeEach, expect } from 'vitest'

const original = console.error
const unexpected: unknown[][] = []

/**
 * An unexpected console.error fails the test that caused it. A test that expects one puts its own in the way:
 * `vi.spyOn(console, 'error').mockImplementation(() => {})`, and restores it.
 */
beforeEach(() => {
  unexpected.length = 0
  console.error = (...args) => void unexpected.push(args)
})

afterEach(() => {
  console.error = original
  expect(unexpected, 'console.error was called').toEqual([])
})
