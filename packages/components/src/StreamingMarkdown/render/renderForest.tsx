import { type ComponentType, type NamedExoticComponent, type ReactNode, memo } from 'react'
import { data } from '../../anatomy.ts'
import { type Forest, GROUP } from '../document/forest.ts'

/** What draws a leaf of a forest gets it by this. */
export interface LeafProps<Leaf> {
  leaf: Leaf
  /** Its number, where an element of its group stands around it; `NaN` where it has none. */
  value?: number | undefined
}

interface Drawn {
  View: ComponentType<LeafProps<unknown>>
  from: number
  first: number
}

interface BranchProps extends Drawn {
  branch: readonly unknown[]
  /** Leaves in each part of it. */
  size: number
  /** Leaves before it. */
  at: number
}

/**
 * The leaves of a forest. What has not changed is not looked at: not by React, nor by the browser where groups have an
 * element, which is laid out and painted while it is near the screen.
 *
 * @param from the first leaf whose group has one
 * @param first the number of the first leaf
 */
export function renderForest<Leaf>(
  { groves }: Forest<Leaf>,
  View: ComponentType<LeafProps<Leaf>>,
  from: number,
  first: number = NaN,
): ReactNode {
  const drawn = { View: View as ComponentType<LeafProps<unknown>>, from, first }
  return <Branch branch={groves} size={GROUP * GROUP} at={0} {...drawn} />
}

const Branch: NamedExoticComponent<BranchProps> = memo(BranchView)

/** Not written within `memo`: its own name would stand for itself there, and what it holds would be drawn each time. */
function BranchView({ branch, size, at, ...drawn }: BranchProps): ReactNode {
  const { View, from, first } = drawn
  if (size > 1)
    return (branch as readonly unknown[][]).map((part, index) => (
      <Branch key={index} branch={part} size={size / GROUP} at={at + index * size} {...drawn} />
    ))
  const isGroup = at >= from
  const leaves = branch.map((leaf, index) => (
    <View key={index} leaf={leaf} value={isGroup ? first + at + index : undefined} />
  ))
  if (!isGroup) return leaves
  return (
    <div className="rivulet-markdown-group" {...data({ settled: leaves.length === GROUP })}>
      {leaves}
    </div>
  )
}
