import { StreamingText } from '@rivulet/components'
import { act, render } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const DOCUMENT = [
  'One paragraph.\nWith a second line.',
  '\n\n',
  'Two.\r\n\r\nThree, after CRLF.',
  '\n\n\n\n',
  'A long one: ' + 'words and words\n'.repeat(36),
  '\nשלום עולם, then English.\n\nمرحبا',
  ' 👩‍👩‍👧‍👦 and 🇩🇪🇫🇷.\n',
].join('')

/** The structure of what is shown: groups of blocks of text. */
function shape(container: Element): string[][] {
  return [...container.firstElementChild!.children].map((group) =>
    [...group.children].map((block) => `${block.getAttribute('dir') ?? ''}|${block.textContent}`),
  )
}

describeAnatomy('StreamingText', {
  element: (props) => <StreamingText text="Hello" streaming {...props} />,
  className: 'rivulet-text',
  data: { 'data-streaming': '', 'data-caret': '' },
  content: ['Hello'],
})

describe('StreamingText', () => {
  it('keeps every character', () => {
    const { container } = render(<StreamingText text={DOCUMENT} />)
    expect(container.textContent).toBe(DOCUMENT)
  })

  it('shows for every prefix what a fresh render of that prefix shows', () => {
    const grown = render(<StreamingText text="" />)
    for (let end = 1; end <= DOCUMENT.length; end++) {
      const text = DOCUMENT.slice(0, end)
      grown.rerender(<StreamingText text={text} />)
      expect(grown.container.innerHTML).toBe(renderToStaticMarkup(<StreamingText text={text} />))
    }
  })

  it('shows the same however the pieces are cut', () => {
    const whole = render(<StreamingText text={DOCUMENT} />)
    for (const step of [2, 3, 7, 100]) {
      const { container, rerender } = render(<StreamingText text="" />)
      for (let end = 0; end < DOCUMENT.length + step; end += step)
        rerender(<StreamingText text={DOCUMENT.slice(0, end)} />)
      expect(shape(container)).toEqual(shape(whole.container))
    }
  })

  it('goes on from whatever it was mounted with', () => {
    const whole = renderToStaticMarkup(<StreamingText text={DOCUMENT} />)
    for (let end = 0; end < DOCUMENT.length; end += 5) {
      const { container, rerender, unmount } = render(<StreamingText text={DOCUMENT.slice(0, end)} />)
      rerender(<StreamingText text={DOCUMENT} />)
      expect(container.innerHTML).toBe(whole)
      unmount()
    }
  })

  it('leaves the nodes that it has written where they are', () => {
    const { container, rerender } = render(<StreamingText text={'One.\n\nTw'} />)
    const blocks = [...container.querySelectorAll('[dir]')]
    const texts = blocks.map((block) => block.firstChild)
    rerender(<StreamingText text={'One.\n\nTwo.\n\nThree.'} />)
    const after = [...container.querySelectorAll('[dir]')]
    expect(after.slice(0, 2)).toEqual(blocks)
    expect(after.slice(0, 2).map((block) => block.firstChild)).toEqual(texts)
    expect(after.map((block) => block.childNodes.length)).toEqual([1, 1, 1])
  })

  it('shows a text that replaces the one before', () => {
    const { container, rerender } = render(<StreamingText text={'One.\n\nTwo.'} />)
    rerender(<StreamingText text="Another" />)
    expect(shape(container)).toEqual([['auto|Another']])
    rerender(<StreamingText text="Anot" />)
    expect(shape(container)).toEqual([['auto|Anot']])
    rerender(<StreamingText text="" />)
    expect(shape(container)).toEqual([['|']])
    rerender(<StreamingText text="Back" />)
    expect(shape(container)).toEqual([['auto|Back']])
  })

  it('marks the groups that will not change again', () => {
    const text = Array.from({ length: 70 }, (_, index) => `Paragraph ${index}.`).join('\n\n')
    const { container, rerender } = render(<StreamingText text={text.slice(0, 10)} />)
    rerender(<StreamingText text={text} />)
    const groups = [...container.firstElementChild!.children]
    expect(groups.map((group) => group.hasAttribute('data-settled'))).toEqual([true, true, false])
    expect(groups.map((group) => group.childElementCount)).toEqual([32, 32, 6])
  })

  it('grows under StrictMode', () => {
    const { container, rerender } = render(
      <StrictMode>
        <StreamingText text="a" />
      </StrictMode>,
    )
    rerender(
      <StrictMode>
        <StreamingText text="ab" />
      </StrictMode>,
    )
    expect(shape(container)).toEqual([['auto|ab']])
  })

  it('grows on from what a server has rendered', async () => {
    const host = document.body.appendChild(document.createElement('div'))
    let grow: (text: string) => void
    function Page() {
      const [text, setText] = useState('One.\n\nTw')
      grow = setText
      return <StreamingText text={text} streaming />
    }
    host.innerHTML = renderToString(<Page />)
    const blocks = [...host.querySelectorAll('[dir]')]
    const root = await act(async () => hydrateRoot(host, <Page />))
    await act(async () => grow('One.\n\nTwo.\n\nThree.'))
    expect(shape(host)).toEqual([['auto|One.\n\n', 'auto|Two.\n\n', 'auto|Three.']])
    expect([...host.querySelectorAll('[dir]')].slice(0, 2)).toEqual(blocks)
    await act(async () => root.unmount())
    host.remove()
  })

  it('has a caret only while it streams, and none where it is not wanted', () => {
    const { container, rerender } = render(<StreamingText text="a" streaming />)
    expect(container.firstElementChild).toHaveAttribute('data-caret')
    rerender(<StreamingText text="a" streaming caret={false} />)
    expect(container.firstElementChild).not.toHaveAttribute('data-caret')
    rerender(<StreamingText text="a" />)
    expect(container.firstElementChild).not.toHaveAttribute('data-caret')
  })
})

