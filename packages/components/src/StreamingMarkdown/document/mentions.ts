import type { FootnoteDefinition, FootnoteReference, Nodes } from 'mdast'

/** Where a link reference definition points to, and where in the whole text it stands. */
export interface Target {
  url: string
  title: string | null | undefined
  at: number
}

/** A footnote's text, and where in the whole text the source begins that its positions count from. */
export interface Note {
  definition: FootnoteDefinition
  offset: number
}

/** What a block says to or about others. Labels are normalised: lower case, single spaces. */
export interface Mentions {
  definitions: readonly (readonly [label: string, target: Target])[]
  notes: readonly (readonly [label: string, note: Note])[]
  /** The footnotes that it refers to, in order, each with the place of the reference; not those in notes. */
  references: readonly (readonly [label: string, at: number])[]
}

export const nothing: Mentions = { definitions: [], notes: [], references: [] }

/** What a node mentions. `offset` is where in the whole text the source begins that positions count from. */
export function mentionsOf(node: Nodes, offset: number): Mentions {
  const definitions: [string, Target][] = []
  const notes: [string, Note][] = []
  const references: [string, number][] = []
  visit(node, (found) => {
    if (found.type === 'footnoteReference') {
      const place = offset + found.position!.start.offset!
      places.set(found, place)
      references.push([found.identifier, place])
    } else if (found.type === 'definition') {
      const { identifier, url, title, position } = found
      definitions.push([identifier, { url, title, at: offset + position!.start.offset! }])
    } else if (found.type === 'footnoteDefinition') {
      notes.push([found.identifier, { definition: found, offset }])
      for (const inner of found.children) {
        const { definitions: more, notes: nested } = mentionsOf(inner, offset)
        definitions.push(...(more as [string, Target][]))
        notes.push(...(nested as [string, Note][]))
      }
      return false
    }
    return true
  })
  if (definitions.length + notes.length + references.length === 0) return nothing
  return { definitions, notes, references }
}

const places = new WeakMap<FootnoteReference, number>()

/** Where in the whole text a reference stands. */
export function placeOf(reference: FootnoteReference): number | undefined {
  return places.get(reference)
}

/** What both mention. */
export function join(one: Mentions, other: Mentions): Mentions {
  if (one === nothing || other === nothing) return one === nothing ? other : one
  return {
    definitions: [...one.definitions, ...other.definitions],
    notes: [...one.notes, ...other.notes],
    references: [...one.references, ...other.references],
  }
}

/** Calls for a node and, unless that returns `false`, all below it, in the order of the text. */
export function visit(node: Nodes, call: (node: Nodes) => boolean): void {
  if (!call(node)) return
  if ('children' in node) for (const child of node.children) visit(child, call)
}
