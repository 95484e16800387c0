'use client'

/** Updates in a row that are urgent. The next one waits for its turn, and so do all behind it until that has come. */
const IN_A_ROW = 7

let left = IN_A_ROW
/** What waits for its turn, of all that does: React renders it together with the rest. */
let awaited: object | undefined
/** What the last decision was made for, and what it was. */
let decidedFor: unknown
let isUrgent = false

/**
 * Sets React state to what a stream has brought: in the frame that is about to be painted, where that takes nothing away
 * from others.
 *
 * React renders an urgent update at once, before the next paint, but throws away what it has rendered of a transition:
 * beside a stream that brings something in every frame, none would come to its end. An update of the default urgency
 * waits for a transition, but is rendered in a task of its own, and is painted a frame later even if there is none.
 * React tells nobody whether a transition is under way. So one update in eight asks for its turn, and until that has
 * come no other is urgent: a transition loses seven frames at most.
 *
 * @param source what the stream has brought: all components that show it at once are treated alike.
 * @param value the new state, which is passed to {@link wasShown} when it is rendered.
 */
export function show<Value extends object>(source: unknown, value: Value, set: (value: Value) => void): void {
  if (source !== decidedFor) {
    decidedFor = source
    isUrgent = awaited === undefined && left > 0
    left = isUrgent ? left - 1 : IN_A_ROW
  }
  if (isUrgent) return urgently(() => set(value))
  awaited = value
  set(value)
}

/** To be told of what is rendered. */
export function wasShown(value: object): void {
  if (value === awaited) awaited = undefined
}

/** To be told of a component that goes: what it waits for will not be rendered. */
export function forget(value: object): void {
  wasShown(value)
  decidedFor = undefined
}

let update = nothing
let events: EventTarget | undefined
let change: Event | undefined

/** React takes the urgency of an update from the type of the event that is being handled, and a `change` is urgent. */
function urgently(set: () => void): void {
  if (events === undefined) {
    events = new EventTarget()
    events.addEventListener('change', () => update())
  }
  update = set
  events.dispatchEvent((change ??= new Event('change')))
  update = nothing
}

function nothing(): void {}
