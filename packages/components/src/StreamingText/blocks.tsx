import type { ReactNode } from 'react'
import { data, dataAttributes } from '../anatomy.ts'
import { createSplitter } from './splitBlocks.ts'

/** Blocks in a group. Settled groups are laid out and painted only while they are near the screen. */
const GROUP = 32
const GROUP_CLASS = 'rivulet-text-group'

/** A text as React renders it: on the server, at hydration, and at the first mount. */
export function renderBlocks(text: string): ReactNode {
  const blocks = createSplitter()(text)
  const groups: ReactNode[] = []
  let offset = 0
  for (let first = 0; first < blocks.length; first += GROUP) {
    const key = offset
    const children = blocks.slice(first, first + GROUP).map((block) => {
      const element = (
        <div key={offset} dir={block === '' ? undefined : 'auto'}>
          {block}
        </div>
      )
      offset += block.length
      return element
    })
    groups.push(
      <div key={key} className={GROUP_CLASS} {...data({ settled: first + GROUP < blocks.length })}>
        {children}
      </div>,
    )
  }
  return groups
}

/** Appends to the blocks of an element. */
export interface BlockWriter {
  append(piece: string): void
  /** Removes all blocks. */
  clear(): void
}

/**
 * Goes on where {@link renderBlocks} stopped, in the DOM itself: what is there keeps its nodes, and the open text
 * node grows by `appendData`, so that a selection in it survives and an update costs what it adds.
 */
export function createBlockWriter(root: HTMLElement): BlockWriter {
  let group: Element
  let block: Element
  let split: (piece: string) => [string, ...string[]]

  adopt()
  return {
    append(piece) {
      const [rest, ...blocks] = split(piece)
      write(rest)
      for (const text of blocks) {
        openBlock()
        write(text)
      }
    },
    clear() {
      root.replaceChildren()
      adopt()
    },
  }

  function adopt(): void {
    group = root.lastElementChild ?? openGroup()
    block = group.lastElementChild ?? append(group)
    split = createSplitter(block.textContent)
  }

  function openGroup(): Element {
    const element = append(root)
    element.className = GROUP_CLASS
    return element
  }

  function openBlock(): void {
    if (group.childElementCount === GROUP) {
      group.setAttribute(dataAttributes.settled, '')
      group = openGroup()
    }
    block = append(group)
  }

  function write(text: string): void {
    if (text === '') return
    const node = block.lastChild
    if (node) return (node as Text).appendData(text)
    // Only with text: an empty `dir="auto"` block points to the left, whatever its surroundings do.
    block.setAttribute('dir', 'auto')
    block.append(text)
  }
}

/** The element may stand in the document of another window. */
function append(parent: Element): Element {
  return parent.appendChild(parent.ownerDocument.createElement('div'))
}
