import type { Section } from './documentation.ts'
import { excerptOf } from './excerpt.ts'
import { tokensOf, type ChatMessage, type Piece } from './openai.ts'
import type { Library, SearchResult } from './search.ts'

/** The name under which the search answers. */
export const SEARCH_MODEL = 'rivulet-docs-search'

const INTRODUCTION =
  "I am a search over Rivulet's documentation, not a model: what follows is quoted from it.\n\n"
const FIRST_EXCERPT = 1100
const FURTHER_EXCERPT = 500

/**
 * Answers the last question of a thread from the documentation, piece by piece.
 *
 * @param origin Where the documentation can be read: `http://localhost:5173`.
 */
export function* answer(
  messages: readonly ChatMessage[],
  library: Library,
  origin: string,
): Generator<Piece> {
  const question = messages.findLast((message) => message.role === 'user')?.text ?? ''
  const result = library.search(question)
  yield* pieces('reasoning', describeSearch(result))
  if (result.sections.length === 0) yield* pieces('content', nothingFound(result, library))
  else {
    const isFirst = !messages.some((message) => message.role === 'assistant')
    yield* quote(result.sections, isFirst ? INTRODUCTION : '', origin)
  }
}

function* pieces(type: 'reasoning' | 'content', text: string): Generator<Piece> {
  for (const token of tokensOf(text)) yield { type, text: token }
}

function* quote(sections: readonly Section[], introduction: string, origin: string): Generator<Piece> {
  const sources: Piece[] = []
  let length = 0
  for (const [index, section] of sections.entries()) {
    const lead = `${index > 0 ? '\n\n' : introduction}### `
    const excerpt = excerptOf(section, index === 0 ? FIRST_EXCERPT : FURTHER_EXCERPT)
    const text = `${lead}${section.heading}\n\n${excerpt}`
    yield* pieces('content', text)
    const start = length + lead.length
    length += text.length
    sources.push({
      type: 'source',
      url: `${origin}/${section.id}`,
      title: section.heading,
      start,
      end: length,
    })
  }
  yield* sources
}

function describeSearch({ terms, matches, sections }: SearchResult): string {
  if (terms.length === 0) return 'No word to search for.'
  const searched = `Searching the documentation for: ${terms.join(', ')}.\n`
  if (matches === 0) return `${searched}No section has any of these words.`
  const found = `${matches} ${matches === 1 ? 'section has' : 'sections have'} some of these words.\n`
  if (sections.length === 0) return `${searched}${found}None has enough of them.`
  return `${searched}${found}Best: ${sections.map((section) => `${section.file} › ${section.heading}`).join('; ')}.`
}

function nothingFound({ terms }: SearchResult, { titles }: Library): string {
  const who = "I am a search over Rivulet's documentation, not a model, so I can only quote what it says. "
  if (titles.length === 0) return `${who}And there is no documentation here yet.`
  const why = terms.length === 0 ? '' : `It says nothing about ${terms.join(', ')}. `
  return `${who}${why}You can ask about:\n\n${titles.map((title) => `- ${title}`).join('\n')}`
}
