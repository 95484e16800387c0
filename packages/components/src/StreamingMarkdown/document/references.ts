import type { Mentions, Note, Target } from './mentions.ts'
import { type Asked, type Surroundings, meaningOf } from './parse.ts'

/** What is defined in a text, as far as it is read. */
export interface References {
  /** What the settled blocks define. */
  readonly settled: Surroundings
  /** What the whole text defines. */
  readonly all: Surroundings
  note(label: string): Note | undefined
  /** What a label is taken for; footnotes' begin with `^`. */
  meaning(label: string): string
  /** While more is to come, every footnote is taken for one that is still to be written. */
  setStreaming(streaming: boolean): void
  /** Adds what a settled block mentions. */
  settle(mentions: Mentions): void
  /** What the blocks at the open end mention. */
  setOpen(mentions: readonly Mentions[]): void
  /** Remembers what the settled block at an index was read with. */
  depend(index: number, asked: Asked): void
  /** The indices of the blocks that were read with other definitions than there are now. */
  takeOutdated(): readonly number[]
}

export function createReferences(): References {
  const settled = createTable()
  let open = createTable()
  let streaming = false
  let changed = false
  /** For each label, by what it was taken for, the blocks that depend on it. */
  const dependents = new Map<string, Map<string, number[]>>()
  const note = (label: string): Note | undefined => settled.notes.get(label) ?? open.notes.get(label)
  const all: Surroundings = {
    definition: (label) => settled.definitions.get(label) ?? open.definitions.get(label),
    isNote: (label) => streaming || note(label) !== undefined,
  }
  const meaning = (label: string): string =>
    label[0] === '^' ? (all.isNote(label.slice(1)) ? 'note' : '') : meaningOf(all.definition(label))
  return {
    settled: {
      definition: (label) => settled.definitions.get(label),
      isNote: (label) => streaming || settled.notes.has(label),
    },
    all,
    note,
    meaning,
    setStreaming(next) {
      changed ||= next !== streaming
      streaming = next
    },
    settle(mentions) {
      settled.add(mentions)
      changed ||= mentions.definitions.length + mentions.notes.length > 0
    },
    setOpen(mentions) {
      const next = createTable()
      for (const each of mentions) next.add(each)
      changed ||= open.size() + next.size() > 0
      open = next
    },
    depend(index, asked) {
      for (const [label, takenFor] of asked) listOf(label, takenFor).push(index)
      changed ||= asked.size > 0
    },
    takeOutdated() {
      if (!changed) return []
      changed = false
      const indices = new Set<number>()
      for (const [label, meanings] of dependents) {
        const now = meaning(label)
        for (const [before, blocks] of meanings) {
          if (before === now) continue
          meanings.delete(before)
          for (const index of blocks) indices.add(index)
        }
      }
      return [...indices]
    },
  }

  function listOf(label: string, takenFor: string): number[] {
    const meanings = dependents.get(label) ?? new Map<string, number[]>()
    const blocks = meanings.get(takenFor) ?? []
    dependents.set(label, meanings.set(takenFor, blocks))
    return blocks
  }
}

interface Table {
  definitions: Map<string, Target>
  notes: Map<string, Note>
  add(mentions: Mentions): void
  size(): number
}

function createTable(): Table {
  const definitions = new Map<string, Target>()
  const notes = new Map<string, Note>()
  return {
    definitions,
    notes,
    size: () => definitions.size + notes.size,
    add(mentions) {
      for (const [label, target] of mentions.definitions)
        if (!definitions.has(label)) definitions.set(label, target)
      for (const [label, found] of mentions.notes) if (!notes.has(label)) notes.set(label, found)
    },
  }
}
