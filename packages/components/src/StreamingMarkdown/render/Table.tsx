import type { TableRow } from 'mdast'
import {
  type CSSProperties,
  type NamedExoticComponent,
  type ReactNode,
  createContext,
  memo,
  useContext,
} from 'react'
import type { TableBlock } from '../document/blocks.ts'
import { EnvironmentContext } from './environment.ts'
import { scrollBox } from '../scrollBox.ts'
import { type LeafProps, renderForest } from './renderForest.tsx'

/** The alignment of the columns, as one string: rows that are there stay as they are while it stays the same. */
const AlignContext = createContext('')

/** A table in a box of its own, which scrolls when it is wider than the text. */
export function TableElement({ table }: { table: TableBlock }): ReactNode {
  const environment = useContext(EnvironmentContext)
  const { elements } = environment
  const Root = elements.table
  const Head = elements.thead
  const Body = elements.tbody
  return (
    <AlignContext.Provider value={(table.align ?? []).map((side) => side ?? '').join(' ')}>
      <div className="rivulet-markdown-table" aria-label={environment.labels.table} {...scrollBox}>
        <Root>
          <Head>{table.head && <Row leaf={table.head} cell="th" />}</Head>
          {table.rows.length > 0 && <Body>{renderForest(table.rows, Row, Infinity)}</Body>}
        </Root>
      </div>
    </AlignContext.Provider>
  )
}

interface RowProps extends LeafProps<TableRow> {
  cell?: 'th' | 'td'
}

const Row: NamedExoticComponent<RowProps> = memo(function Row({ leaf, cell = 'td' }) {
  const environment = useContext(EnvironmentContext)
  const { elements } = environment
  const Root = elements.tr
  const Cell = elements[cell]
  const align = useContext(AlignContext).split(' ')
  return (
    <Root>
      {/* GitHub: "If there are a number of cells fewer than the number of cells in the header row, empty cells are
          inserted. If there are greater, the excess is ignored". */}
      {align.map((side, index) => (
        <Cell key={index} dir="auto" style={styleOf(side)}>
          {environment.render(leaf.children[index]?.children ?? [], environment)}
        </Cell>
      ))}
    </Root>
  )
})

function styleOf(align: string | undefined): CSSProperties | undefined {
  return align ? { textAlign: align as 'left' } : undefined
}
