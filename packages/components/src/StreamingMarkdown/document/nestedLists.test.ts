import type { ListItem, Nodes } from 'mdast'
import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { type BlockContent, toContent } from './blocks.ts'
import { createDocument } from './createDocument.ts'

/** What of a block is shown. */
function outline(content: BlockContent): unknown {
  if (content.type === 'table') return ['table']
  if (content.type === 'node') return outlineOf(content.node)
  const { ordered, start, loose, items } = content
  return [ordered ? `ol ${start}` : 'ul', loose ? 'loose' : 'tight', items.groves.flat(2).map(outlineOfItem)]
}

function outlineOfItem({ checked, children }: ListItem): unknown {
  return [checked ?? 'no task', children.map((child) => outline(toContent(child)))]
}

function outlineOf(node: Nodes): unknown {
  if (node.type === 'list') return outline(toContent(node))
  if ('children' in node) return [node.type, node.children.map(outlineOf)]
  return [node.type, 'value' in node ? node.value : '']
}

/** Read by the parser at once, all of it. */
function parsed(text: string): unknown {
  const extensions = [gfm({ singleTilde: false })]
  const root = fromMarkdown(text, { extensions, mdastExtensions: [gfmFromMarkdown()] })
  return root.children.map((node) => outline(toContent(node)))
}

function streamed(text: string, step: number): unknown {
  const read = createDocument()
  for (let end = step; end < text.length; end += step) read(text.slice(0, end), true)
  return read(text, false)
    .blocks.groves.flat(2)
    .map(({ content }) => outline(content))
}

/** A list with one item, and in it lists that go up and down. */
const nestedLists = fc
  .array(
    fc.record({
      down: fc.integer({ min: -2, max: 1 }),
      mark: fc.constantFrom('- ', '- ', '- ', '1. ', '2. ', '* ', '- [x] ', '-  ', ''),
      text: fc.constantFrom('word', 'two words', '**b** c', '`c`', '# h', '> q', '```'),
      end: fc.constantFrom('\n', '\n', '\n', '\n\n'),
    }),
    { maxLength: 24 },
  )
  .map((lines) => {
    let depth = 0
    const written = lines.map(({ down, mark, text, end }) => {
      depth = Math.max(1, mark === '' ? depth : depth + down)
      return '   '.repeat(depth) + mark + text + end
    })
    return `- root\n${written.join('')}`
  })

describe('Lists within the only item of a list', () => {
  it('are, finished item by item, what they are read at once', () => {
    const step = fc.constantFrom(1, 3, 17)
    fc.assert(
      fc.property(nestedLists, step, (text, by) => {
        expect(streamed(text, by)).toEqual(parsed(text))
      }),
      { numRuns: 400, seed: 20_261_122 },
    )
  }, 60_000)

  it('keep their finished items', () => {
    const read = createDocument()
    const text = `1. Plan\n\n   - one\n     - two\n     - three\n   - four\n   - five **and**`
    const firstItem = (length: number): unknown => {
      const [block] = read(text.slice(0, length), true).blocks.groves.flat(2)
      const [plan] = block?.content.type === 'list' ? block.content.items.groves.flat(2) : []
      const list = plan?.children.at(-1)
      return list?.type === 'list' ? list.children[0] : undefined
    }
    const one = firstItem(text.indexOf('five'))
    expect(one).toMatchObject({ type: 'listItem' })
    for (let length = text.indexOf('five') + 1; length <= text.length; length++)
      expect(firstItem(length)).toBe(one)
  })
})
