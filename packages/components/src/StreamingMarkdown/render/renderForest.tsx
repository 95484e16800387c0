import { type ComponentType, type NamedExoticComponent, type ReactNode, memo } from 'react'
import type { Forest, Grove } from '../document/forest.ts'

interface Drawn {
  Leaf: ComponentType<Record<string, unknown>>
  name: string
}

interface GroveProps extends Drawn {
  grove: Grove<unknown>
}

interface GroupProps extends Drawn {
  group: readonly unknown[]
}

/** The leaves of a forest, each drawn by `Leaf`, which gets it by this prop. What has not changed is not looked at. */
export function renderForest<Name extends string, Item>(
  { groves }: Forest<Item>,
  Leaf: ComponentType<{ [Key in Name]: Item }>,
  name: Name,
): ReactNode {
  const drawn = { Leaf: Leaf as Drawn['Leaf'], name }
  return groves.map((grove, index) => <GroveView key={index} grove={grove} {...drawn} />)
}

const GroveView: NamedExoticComponent<GroveProps> = memo(function GroveView({ grove, ...drawn }) {
  return grove.map((group, index) => <GroupView key={index} group={group} {...drawn} />)
})

const GroupView: NamedExoticComponent<GroupProps> = memo(function GroupView({ group, Leaf, name }) {
  return group.map((item, index) => <Leaf key={index} {...{ [name]: item }} />)
})
