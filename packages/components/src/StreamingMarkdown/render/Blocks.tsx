import { type NamedExoticComponent, type ReactNode, memo, useContext } from 'react'
import { data } from '../../anatomy.ts'
import type { Block, BlockContent } from '../document/blocks.ts'
import { type Forest, GROUP, type Grove, type Group } from '../document/forest.ts'
import { EnvironmentContext, OpenContext } from './environment.ts'
import { ListElement } from './List.tsx'
import { TableElement } from './Table.tsx'

/** The blocks of a text, in groups that are laid out and painted only while they are near the screen. */
export function Blocks({ blocks }: { blocks: Forest<Block> }): ReactNode {
  return blocks.groves.map((grove, index) => <GroveView key={index} grove={grove} />)
}

const GroveView: NamedExoticComponent<{ grove: Grove<Block> }> = memo(function GroveView({ grove }) {
  return grove.map((group, index) => <GroupView key={index} group={group} />)
})

const GroupView: NamedExoticComponent<{ group: Group<Block> }> = memo(function GroupView({ group }) {
  return (
    <div className="rivulet-markdown-group" {...data({ settled: group.length === GROUP })}>
      {group.map((block, index) => (
        <BlockView key={index} content={block.content} open={block.open ?? false} />
      ))}
    </div>
  )
})

const BlockView: NamedExoticComponent<{ content: BlockContent; open: boolean }> = memo(function BlockView({
  content,
  open,
}) {
  return (
    <OpenContext.Provider value={open}>
      <Content content={content} />
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
