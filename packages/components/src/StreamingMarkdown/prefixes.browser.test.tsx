import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fragments, longDocument } from './documents.suite.ts'
import { differences, differencesOf } from './prefixes.suite.tsx'

describe('StreamingMarkdown, streamed by the character, shows what a fresh render shows', () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'at every prefix of long document %i',
    async (seed) => expect(await differences(longDocument(seed))).toEqual([]),
    120_000,
  )

  it('at every prefix of 200 random documents', async () => {
    const parts = fc.array(fc.constantFrom(...fragments), { maxLength: 40, size: 'max' })
    const documents = fc.sample(parts, { numRuns: 200, seed: 20_261_122 })
    expect(await differencesOf(documents.map((all) => all.join('')))).toEqual([])
  }, 120_000)
})
