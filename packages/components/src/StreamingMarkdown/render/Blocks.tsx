import { type NamedExoticComponent, type ReactNode, memo, useContext } from 'react'
import type { Block, BlockContent } from '../document/blocks.ts'
import type { Forest } from '../document/forest.ts'
import { EnvironmentContext, OpenContext } from './environment.ts'
import { ListElement } from './List.tsx'
import { TableElement } from './Table.tsx'
import { type LeafProps, renderForest } from './renderForest.tsx'

/** The blocks of a text. */
export function Blocks({ blocks }: { blocks: Forest<Block> }): ReactNode {
  return renderForest(blocks, BlockView, 0)
}

const BlockView: NamedExoticComponent<LeafProps<Block>> = memo(function BlockView({ leaf }) {
  return (
    <OpenContext.Provider value={leaf.open ?? false}>
      <Content content={leaf.content} />
    </OpenContext.Provider>
  )
})

function Content({ content }: { content: BlockContent }): ReactNode {
  const environment = useContext(EnvironmentContext)
  switch (content.type) {
    case 'list':
      return <ListElement list={content} />
    case 'table':
      return <TableElement table={content} />
    case 'node':
      return environment.render([content.node], environment)
  }
}
