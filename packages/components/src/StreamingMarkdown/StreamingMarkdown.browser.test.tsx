import { StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

const paragraph = (index: number): string =>
  `Paragraph ${index} has **bold**, \`code\` and [a link](https://example.com/${index}).\n\n`
const words = 'more and more words '.repeat(500)

function select(node: Node, start: number, end: number): void {
  getSelection()!.setBaseAndExtent(node, start, node, end)
}

interface Accessible {
  role: string
  /** Items of a list that it holds, whatever stands between that means nothing. */
  items: number
}

/** What Chromium tells assistive technology of this page. */
async function accessibilityTree(): Promise<Accessible[]> {
  const { frameTree } = await cdp().send('Page.getFrameTree')
  const frameId = frameTree.childFrames![0]!.frame.id
  const { nodes } = await cdp().send('Accessibility.getFullAXTree', { frameId })
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const itemsOf = (id: string): number => {
    const node = byId.get(id)
    if (node?.role?.value === 'listitem') return 1
    const isNothing = node?.ignored || node?.role?.value === 'generic'
    return isNothing ? sum((node?.childIds ?? []).map(itemsOf)) : 0
  }
  return nodes.map(({ role, childIds = [] }) => ({
    role: String(role?.value),
    items: sum(childIds.map(itemsOf)),
  }))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)

describe('StreamingMarkdown in a browser', () => {
  it('keeps what is selected in a finished paragraph', async () => {
    const { container, rerender } = await render(<StreamingMarkdown text={`${paragraph(0)}Next`} streaming />)
    select(container.querySelector('p')!.firstChild!, 0, 9)
    for (let index = 1; index <= 500; index++)
      await rerender(<StreamingMarkdown text={paragraph(0) + words.slice(0, index * 20)} streaming />)
    expect(getSelection()!.toString()).toBe('Paragraph')
  })

  it('keeps what is selected in the paragraph that grows', async () => {
    const { container, rerender } = await render(<StreamingMarkdown text="Growing with" streaming />)
    select(container.querySelector('p')!.firstChild!, 0, 7)
    for (let index = 1; index <= 500; index++)
      await rerender(<StreamingMarkdown text={`Growing with ${words.slice(0, index * 8)}`} streaming />)
    expect(getSelection()!.toString()).toBe('Growing')
  })

  it('keeps what is selected in code that grows, and the nodes of its lines', async () => {
    const line = '  const value = read()\n'
    const open = '```ts\n'
    const { container, rerender } = await render(<StreamingMarkdown text={open + line} streaming />)
    const node = container.querySelector('code')!.firstChild!.firstChild!
    select(node, 2, 7)
    for (let index = 2; index <= 500; index++)
      await rerender(<StreamingMarkdown text={open + line.repeat(index)} streaming />)
    expect(getSelection()!.toString()).toBe('const')
    expect(container.querySelector('code')!.firstChild!.firstChild).toBe(node)
    expect(container.querySelector('code')!.textContent).toBe(line.repeat(500).trimEnd())
  })

  it('tells assistive technology of one list, however long it is', async () => {
    await render(<StreamingMarkdown text={'1. An item\n'.repeat(100)} />)
    const lists = (await accessibilityTree()).filter(({ role }) => role === 'list')
    expect(lists).toHaveLength(1)
    expect(lists[0]!.items).toBe(100)
  })

  it.each([
    ['Two\n\nwords', 'words'],
    ['Some\n\n## words', 'words'],
    ['- a\n- b', 'b'],
    ['- a\n  - b\n  - c', 'c'],
    [`- a\n  - b\n- c`, 'c'],
    ['- a\n'.repeat(39) + '- end', 'end'],
    ['> a\n>\n> b', 'b'],
    ['```\na\nb', 'a\nb'],
    ['A note[^1] and\n\nwords\n\n[^1]: Note', 'words'],
  ])('has one caret, behind the last words of %j', async (text, words) => {
    const { container } = await render(<StreamingMarkdown text={text} streaming />)
    const carets = [...container.querySelectorAll('*')].filter(
      (element) => getComputedStyle(element, '::after').display === 'inline-block',
    )
    expect(carets.map(({ textContent }) => textContent)).toEqual([words])
  })

  it('copies the code of a block', async () => {
    let copied = ''
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void (copied = text) },
    })
    await render(<StreamingMarkdown text={'```ts\nconst a = 1\n\nconst b = 2\n```'} />)
    await userEvent.click(page.getByRole('button', { name: 'Copy' }))
    await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(copied).toBe('const a = 1\n\nconst b = 2')
  })

  it('wraps long lines on demand', async () => {
    const { container } = await render(<StreamingMarkdown text={`\`\`\`\n${'x '.repeat(900)}\n\`\`\``} />)
    const pre = container.querySelector('pre')!
    expect(pre.scrollWidth).toBeGreaterThan(pre.clientWidth)
    await userEvent.click(page.getByRole('button', { name: 'Wrap lines' }))
    expect(pre.scrollWidth).toBe(pre.clientWidth)
  })

  it('loads an image when its chip is pressed, and not before', async () => {
    const picture = new URL('/favicon.png', location.href).href
    const { container } = await render(<StreamingMarkdown text={`![A map](${picture})`} />)
    expect(container.querySelector('img')).toBe(null)
    await userEvent.click(page.getByRole('button', { name: `Load image “A map” from ${location.host}` }))
    expect(container.querySelector('img')!.src).toBe(picture)
  })
})
