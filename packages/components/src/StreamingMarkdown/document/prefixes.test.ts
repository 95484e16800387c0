import type { List } from 'mdast'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formulaCases, formulaFragments, fragments, githubCases, longDocument } from '../documents.suite.ts'
import { specExamples } from '../specExamples.suite.ts'
import { toContent } from './blocks.ts'
import { type DocumentView, createDocument } from './createDocument.ts'

/** Places in the text are not shown; how far items spread is shown by their list. */
const UNSEEN: ReadonlySet<string> = new Set(['position', 'offset', 'spread'])

/** Whether two trees are the same in all that is shown. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const mine = entries(one)
  const theirs: Record<string, unknown> = Object.fromEntries(entries(other))
  return (
    mine.length === Object.keys(theirs).length && mine.every(([key, value]) => isSame(value, theirs[key]))
  )
}

function entries(of: object): [string, unknown][] {
  return Object.entries(isList(of) ? toContent(of) : of).filter(
    ([key, value]) => value !== undefined && !UNSEEN.has(key),
  )
}

/** A list within another block. */
function isList(of: object): of is List {
  return 'type' in of && of.type === 'list' && 'children' in of
}

/** What of a view is shown. */
function shown({ blocks, footnotes }: DocumentView): unknown {
  const content = blocks.groves.flat(2).map(({ content, open }) => ({ content, open }))
  return { content, notes: footnotes.notes, numbers: Object.fromEntries(footnotes.numbers) }
}

/** The whole text given at once. */
function fresh(text: string, streaming: boolean, hasFormulas: boolean): unknown {
  return shown(createDocument(hasFormulas)(text, streaming))
}

/** Streams a document by the character; the prefixes, from one on, whose view differs from a fresh one of as much. */
function differences(document: string, hasFormulas = false, from = 1): unknown[] {
  const read = createDocument(hasFormulas)
  const found: unknown[] = []
  for (let end = from; end <= document.length + 1; end++) {
    const text = document.slice(0, end)
    const streamed = shown(read(text, end <= document.length))
    const once = fresh(text, end <= document.length, hasFormulas)
    if (!isSame(streamed, once)) found.push({ text, streamed, fresh: once })
  }
  return found
}

describe('A document that is streamed by the character is at every prefix what a fresh one is', () => {
  it('for every example of CommonMark', () => {
    expect(specExamples().flatMap(({ markdown }) => differences(markdown))).toEqual([])
  }, 120_000)

  it('for what GitHub adds, and where blocks meet', () => {
    expect(githubCases.flatMap((markdown) => differences(markdown))).toEqual([])
  }, 60_000)

  it.each(['word\nword\n===\nend', '> word\n> # word\nlazy\n\nend', 'a | b\n- | -\n1 | 2\n', '```\ncode'])(
    'where more lines than are read at once end in %j',
    (end) => {
      const [line] = end.split('\n')
      const lines = `${line === '```' ? 'word' : line}\n`.repeat(298)
      expect(differences(lines + end, false, lines.length - 20)).toEqual([])
    },
    60_000,
  )

  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'for long document %i',
    (seed) => expect(differences(longDocument(seed))).toEqual([]),
    120_000,
  )

  it('for 200 random documents', () => {
    const parts = fc.array(fc.constantFrom(...fragments), { maxLength: 40, size: 'max' })
    const documents = fc.sample(parts, { numRuns: 200, seed: 20_261_122 })
    expect(documents.flatMap((all) => differences(all.join('')))).toEqual([])
  }, 120_000)
})

describe('A document with formulas that is streamed by the character is at every prefix what a fresh one is', () => {
  const inAll = (documents: readonly string[]): unknown[] =>
    documents.flatMap((markdown) => differences(markdown, true))

  it('for formulas, and where they meet other marks and blocks', () => {
    expect(inAll([...formulaCases, formulaCases.toReversed().join('\n')])).toEqual([])
  }, 60_000)

  it('for every example of CommonMark', () => {
    expect(inAll(specExamples().map(({ markdown }) => markdown))).toEqual([])
  }, 120_000)

  it('for 500 random documents', () => {
    const parts = fc.array(fc.constantFrom(...formulaFragments), { maxLength: 40, size: 'max' })
    const documents = fc.sample(parts, { numRuns: 500, seed: 20_261_123 })
    expect(inAll(documents.map((all) => all.join('')))).toEqual([])
  }, 120_000)
})
