import type { ListItem } from 'mdast'
import { type NamedExoticComponent, type ReactNode, memo, useContext } from 'react'
import { data } from '../../anatomy.ts'
import type { ListBlock } from '../document/blocks.ts'
import { GROUP } from '../document/forest.ts'
import { EnvironmentContext } from './environment.ts'
import { type LeafProps, renderForest } from './renderForest.tsx'

interface ListElementProps {
  list: ListBlock
  /** Whether another block holds it, whose direction it has. */
  inside?: boolean
}

/**
 * A list. The text of an item is a paragraph in tight lists as well, so that an item stays as it is when a later one
 * makes the list loose; how far apart they stand is the stylesheet's.
 *
 * The first group of items stands in the list itself. Each later one has an element around it, so that the browser does
 * not walk over all items for each update. HTML wants none there, ARIA looks through it: roles say what belongs together.
 * Where the consumer draws lists or items, it is as the consumer expects it.
 */
export function ListElement({ list, inside = false }: ListElementProps): ReactNode {
  const environment = useContext(EnvironmentContext)
  const { elements, components } = environment
  const root = list.ordered ? 'ol' : 'ul'
  const Root = elements[root]
  const isGrouped = list.items.length > GROUP && !components[root] && !components.li
  return (
    <Root
      start={list.start === 1 ? undefined : (list.start ?? undefined)}
      role={isGrouped ? 'list' : undefined}
      dir={inside ? undefined : 'auto'}
      {...data({ loose: list.loose })}
    >
      {renderForest(list.items, Item, isGrouped ? GROUP : Infinity, list.start ?? NaN)}
    </Root>
  )
}

/** An item, drawn once for each state of its text. */
const Item: NamedExoticComponent<LeafProps<ListItem>> = memo(function Item({ leaf: item, value }) {
  const environment = useContext(EnvironmentContext)
  const { elements, labels } = environment
  const Root = elements.li
  const isTask = typeof item.checked === 'boolean'
  return (
    <Root
      role={value === undefined ? undefined : 'listitem'}
      value={value || undefined}
      {...data({ task: isTask })}
    >
      {isTask && <input type="checkbox" aria-label={labels.done} checked={item.checked!} disabled readOnly />}
      {environment.render(item.children, environment, true)}
    </Root>
  )
})
