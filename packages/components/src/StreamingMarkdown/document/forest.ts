/** Leaves in a group, and groups in a grove. */
export const GROUP = 32

/**
 * A list in groups of groups that is never changed, only followed by a new one. What two of them share is the same
 * object in both, so that whoever memoises by group does about log(n) work for each change. The depth is fixed: a
 * list that grows moves nothing.
 */
export interface Forest<Item> {
  readonly length: number
  readonly groves: readonly Grove<Item>[]
}

type Grove<Item> = readonly Group<Item>[]
type Group<Item> = readonly Item[]

const empty: Forest<never> = { length: 0, groves: [] }

/** A forest of these items. */
export function forest<Item>(items: readonly Item[] = []): Forest<Item> {
  return append(empty, items)
}

/** With these items at the end. */
export function append<Item>(to: Forest<Item>, items: readonly Item[]): Forest<Item> {
  if (items.length === 0) return to
  const groves = to.groves.slice()
  let grove = (groves.pop() ?? []).slice()
  let group = (grove.pop() ?? []).slice()
  for (const item of items) {
    if (group.length === GROUP) {
      grove.push(group)
      group = []
    }
    if (grove.length === GROUP) {
      groves.push(grove)
      grove = []
    }
    group.push(item)
  }
  grove.push(group)
  groves.push(grove)
  return { length: to.length + items.length, groves }
}

/** With another item in the place of one. */
export function replace<Item>(of: Forest<Item>, index: number, item: Item): Forest<Item> {
  const inGrove = Math.floor(index / (GROUP * GROUP))
  const inGroup = Math.floor(index / GROUP) % GROUP
  const groves = of.groves.slice()
  const grove = groves[inGrove]!.slice()
  const group = grove[inGroup]!.slice()
  group[index % GROUP] = item
  grove[inGroup] = group
  groves[inGrove] = grove
  return { length: of.length, groves }
}

/** The item at this place. */
export function at<Item>(of: Forest<Item>, index: number): Item {
  return of.groves[Math.floor(index / (GROUP * GROUP))]![Math.floor(index / GROUP) % GROUP]![index % GROUP]!
}
