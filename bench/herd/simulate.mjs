// A crowd of clients that all lost their connection in the same moment, on a clock of its own: no I/O, no sleeping,
// the same figures each time.

/**
 * What became of a client's last attempt; `busy`: 503 with `Retry-After`.
 *
 * @typedef {'cut' | 'refused' | 'busy'} Failure
 */

/**
 * How long a client waits.
 *
 * @typedef {object} Policy
 * @property {string} name
 * @property {(attempt: number, failure: Failure, retryAfter: number, random: number) => number | undefined} delay ms
 *   before attempt `attempt` (the first after the cut is 1); `undefined`: it gives up, and a person has to reload the page
 */

/**
 * @typedef {object} Scenario
 * @property {number} clients
 * @property {number} outage ms without a server
 * @property {'refused' | 'busy'} meanwhile what answers in the outage: nobody, or a balancer with 503 and `Retry-After`
 * @property {number} acceptRate connections a second that the server takes when it is back; beyond them it answers
 *   503 with `Retry-After`
 * @property {number} retryAfter ms in `Retry-After`
 */

/**
 * @typedef {object} Outcome
 * @property {number} peakOutage the most attempts within any second of the outage
 * @property {number} peakAfter the same once the server is back
 * @property {number} requests attempts of all clients together
 * @property {number} half s from the server's return until half of the clients are connected; NaN: never
 * @property {number} all the same for all of them; NaN where some never will be
 * @property {number} givenUp clients that will not try again
 */

/** ms that a request and its answer take: so far apart are those that were sent in the same moment. */
const FASTEST = 20
const SLOWEST = 220

/** ms that the calendar holds; no delay is longer. */
const HORIZON = 2 ** 17

/** From this attempt on, no policy waits longer than before. */
const LAST_ATTEMPT = 15

/** ms of connections that the server takes as one burst. */
const BURST = 100

/**
 * @param {Policy} policy
 * @param {Scenario} scenario
 * @returns {Outcome}
 */
export function simulate(policy, { clients, outage, meanwhile, acceptRate, retryAfter }) {
  const random = generator(1)
  const calendar = createCalendar()
  const load = createLoad()
  const server = createServer(acceptRate)
  let connected = 0
  let givenUp = 0
  let half = NaN
  let now = 0

  /** @param {number} attempt @param {Failure} failure */
  const again = (attempt, failure) => {
    const delay = policy.delay(attempt, failure, retryAfter, random())
    const travel = FASTEST + random() * (SLOWEST - FASTEST)
    if (delay === undefined) givenUp += 1
    else calendar.add(attempt, Math.ceil(now + delay + travel))
  }

  /** @param {number} attempt */
  const arrive = (attempt) => {
    if (now < outage) again(attempt + 1, meanwhile)
    else if (server.accepts(now)) connected += 1
    else again(attempt + 1, 'busy')
  }

  for (let client = 0; client < clients; client += 1) again(1, 'cut')
  for (; connected + givenUp < clients; now += 1) {
    if (now === outage) load.restart()
    load.add(now, calendar.visit(now, arrive), now < outage ? 'peakOutage' : 'peakAfter')
    if (Number.isNaN(half) && connected >= clients / 2) half = (now - outage) / 1000
  }
  return { ...load.figures(), half, all: givenUp > 0 ? NaN : (now - outage) / 1000, givenUp }
}

/** How many clients are due in which ms, by the attempt that they are at: but for that one is like the other. */
function createCalendar() {
  const due = new Uint32Array(HORIZON * (LAST_ATTEMPT + 1))
  /** @param {number} attempt @param {number} at */
  const place = (attempt, at) => (at % HORIZON) * (LAST_ATTEMPT + 1) + attempt
  return {
    /** @param {number} attempt @param {number} at */
    add(attempt, at) {
      const slot = place(Math.min(attempt, LAST_ATTEMPT), at)
      due[slot] = (due[slot] ?? 0) + 1
    },
    /** Calls back for each client that is due, and says how many. @param {number} at @param {(attempt: number) => void} arrive */
    visit(at, arrive) {
      let count = 0
      for (let attempt = 1; attempt <= LAST_ATTEMPT; attempt += 1) {
        const number = due[place(attempt, at)] ?? 0
        due[place(attempt, at)] = 0
        for (let client = 0; client < number; client += 1) arrive(attempt)
        count += number
      }
      return count
    },
  }
}

/** Counts attempts, and the most of them within any second. */
function createLoad() {
  const lastSecond = new Uint32Array(1000)
  const figures = { peakOutage: 0, peakAfter: 0, requests: 0 }
  let sum = 0
  return {
    /** Every ms in turn. @param {number} now @param {number} attempts @param {'peakOutage' | 'peakAfter'} phase */
    add(now, attempts, phase) {
      sum += attempts - (lastSecond[now % 1000] ?? 0)
      lastSecond[now % 1000] = attempts
      figures.requests += attempts
      figures[phase] = Math.max(figures[phase], sum)
    },
    /** What came before counts no more. */
    restart() {
      lastSecond.fill(0)
      sum = 0
    },
    figures: () => figures,
  }
}

/** A token bucket. @param {number} rate connections a second */
function createServer(rate) {
  const most = (rate * BURST) / 1000
  let tokens = most
  let last = 0
  return {
    /** @param {number} now */
    accepts(now) {
      if (rate === Infinity) return true
      tokens = Math.min(most, tokens + ((now - last) * rate) / 1000)
      last = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}

/** Chance that is the same each time (Mulberry32). @param {number} seed */
function generator(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
