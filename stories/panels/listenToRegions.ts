/** What a screen reader is given to say. */
export interface Utterance {
  readonly text: string
  /** `assertive` interrupts what is being said. */
  readonly politeness: 'polite' | 'assertive'
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Live regions that are spoken whole; a log would be spoken by its additions, and ours is `aria-live="off"`. */
const regions = 'output, [role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]'

/** Tells of each text that is written into a live region below `root`, until the function that is returned is called. */
export function listenToRegions(root: Element, onSpoken: (utterance: Utterance) => void): () => void {
  const observer = new MutationObserver((records) => {
    const changed = new Set(records.flatMap(regionsOf))
    for (const region of changed) {
      const text = spokenText(region)
      if (text !== '') onSpoken({ text, politeness: politenessOf(region), at: Date.now() })
    }
  })
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}

/** The region that a change happened in, or the alerts that came with it: only those are spoken when they appear. */
function regionsOf({ target, addedNodes }: MutationRecord): Element[] {
  const element = target instanceof Element ? target : target.parentElement
  const around = element?.closest(regions)
  if (around) return isSilent(around) ? [] : [around]
  return [...addedNodes].flatMap((node) => (node instanceof Element ? alertsIn(node) : []))
}

function alertsIn(added: Element): Element[] {
  const below = [...added.querySelectorAll('[role="alert"]')]
  return (added.matches('[role="alert"]') ? [added, ...below] : below).filter((alert) => !isSilent(alert))
}

function isSilent(region: Element): boolean {
  return region.getAttribute('aria-live') === 'off'
}

function politenessOf(region: Element): Utterance['politeness'] {
  const isUrgent = region.matches('[role="alert"]:not([aria-live]), [aria-live="assertive"]')
  return isUrgent ? 'assertive' : 'polite'
}

/** The text without what is hidden from screen readers. */
function spokenText(region: Element): string {
  const copy = region.cloneNode(true) as Element
  for (const hidden of copy.querySelectorAll('[aria-hidden="true"], [hidden]')) hidden.remove()
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}
