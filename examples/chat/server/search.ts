import MiniSearch from 'minisearch'
import { sectionsOf, type Page, type Section } from './documentation.ts'

export interface SearchResult {
  /** The words of the question that were searched for; empty: it had none. */
  terms: string[]
  /** How many sections hold one of them. */
  matches: number
  /** The best sections, best first; empty: nothing fits well enough. */
  sections: Section[]
}

export interface Library {
  /** The titles of its pages. */
  titles: string[]
  search(question: string): SearchResult
}

const MOST_SECTIONS = 3
/** A section is shown when it holds this share of the terms, and scores this share of the best. */
const LEAST_TERMS = 0.34
const LEAST_SCORE = 0.45

/** A full-text index over the sections of some pages. */
export function createLibrary(pages: readonly Page[]): Library {
  const sections = pages.flatMap(sectionsOf).filter((section) => section.text !== '')
  const byId = new Map(sections.map((section) => [section.id, section]))
  const index = new MiniSearch<Section>({
    fields: ['heading', 'page', 'text'],
    tokenize: wordsOf,
    processTerm: termOf,
    searchOptions: { boost: { heading: 3, page: 1.5 }, prefix: (term) => term.length > 3 },
  })
  index.addAll(sections)

  return { titles: [...new Set(sections.map((section) => section.page))], search }

  function search(question: string): SearchResult {
    const terms = [...new Set(question.match(WORD)?.filter((word) => termOf(word) !== null))]
    const found = index.search(question)
    const results = found.length > 0 ? found : index.search(question, { fuzzy: 0.2 })
    const good = results.filter(
      (result) =>
        new Set(result.queryTerms).size >= terms.length * LEAST_TERMS &&
        result.score >= (results[0]?.score ?? 0) * LEAST_SCORE,
    )
    const best = good.slice(0, MOST_SECTIONS).map((result) => byId.get(String(result.id)))
    return { terms, matches: results.length, sections: best.filter((section) => section !== undefined) }
  }
}

const WORD = /[\p{L}\p{N}]+/gu

/** Words, and the humps of names such as `useEventSource` beside the whole. */
function wordsOf(text: string): string[] {
  const words = text.match(WORD) ?? []
  return words.flatMap((word) => {
    const humps = word.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? []
    return humps.length > 1 ? [word, ...humps] : [word]
  })
}

/** In lower case, singular; words that say nothing about the question are left out. */
function termOf(word: string): string | null {
  const term = word.toLowerCase()
  if (term.length < 2 || STOP_WORDS.has(term)) return null
  return term.length > 4 ? term.replace(/ies$/, 'y').replace(/([^s])s$/, '$1') : term
}

const STOP_WORDS = new Set(
  `a about all also am an and any are as at be because been but by can could did do does doing done else for from
  get give go had has have hello help hey hi how i if in into is isn it its just know let like ll make many may me
  mean more much my need no not now of on one only or other our please re say should show so some such tell than
  thank thanks that the their them then there these they thing this those to too try us ve very want was way we were
  what when where which who why will with work works would yes you your rivulet`.split(/\s+/),
)
