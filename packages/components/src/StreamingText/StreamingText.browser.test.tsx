import { StreamingMarkdown, StreamingText } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'

const paragraph = 'A paragraph that is long enough to be broken into two lines, or three, on a narrow page. '
const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))

/** The text node that has these words in it, and where they begin. */
function find(container: Element, words: string): { node: Text; at: number } {
  const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode as Text
    const at = node.data.indexOf(words)
    if (at >= 0) return { node, at }
  }
  throw new Error(`There is no text node with “${words}”.`)
}

function select(container: Element, from: string, to: string): void {
  const start = find(container, from)
  const end = find(container, to)
  getSelection()!.setBaseAndExtent(start.node, start.at, end.node, end.at + to.length)
}

describe('StreamingText in a browser', () => {
  it('keeps a selection in a finished and in the open paragraph through 500 updates', async () => {
    let text = `First, the settled words.\n\n${paragraph}\n\nHere is the open end`
    const { container, rerender } = await render(<StreamingText text={text} streaming />)
    for (const [from, to] of [
      ['settled', 'words'],
      ['the open', 'end'],
      ['settled', 'the open'],
    ] as const) {
      select(container, from, to)
      const selected = getSelection()!.toString()
      for (let update = 0; update < 500; update++) {
        text += update % 50 === 49 ? '\n\nmore' : ' more'
        await rerender(<StreamingText text={text} streaming />)
      }
      expect(getSelection()!.toString()).toBe(selected)
      expect(selected).toMatch(new RegExp(`^${from}[^]*${to}$`))
    }
  })

  it('touches one text node for an update, however much there is', async () => {
    let text = `${paragraph}\n\n`.repeat(4000) + 'open'
    const { container, rerender } = await render(<StreamingText text={text} streaming />)
    const seen: MutationRecord[] = []
    const watcher = new MutationObserver((records) => seen.push(...records))
    watcher.observe(container, { subtree: true, childList: true, characterData: true, attributes: true })
    for (let update = 0; update < 100; update++) {
      text += ' more'
      await rerender(<StreamingText text={text} streaming />)
    }
    seen.push(...watcher.takeRecords())
    expect(seen.map(({ type, target }) => `${type} of ${target.nodeName}`)).toEqual(
      Array.from({ length: 100 }, () => 'characterData of #text'),
    )
  })

  it('looks as if it were one text', async () => {
    const text = `One.\n\n${paragraph.repeat(3)}\n\n\n\nAfter many lines.\n${'line\n'.repeat(150)}end`
    const { container } = await render(
      <div style={{ width: '300px' }}>
        <StreamingText text={text} />
        <div className="rivulet rivulet-text">{text}</div>
      </div>,
    )
    const [ours, whole] = [...container.firstElementChild!.children] as [HTMLElement, HTMLElement]
    expect(ours.firstElementChild!.childElementCount).toBeGreaterThan(3)
    expect(ours.offsetHeight).toBe(whole.offsetHeight)
    expect(ours.innerText.replace(/\n+/g, '\n')).toBe(text.replace(/\n+/g, '\n'))
  })

  it('is copied as it was written', async () => {
    const text = `One.\n\nTwo, with\na second line.\n\n\n\nThree.`
    const { container } = await render(<StreamingText text={text} />)
    getSelection()!.selectAllChildren(container.firstElementChild!)
    expect(getSelection()!.toString()).toBe(text)
  })

  it('gives each line the direction of its words', async () => {
    const { container } = await render(
      <div style={{ width: '400px' }}>
        <StreamingText text={'שלום\nHello\n\nمرحبا'} />
      </div>,
    )
    const box = container.querySelector('.rivulet-text')!.getBoundingClientRect()
    const edges = ['שלום', 'Hello', 'مرحبا'].map((words) => {
      const { node, at } = find(container, words)
      const range = new Range()
      range.setStart(node, at)
      range.setEnd(node, at + words.length)
      const rect = range.getBoundingClientRect()
      return rect.left - box.left < box.right - rect.right ? 'left' : 'right'
    })
    expect(edges).toEqual(['right', 'left', 'right'])
  })

  it('shows smooth text frame by frame without rendering', async () => {
    const rendered = vi.fn()
    function Page({ text }: { text: string }) {
      rendered()
      return <StreamingText text={text} streaming smooth />
    }
    const { container, rerender } = await render(<Page text="" />)
    await rerender(<Page text={paragraph} />)
    rendered.mockClear()
    const lengths = new Set<number>()
    while (container.textContent !== paragraph) {
      lengths.add(container.textContent.length)
      await nextFrame()
    }
    expect(lengths.size).toBeGreaterThan(5)
    expect(rendered).not.toHaveBeenCalled()
  })

  it('has a caret that nothing reads and nothing copies', async () => {
    const { container } = await render(<StreamingText text="Hi" streaming />)
    const block = container.querySelector('[dir]')!
    expect(getComputedStyle(block, '::after').content).toBe('""')
    expect(getComputedStyle(block, '::after').display).toBe('inline-block')
    expect(container.textContent).toBe('Hi')
  })

  it.each([
    ['StreamingText', StreamingText],
    ['StreamingMarkdown', StreamingMarkdown],
  ])('has a caret that breathes until the first word, as in %s', async (_, Kind) => {
    const { rerender } = await render(<Kind text="" streaming />)
    expect(document.getAnimations()).toHaveLength(1)
    await rerender(<Kind text="word" streaming />)
    expect(document.getAnimations()).toHaveLength(0)
    await rerender(<Kind text={'word\n\n'} streaming />)
    expect(document.getAnimations()).toHaveLength(0)
  })
})
