import { expect, test } from 'vitest'
import { foldFigures, noFigures, type FeedFigures } from './feedFigures.ts'

const fold = (...ids: string[]): FeedFigures =>
  ids.reduce(
    (figures, lastEventId) => foldFigures(figures, { type: 'load', data: { cpu: 1, delay: 0 }, lastEventId }),
    noFigures,
  )

test('events in a row are neither lost nor doubled', () => {
  expect(fold('a-7', 'a-8', 'a-9')).toMatchObject({ received: 3, lost: 0, doubled: 0, lastId: 'a-9' })
})

test('a gap in the numbers is what was lost', () => {
  expect(fold('a-7', 'a-10')).toMatchObject({ lost: 2, doubled: 0 })
})

test('a number that comes again is doubled, and the next new one is not', () => {
  expect(fold('a-7', 'a-8', 'a-7', 'a-8', 'a-9')).toMatchObject({ lost: 0, doubled: 2, lastId: 'a-9' })
})

test('a restarted server counts anew', () => {
  expect(fold('a-70', 'b-1', 'b-2')).toMatchObject({ lost: 0, doubled: 0 })
})

test('a minute is kept', () => {
  const figures = fold(...Array.from({ length: 100 }, (_, index) => `a-${index + 1}`))
  expect(figures.load).toHaveLength(60)
  expect(figures.received).toBe(100)
})

test('an event of another name changes nothing', () => {
  expect(foldFigures(noFigures, { type: 'reset', data: null, lastEventId: '' })).toBe(noFigures)
})
