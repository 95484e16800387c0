import type { Token, TokenKind } from './highlighter.ts'

/** Colours a finished line of a group of lines: `start` is where the line begins in the group's text. */
type Paint = (group: HTMLElement, start: number, line: string, tokens: readonly Token[]) => void

/** Paints, and takes its colours back. */
export interface Painter {
  paint: Paint
  clear(): void
}

/** By the CSS Custom Highlight API where the browser has it, which adds no element; by spans elsewhere. */
export function createPainter(root: HTMLElement): Painter {
  return typeof Highlight === 'undefined' || !('highlights' in CSS) ? spanPainter() : highlightPainter(root)
}

interface Group {
  /** Their places count from the beginning of the group. */
  tokens: Token[]
  /** What the browser knows of them. */
  ranges: { kind: TokenKind; range: StaticRange }[]
}

/**
 * The browser looks at every range of all highlights whenever the page changes, so that only groups near the screen have
 * any.
 */
function highlightPainter(root: HTMLElement): Painter {
  const groups = new Map<EventTarget, Group>()
  const skipped = new WeakSet<EventTarget>()
  root.addEventListener('contentvisibilityautostatechange', (event) => {
    const { target, skipped: isSkipped } = event as ContentVisibilityAutoStateChangeEvent
    const group = groups.get(target!)
    if (isSkipped) skipped.add(target!)
    else skipped.delete(target!)
    if (group) hide(group)
    if (group && !isSkipped) show(target as HTMLElement, group, group.tokens)
  })
  return {
    paint(element, place, _line, tokens) {
      const group = groups.get(element) ?? { tokens: [], ranges: [] }
      groups.set(element, group)
      const added = tokens.map(({ start, end, kind }) => ({ start: place + start, end: place + end, kind }))
      group.tokens.push(...added)
      if (!skipped.has(element)) show(element, group, added)
    },
    clear() {
      groups.forEach(hide)
      groups.clear()
    },
  }
}

function show(element: HTMLElement, group: Group, tokens: readonly Token[]): void {
  const node = element.firstChild
  if (!node) return
  for (const { start, end, kind } of tokens) {
    const offsets = { startOffset: start, endOffset: end }
    const range = new StaticRange({ startContainer: node, endContainer: node, ...offsets })
    group.ranges.push({ kind, range })
    highlightOf(kind).add(range)
  }
}

function hide(group: Group): void {
  for (const { kind, range } of group.ranges) highlightOf(kind).delete(range)
  group.ranges = []
}

function highlightOf(kind: TokenKind): Highlight {
  const name = `rivulet-${kind}`
  const highlight = CSS.highlights.get(name) ?? new Highlight()
  CSS.highlights.set(name, highlight)
  return highlight
}

/** Cuts a line off the text that is still open, and puts it before that in pieces. */
function spanPainter(): Painter {
  const groups = new Set<HTMLElement>()
  return {
    paint(group, _start, line, tokens) {
      groups.add(group)
      const open = group.lastChild as Text
      const pieces: (string | HTMLElement)[] = []
      let end = 0
      for (const token of tokens) {
        const span = group.ownerDocument.createElement('span')
        span.className = `rivulet-token-${token.kind}`
        span.textContent = line.slice(token.start, token.end)
        pieces.push(line.slice(end, token.start), span)
        end = token.end
      }
      open.before(...[...pieces, line.slice(end)].filter((piece) => piece !== ''))
      open.deleteData(0, line.length)
    },
    clear() {
      for (const group of groups) group.replaceChildren(group.textContent)
      groups.clear()
    },
  }
}
