/** @import { Scenario } from './simulate.mjs' */

/** How many clients the figures of docs/scale.md are for. */
export const crowd = 1_000_000

/**
 * Outages of thirty seconds, and a restart. Rates grow with the crowd, so that the figures of a small one are those
 * of a large one in small.
 *
 * @param {number} clients
 * @returns {(Scenario & { title: string })[]}
 */
export function scenarios(clients) {
  const rate = (/** @type {number} */ forCrowd) => (forCrowd / crowd) * clients
  const outage = { clients, outage: 30_000, retryAfter: 5_000 }
  return [
    {
      title: 'Nobody answers for 30 s; then all are taken.',
      ...outage,
      meanwhile: 'refused',
      acceptRate: Infinity,
    },
    {
      title:
        'Nobody answers for 30 s; then 50,000 a second are taken, the others told 503, `Retry-After: 5`.',
      ...outage,
      meanwhile: 'refused',
      acceptRate: rate(50_000),
    },
    {
      title:
        'Nobody answers for 30 s; then 10,000 a second are taken, the others told 503, `Retry-After: 5`.',
      ...outage,
      meanwhile: 'refused',
      acceptRate: rate(10_000),
    },
    {
      title:
        'A balancer answers 503, `Retry-After: 60` for 30 s; then 10,000 a second are taken, the others told the same.',
      ...outage,
      retryAfter: 60_000,
      meanwhile: 'busy',
      acceptRate: rate(10_000),
    },
    {
      title:
        'A restart: nobody answers for 1 s; then 50,000 a second are taken, the others told 503, `Retry-After: 5`.',
      ...outage,
      outage: 1_000,
      meanwhile: 'refused',
      acceptRate: rate(50_000),
    },
  ]
}
