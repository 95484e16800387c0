import type { ReactNode } from 'react'
import { data, dataAttributes } from '../../anatomy.ts'

/** Lines in a group. Groups that are full are laid out and painted only while they are near the screen. */
const LINES = 64
const GROUP_CLASS = 'rivulet-code-lines'

/** Code as React renders it: on the server, at hydration, and at the first mount. */
export function renderLines(code: string): ReactNode {
  const groups: string[] = []
  for (let rest = code; rest !== '' || groups.length === 0; rest = rest.slice(groups.at(-1)!.length))
    groups.push(rest.slice(0, endOfLines(rest, LINES).end))
  return groups.map((text, index) => (
    <span key={index} className={GROUP_CLASS} {...data({ settled: index < groups.length - 1 })}>
      {text}
    </span>
  ))
}

/** Where so many lines of a text end, with their line feeds, and how many there are. */
function endOfLines(text: string, limit: number): { end: number; lines: number } {
  let end = 0
  for (let lines = 0; lines < limit; lines++) {
    const feed = text.indexOf('\n', end)
    if (feed < 0) return { end: text.length, lines }
    end = feed + 1
  }
  return { end, lines: limit }
}

/** Grows the text of a `<code>` in the DOM itself. */
export interface CodeWriter {
  readonly root: HTMLElement
  /** The whole code so far. Code that does not begin with what is shown replaces it; then this returns `false`. */
  write(code: string): boolean
  /** The group of lines that a place in the code is in, and where that group begins. */
  groupAt(place: number): { group: HTMLElement; start: number }
}

/**
 * Goes on where {@link renderLines} stopped: what is there keeps its nodes, and the open text node grows by
 * `appendData`, so that a selection in it survives and an update costs what it adds.
 */
export function createCodeWriter(root: HTMLElement, first: string): CodeWriter {
  let shown = first
  let starts: number[] = []
  let lines = 0
  adopt()
  return {
    root,
    write(code) {
      const grows = code.slice(0, shown.length) === shown
      if (!grows) {
        root.replaceChildren(newGroup())
        shown = ''
        adopt()
      }
      for (let rest = code.slice(shown.length); rest !== '';) {
        if (lines === LINES) openGroup()
        const { end, lines: more } = endOfLines(rest, LINES - lines)
        put(rest.slice(0, end))
        shown += rest.slice(0, end)
        lines += more
        rest = rest.slice(end)
      }
      return grows
    },
    groupAt(place) {
      let index = starts.length - 1
      while (starts[index]! > place) index--
      return { group: root.children[index] as HTMLElement, start: starts[index]! }
    },
  }

  function adopt(): void {
    let start = 0
    starts = [...root.children].map(({ textContent }) => {
      start += textContent.length
      return start - textContent.length
    })
    lines = endOfLines(root.lastElementChild!.textContent, LINES).lines
  }

  function openGroup(): void {
    root.lastElementChild!.setAttribute(dataAttributes.settled, '')
    root.append(newGroup())
    starts.push(shown.length)
    lines = 0
  }

  function newGroup(): HTMLElement {
    const group = root.ownerDocument.createElement('span')
    group.className = GROUP_CLASS
    return group
  }

  function put(text: string): void {
    const node = root.lastElementChild!.lastChild
    if (node?.nodeType === Node.TEXT_NODE) (node as Text).appendData(text)
    else root.lastElementChild!.append(text)
  }
}
