import type { ListItem } from 'mdast'
import { type NamedExoticComponent, type ReactNode, memo, useContext } from 'react'
import { data } from '../../anatomy.ts'
import type { ListBlock } from '../document/blocks.ts'
import { EnvironmentContext } from './environment.ts'
import { renderForest } from './renderForest.tsx'

interface ListElementProps {
  list: ListBlock
  /** Whether another block holds it, whose direction it has. */
  inside?: boolean
}

/**
 * A list. The text of an item is a paragraph in tight lists as well, so that an item stays as it is when a later one
 * makes the list loose; how far apart they stand is the stylesheet's.
 */
export function ListElement({ list, inside = false }: ListElementProps): ReactNode {
  const environment = useContext(EnvironmentContext)
  const { elements } = environment
  const Root = elements[list.ordered ? 'ol' : 'ul']
  const start = list.ordered && list.start !== 1 ? (list.start ?? undefined) : undefined
  return (
    <Root start={start} dir={inside ? undefined : 'auto'} {...data({ loose: list.loose })}>
      {renderForest(list.items, Item, 'item')}
    </Root>
  )
}

/** An item, drawn once for each state of its text. */
export const Item: NamedExoticComponent<{ item: ListItem }> = memo(function Item({ item }) {
  const environment = useContext(EnvironmentContext)
  const { elements, labels } = environment
  const Root = elements.li
  const isTask = typeof item.checked === 'boolean'
  return (
    <Root {...data({ task: isTask })}>
      {isTask && <input type="checkbox" aria-label={labels.done} checked={item.checked!} disabled readOnly />}
      {environment.render(item.children, environment, true)}
    </Root>
  )
})
