import type { Token, TokenKind } from './highlighter.ts'

/** Colours a finished line of a group of lines: `start` is where the line begins in the group's text. */
type Paint = (group: HTMLElement, start: number, line: string, tokens: readonly Token[]) => void

/** Paints, and takes its colours back. */
export interface Painter {
  paint: Paint
  clear(): void
}

/** By the CSS Custom Highlight API where the browser has it, which adds no element; by spans elsewhere. */
export function createPainter(): Painter {
  return typeof Highlight === 'undefined' || !('highlights' in CSS) ? spanPainter() : highlightPainter()
}

/**
 * The browser looks at every range of a highlight when the page changes, so that only those of groups near the screen
 * are kept in it.
 */
function highlightPainter(): Painter {
  const groups = new Map<HTMLElement, { kind: TokenKind; range: StaticRange }[]>()
  return {
    paint(group, start, _line, tokens) {
      const node = group.firstChild
      if (!node) return
      const ranges = groups.get(group) ?? watch(group)
      for (const token of tokens) {
        const place = { startContainer: node, endContainer: node }
        const offsets = { startOffset: start + token.start, endOffset: start + token.end }
        const range = new StaticRange({ ...place, ...offsets })
        ranges.push({ kind: token.kind, range })
        highlightOf(token.kind).add(range)
      }
    },
    clear() {
      for (const [group, ranges] of groups) {
        group.removeEventListener('contentvisibilityautostatechange', follow)
        for (const { kind, range } of ranges) highlightOf(kind).delete(range)
      }
      groups.clear()
    },
  }

  function watch(group: HTMLElement): { kind: TokenKind; range: StaticRange }[] {
    const ranges: { kind: TokenKind; range: StaticRange }[] = []
    groups.set(group, ranges)
    group.addEventListener('contentvisibilityautostatechange', follow)
    return ranges
  }

  function follow(event: Event): void {
    const { skipped } = event as ContentVisibilityAutoStateChangeEvent
    for (const { kind, range } of groups.get(event.currentTarget as HTMLElement) ?? [])
      if (skipped) highlightOf(kind).delete(range)
      else highlightOf(kind).add(range)
  }
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
