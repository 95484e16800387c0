import type { FootnoteDefinition } from 'mdast'
import type { Block } from './blocks.ts'
import type { Forest } from './forest.ts'
import { type Mentions, type Note, mentionsOf } from './mentions.ts'
import type { References } from './references.ts'

/** The footnotes of a text in the order in which it first refers to them. */
export interface FootnoteList {
  /** The same object as long as nothing in it changes. */
  numbers: FootnoteNumbers
  notes: readonly FootnoteEntry[]
}

/** By label: a footnote's number from 1 on, the place of the first reference to it, and whether it is there yet. */
export type FootnoteNumbers = ReadonlyMap<string, { number: number; at: number; defined: boolean }>

export interface FootnoteEntry {
  label: string
  number: number
  at: number
  definition: FootnoteDefinition
}

export interface Footnotes {
  settle(blocks: readonly Block[]): void
  /** A settled block was read again. */
  replace(settled: Forest<Block>, before: Block, block: Block): void
  list(open: readonly Block[]): FootnoteList
}

export function createFootnotes(references: References): Footnotes {
  let settled = new Map<string, number>()
  let last: FootnoteList = { numbers: new Map(), notes: [] }
  return {
    settle(blocks) {
      for (const { mentions } of blocks) count(settled, mentions)
    },
    replace(blocks, before, block) {
      if (before.mentions.references.length + block.mentions.references.length === 0) return
      settled = new Map()
      for (const group of blocks.groves.flat()) for (const { mentions } of group) count(settled, mentions)
    },
    list(open) {
      const order = new Map(settled)
      for (const { mentions } of open) count(order, mentions)
      if (order.size === 0 && last.numbers.size === 0) return last
      last = listIn(order)
      return last
    },
  }

  function listIn(order: Map<string, number>): FootnoteList {
    const notes: FootnoteEntry[] = []
    const numbers = new Map<string, { number: number; at: number; defined: boolean }>()
    // A note that refers to another one adds it while this goes on.
    for (const [label, at] of order) {
      const note = references.note(label)
      const number = numbers.size + 1
      numbers.set(label, { number, at, defined: note !== undefined })
      if (!note) continue
      notes.push({ label, number, at, definition: note.definition })
      for (const [other, place] of innerReferences(note)) if (!order.has(other)) order.set(other, place)
    }
    return { notes, numbers: sameNumbers(last.numbers, numbers) ? last.numbers : numbers }
  }
}

function count(order: Map<string, number>, { references }: Mentions): void {
  for (const [label, at] of references) if (!order.has(label)) order.set(label, at)
}

/** What a note refers to, found once. */
const inner = new WeakMap<FootnoteDefinition, Mentions['references']>()

function innerReferences({ definition, offset }: Note): Mentions['references'] {
  const known = inner.get(definition)
  if (known) return known
  const found = definition.children.flatMap((child) => mentionsOf(child, offset).references)
  inner.set(definition, found)
  return found
}

function sameNumbers(one: FootnoteNumbers, other: FootnoteNumbers): boolean {
  if (one.size !== other.size) return false
  for (const [label, { at, number, defined }] of one) {
    const twin = other.get(label)
    if (!twin || twin.at !== at || twin.number !== number || twin.defined !== defined) return false
  }
  return true
}