describe('StreamingText, smooth', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const sentence = 'Water finds its way, and so does a stream of words. '

  it('shows what is there at mount at once', () => {
    const { container } = render(<StreamingText text={sentence} smooth streaming />)
    expect(container.textContent).toBe(sentence)
  })

  it('shows a replayed backlog at once', () => {
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    rerender(<StreamingText text={sentence.repeat(40)} smooth streaming />)
    expect(container.textContent).toBe(sentence.repeat(40))
  })

  it('shows arriving text word by word, and all of it in the end', () => {
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    rerender(<StreamingText text={sentence} smooth streaming />)
    const seen = new Set<string>()
    for (let frame = 0; frame < 600; frame++) {
      vi.advanceTimersByTime(16)
      seen.add(container.textContent)
    }
    expect(seen.size).toBeGreaterThan(8)
    const borders = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(sentence)]
    const cuts = new Set([...borders.map(({ index }) => index), sentence.length])
    for (const text of seen) expect(cuts).toContain(text.length)
    expect(container.textContent).toBe(sentence)
  })

  it('keeps up with the rate of arrival', () => {
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    const text = sentence.repeat(20)
    const lags: number[] = []
    for (let end = 5; end <= text.length; end += 5) {
      rerender(<StreamingText text={text.slice(0, end)} smooth streaming />)
      vi.advanceTimersByTime(50)
      lags.push(end - container.textContent.length)
    }
    // 100 characters a second: the last seconds are never more than half a second and a word behind.
    expect(Math.max(...lags.slice(80))).toBeLessThan(60)
  })

  it('shows the rest within 250 ms of the end', () => {
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    const text = sentence.repeat(15)
    rerender(<StreamingText text={text} smooth streaming />)
    vi.advanceTimersByTime(32)
    rerender(<StreamingText text={text} smooth streaming={false} />)
    expect(container.textContent.length).toBeLessThan(text.length)
    vi.advanceTimersByTime(250 + 16)
    expect(container.textContent).toBe(text)
  })

  it('never shows half a grapheme of a long word', () => {
    const family = '👩‍👩‍👧‍👦'.repeat(40)
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    rerender(<StreamingText text={family} smooth streaming />)
    for (let frame = 0; frame < 200; frame++) {
      vi.advanceTimersByTime(16)
      expect(container.textContent.length % '👩‍👩‍👧‍👦'.length).toBe(0)
    }
    expect(container.textContent).toBe(family)
  })

  it('shows text that replaces the one before', () => {
    const { container, rerender } = render(<StreamingText text="One two three" smooth streaming />)
    rerender(<StreamingText text="Four five six" smooth streaming />)
    expect(container.textContent).toBe('')
    rerender(<StreamingText text="Four five six" smooth />)
    vi.advanceTimersByTime(300)
    expect(container.textContent).toBe('Four five six')
  })

  it('shows all at once where less motion is wished for', () => {
    const matches = { matches: true, addEventListener: () => {}, removeEventListener: () => {} }
    vi.stubGlobal('matchMedia', () => matches)
    const { container, rerender } = render(<StreamingText text="" smooth streaming />)
    rerender(<StreamingText text={sentence} smooth streaming />)
    expect(container.textContent).toBe(sentence)
    vi.unstubAllGlobals()
  })
})
