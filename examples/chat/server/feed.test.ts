import { expect, test } from 'vitest'
import { eventsOf, postJson, runningApp, take, type WireEvent } from './runningApp.ts'

const numberOf = (event: WireEvent | undefined): number => Number(event?.id?.split('-')[1])

test('a feed begins with the time to wait before a reconnect, then sends named events with growing ids', async () => {
  const { url, feed } = await runningApp()
  const response = await fetch(`${url}/events`)
  expect(response.headers.get('content-type')).toMatch('text/event-stream')
  const events = eventsOf(response)
  expect(await take(events, 1)).toEqual([{ retry: '3000' }])
  feed.publish('load', { cpu: 3 })
  feed.publish('memory', { heap: 4 })
  const [first, second] = await take(events, 2)
  expect(first).toMatchObject({ event: 'load', data: '{"cpu":3}' })
  expect(second).toMatchObject({ event: 'memory', data: '{"heap":4}' })
  expect(numberOf(second)).toBe(numberOf(first) + 1)
})

test('a newcomer gets what happens from now on', async () => {
  const { url, feed } = await runningApp()
  feed.publish('load', 1)
  const events = eventsOf(await fetch(`${url}/events`))
  await take(events, 1)
  feed.publish('load', 2)
  expect(await take(events, 1)).toMatchObject([{ data: '2' }])
})

test('who comes back with the last id gets what was missed, nothing twice, and then what is new', async () => {
  const { url, feed } = await runningApp()
  const before = eventsOf(await fetch(`${url}/events`))
  await take(before, 1)
  feed.publish('load', 1)
  const [seen] = await take(before, 1)
  await before.return(undefined)
  feed.publish('load', 2)
  feed.publish('load', 3)
  for (const request of [
    fetch(`${url}/events`, { headers: { 'last-event-id': seen?.id ?? '' } }),
    fetch(`${url}/events?lastEventId=${seen?.id}`),
  ]) {
    const events = eventsOf(await request)
    const [, missed, missedToo] = await take(events, 3)
    expect([missed?.data, missedToo?.data]).toEqual(['2', '3'])
    expect(numberOf(missed)).toBe(numberOf(seen) + 1)
  }
  const late = eventsOf(await fetch(`${url}/events?lastEventId=${seen?.id}`))
  await take(late, 3)
  feed.publish('load', 4)
  expect(await take(late, 1)).toMatchObject([{ data: '4' }])
})

test('an id older than the buffer gets a reset, then all that the buffer holds', async () => {
  const { url, feed } = await runningApp({ feed: { history: 2 } })
  const first = eventsOf(await fetch(`${url}/events`))
  await take(first, 1)
  feed.publish('load', 1)
  const [seen] = await take(first, 1)
  for (const value of [2, 3, 4]) feed.publish('load', value)
  const events = eventsOf(await fetch(`${url}/events?lastEventId=${seen?.id}`))
  const [, reset, ...kept] = await take(events, 4)
  expect(reset).toMatchObject({ event: 'reset' })
  expect(reset).not.toHaveProperty('id')
  expect(kept.map((event) => event.data)).toEqual(['3', '4'])
})

test('an id of another life of the server gets a reset', async () => {
  const { url, feed } = await runningApp()
  feed.publish('load', 1)
  const events = eventsOf(await fetch(`${url}/events?lastEventId=older-1`))
  const [, reset, event] = await take(events, 3)
  expect(reset?.event).toBe('reset')
  expect(event?.data).toBe('1')
})

test('a comment tells a silent feed from a dead one', async () => {
  const { url } = await runningApp({ feed: { heartbeat: 5 } })
  const events = eventsOf(await fetch(`${url}/events`))
  const [, beat] = await take(events, 2)
  expect(beat).toEqual({ comment: 'still here' })
})

test('the figures are of the server itself', async () => {
  const { url } = await runningApp({ figures: 20 })
  const events = eventsOf(await fetch(`${url}/events`))
  const [, load, memory, requests] = await take(events, 4)
  expect([load?.event, memory?.event, requests?.event]).toEqual(['load', 'memory', 'requests'])
  expect(JSON.parse(memory?.data ?? '').resident).toBeGreaterThan(1)
  expect(JSON.parse(requests?.data ?? '')).toMatchObject({ total: 1, open: 1 })
})

test('a cut feed breaks off, and goes on without loss or doubling', async () => {
  const { url, feed } = await runningApp()
  const events = eventsOf(await fetch(`${url}/events`))
  await take(events, 1)
  feed.publish('load', 1)
  const [seen] = await take(events, 1)
  await postJson(`${url}/faults`, { scope: 'feed', fault: 'cut' })
  await expect(events.next()).rejects.toThrow('terminated')
  feed.publish('load', 2)
  const again = eventsOf(await fetch(`${url}/events`, { headers: { 'last-event-id': seen?.id ?? '' } }))
  const [, next] = await take(again, 2)
  expect(numberOf(next)).toBe(numberOf(seen) + 1)
})
