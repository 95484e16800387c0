import type { MarkdownComponents } from '@rivulet/components'
import { describe, expect, it } from 'vitest'
import { formulaCases, githubCases } from './documents.suite.ts'
import { differences, differencesOf } from './prefixes.suite.tsx'
import { specExamples } from './specExamples.suite.ts'

describe('StreamingMarkdown, streamed by the character, shows what a fresh render shows', () => {
  it('at every prefix of every example of CommonMark', async () => {
    expect(await differencesOf(specExamples().map(({ markdown }) => markdown))).toEqual([])
  }, 120_000)

  it('at every prefix of what GitHub adds', async () => {
    expect(await differencesOf(githubCases)).toEqual([])
  }, 60_000)

  it('at every prefix of what has formulas', async () => {
    const components: MarkdownComponents = {
      math: ({ value, display }) => <var data-display={display}>{value}</var>,
    }
    for (const markdown of formulaCases) expect(await differences(markdown, components)).toEqual([])
  }, 60_000)
})
