import { cleanup, fireEvent, render } from '@testing-library/react'
import { type ReactElement, StrictMode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { type LabelOverrides, defaultLabels } from './labels.ts'

/** One component to test. */
export interface AnatomyCase {
  /** The component, with these props on top of what it needs. */
  element: (props: Record<string, unknown>) => ReactElement
  /** The class of its root. */
  className: string
  /** The data attributes that its root has in this case. */
  data?: Record<string, string>
  /** What it shows that is data and not a label. */
  content?: (string | RegExp)[]
}

/** A dictionary whose every string is a mark. */
const marks = Object.fromEntries(
  Object.entries(defaultLabels).map(([group, labels]) => [
    group,
    Object.fromEntries(
      Object.entries(labels as Record<string, unknown>).map(([name, label]) => [
        name,
        typeof label === 'function' ? () => `⟦${name}⟧` : `⟦${name}⟧`,
      ]),
    ),
  ]),
) as LabelOverrides

/** What holds for every component: the root takes the consumer's props, and every string can be replaced. */
export function describeAnatomy(name: string, test: AnatomyCase): void {
  describe(`the anatomy of ${name}`, () => {
    const rootOf = (props: Record<string, unknown>): HTMLElement =>
      render(<StrictMode>{test.element(props)}</StrictMode>).container.firstElementChild as HTMLElement

    it('gives its root element to an object ref and to a callback ref', () => {
      const object = { current: null as HTMLElement | null }
      const root = rootOf({ ref: object })
      expect(object.current).toBe(root)
      cleanup()
      const seen: (HTMLElement | null)[] = []
      const other = rootOf({ ref: (element: HTMLElement | null) => void seen.push(element) })
      expect(seen.at(-1)).toBe(other)
      cleanup()
      expect(seen.at(-1)).toBe(null)
    })

    it('has its class and state on the root, and joins the class of its consumer', () => {
      const root = rootOf({ className: 'mine' })
      expect(root).toHaveClass('rivulet', test.className, 'mine')
      for (const [attribute, value] of Object.entries(test.data ?? {}))
        expect(root).toHaveAttribute(attribute, value)
    })

    it('takes style, language, title and data attributes of its consumer', () => {
      const root = rootOf({ style: { marginTop: '3px' }, lang: 'de', title: 'a title', 'data-mine': 'yes' })
      expect(root.style.marginTop).toBe('3px')
      expect(root).toHaveAttribute('lang', 'de')
      expect(root).toHaveAttribute('title', 'a title')
      expect(root).toHaveAttribute('data-mine', 'yes')
    })

    it('calls the handlers of its consumer', () => {
      const onClick = vi.fn()
      const onKeyDown = vi.fn()
      const onFocus = vi.fn()
      const onBlur = vi.fn()
      const root = rootOf({ onClick, onKeyDown, onFocus, onBlur })
      fireEvent.click(root)
      fireEvent.keyDown(root, { key: 'x' })
      fireEvent.focusIn(root)
      fireEvent.focusOut(root)
      for (const handler of [onClick, onKeyDown, onFocus, onBlur]) expect(handler).toHaveBeenCalledTimes(1)
    })

    it('says nothing that a dictionary cannot replace', () => {
      const { container } = render(test.element({ labels: marks }))
      expect(unmarked(container, test.content ?? [])).toEqual([])
    })
  })
}

/** Every string of an element that is neither a mark nor content. */
function unmarked(container: Element, content: (string | RegExp)[]): string[] {
  return spoken(container)
    .map((text) => [/⟦\w[\w-]*⟧/g, ...content].reduce<string>((left, known) => removeAll(left, known), text))
    .filter((rest) => /[\p{L}\p{N}]/u.test(rest))
}

function removeAll(text: string, known: string | RegExp): string {
  return typeof known === 'string' ? text.split(known).join('') : text.replace(known, '')
}

/** The texts of an element, and the attributes that are shown or spoken. */
function spoken(container: Element): string[] {
  const strings: string[] = []
  const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) strings.push(texts.currentNode.textContent ?? '')
  for (const element of container.querySelectorAll('*'))
    for (const attribute of [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'placeholder',
      'title',
      'alt',
    ])
      strings.push(element.getAttribute(attribute) ?? '')
  return strings.filter((text) => text.trim() !== '')
}
