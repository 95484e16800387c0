const CONTROLS = 'a[href], button, summary, input, select, textarea, [tabindex="0"]'

/** The keyboard's way through a transcript. */
export interface RovingFocus {
  /** To be called when rows may have gone. */
  repair(): void
  stop(): void
}

/**
 * Makes a scroller and the messages in it one tab stop: arrows, Home and End go from message to message, Enter goes
 * to the controls in one, Escape back out. Works on the DOM, so that moving the focus renders nothing.
 *
 * @param items the messages, in order.
 */
export function createRovingFocus(scroller: HTMLElement, items: () => HTMLElement[]): RovingFocus {
  const listening = new AbortController()
  const { signal } = listening
  let tabStop = scroller
  let place = -1

  scroller.addEventListener('keydown', press, { signal })
  scroller.addEventListener(
    'focusin',
    (event) => {
      const target = event.target as HTMLElement
      moveStop(items().find((row) => row.contains(target)) ?? scroller)
    },
    { signal },
  )

  return {
    repair() {
      if (scroller.contains(tabStop)) return
      const heir = items()[place] ?? scroller
      moveStop(heir)
      // The message that had the focus was replaced: by another version of it, or as it was edited.
      if (document.activeElement === document.body) heir.focus({ preventScroll: true })
    },
    stop: () => listening.abort(),
  }

  function press(event: KeyboardEvent): void {
    if (
      event.isComposing ||
      event.defaultPrevented ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return
    const goal = destination(event.key, event.target as HTMLElement)
    if (!goal) return
    event.preventDefault()
    if (!goal.hasAttribute('tabindex')) goal.tabIndex = -1
    goal.focus()
  }

  function destination(key: string, target: HTMLElement): HTMLElement | null | undefined {
    const rows = items()
    const at = rows.findIndex((row) => row.contains(target))
    const row = rows[at]
    if (row && target !== row) return key === 'Escape' ? row : undefined
    switch (key) {
      case 'ArrowDown':
        return row ? rows[at + 1] : rows.find(isBelowTop)
      case 'ArrowUp':
        return row ? rows[at - 1] : rows.filter(isAboveBottom).at(-1)
      case 'Home':
        return rows[0]
      case 'End':
        return rows.at(-1)
      case 'Enter':
        return row?.querySelector<HTMLElement>(CONTROLS)
      case 'Escape':
        return row ? scroller : undefined
      default:
        return undefined
    }
  }

  function moveStop(element: HTMLElement): void {
    if (tabStop === element) return
    tabStop.tabIndex = -1
    setActions(tabStop, -1)
    tabStop = element
    place = items().indexOf(element)
    tabStop.tabIndex = 0
    setActions(tabStop, 0)
  }

  /** The keyboard comes to the actions of one message: a thread of a hundred is still a few stops. */
  function setActions(row: HTMLElement, tabIndex: 0 | -1): void {
    if (row === scroller) return
    for (const button of row.querySelectorAll<HTMLElement>('.rivulet-message-actions button'))
      button.tabIndex = tabIndex
  }

  function isBelowTop(row: HTMLElement): boolean {
    return row.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top
  }

  function isAboveBottom(row: HTMLElement): boolean {
    return row.getBoundingClientRect().top < scroller.getBoundingClientRect().bottom
  }
}
