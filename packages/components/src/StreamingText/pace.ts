/** How far the shown text may fall behind what has arrived, in ms of reading it out. */
const LAG = 500
/** After the end of the text all of it is shown within this many ms. */
const DRAIN = 250
/** The rate of arrival is averaged over about this many ms. */
const WINDOW = 1000
/** The shortest gap that a rate is measured over: updates arrive once a frame. */
const FRAME = 16

/** How fast text is shown: at the rate at which it arrives. All times are ms on one clock. */
export interface Pace {
  /** `characters` more have arrived. */
  arrive(characters: number, now: number): void
  /** Nothing more will arrive. */
  end(now: number): void
  /** How many of the `waiting` characters are due for showing; called once a frame. */
  due(waiting: number, now: number): number
  /** Tells how many were shown in fact; the rest stays due. */
  show(characters: number): void
}

/** Paces one text. */
export function createPace(start: number): Pace {
  let rate = 0
  let arrivedAt = start
  let frameAt = start
  let endsAt = Infinity
  let credit = 0
  return {
    arrive(characters, now) {
      const gap = Math.max(FRAME, now - arrivedAt)
      rate += (1 - Math.exp(-gap / WINDOW)) * (characters / gap - rate)
      arrivedAt = now
    },
    end(now) {
      endsAt = Math.min(endsAt, now + DRAIN)
    },
    due(waiting, now) {
      const elapsed = Math.max(0, now - frameAt)
      frameAt = now
      if (now >= endsAt) return waiting
      const speed = Math.max(rate, waiting / Math.min(LAG, endsAt - now))
      credit = Math.min(waiting, credit + speed * elapsed)
      return Math.floor(credit)
    },
    show(characters) {
      credit -= characters
    },
  }
}
