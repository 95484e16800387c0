import { chunk, cut, end, pieces, stall } from '@rivulet/testing'
import { sse } from '../../decode/sse.ts'
import type { Behaviour } from './behaviour.suite.ts'
import { eventsOf, follow, kindsOf, serve } from './lab.suite.ts'

/** What arrives, and how it ends. */
export const bodyBehaviours: readonly Behaviour[] = [
  {
    title: 'An event while the body goes on',
    expected: 'delivered at once',
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data: a\n\n'), stall()])
      const { frames } = await follow(lab, url, {}, (some) => some.length === 0)
      return eventsOf(frames) === 'message:a' ? 'delivered at once' : 'late'
    },
  },
  {
    title: 'Events with names of their own',
    expected: ['all', 'those asked for', 'all'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('event: a\ndata: 1\n\nevent: b\ndata: 2\n\n')])
      const { frames } = await follow(lab, url, { events: ['a'] })
      return { 'a:1 b:2': 'all', 'a:1': 'those asked for' }[eventsOf(frames)] ?? eventsOf(frames)
    },
  },
  {
    title: 'An event named `error`',
    expected: 'delivered',
    async observe(lab) {
      const { url } = await serve(lab, [chunk('event: error\ndata: 1\n\ndata: 2\n\n')])
      const { frames } = await follow(lab, url, { events: ['error'] })
      return eventsOf(frames) === 'error:1 message:2' ? 'delivered' : eventsOf(frames)
    },
  },
  {
    title: 'An event without data',
    expected: ['dropped', 'dropped', 'an empty event, if it has a name'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('event: ping\n\nevent:\n\n:\n\ndata: a\n\n')])
      const { frames } = await follow(lab, url, { events: ['ping'] })
      const seen = { 'message:a': 'dropped', 'ping: message:a': 'an empty event, if it has a name' }
      return seen[eventsOf(frames) as keyof typeof seen] ?? eventsOf(frames)
    },
  },
  {
    title: 'An empty `data:` line at the beginning of an event (a line break)',
    expected: ['kept', 'kept', 'lost'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data:\ndata: a\n\n')])
      const { frames } = await follow(lab, url)
      return { 'message:\na': 'kept', 'message:a': 'lost' }[eventsOf(frames)] ?? eventsOf(frames)
    },
  },
  {
    title: 'A byte order mark inside of the text',
    expected: ['kept', 'kept', 'lost'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data: \uFEFFa\n\n')])
      const { frames } = await follow(lab, url)
      return { 'message:\uFEFFa': 'kept', 'message:a': 'lost' }[eventsOf(frames)] ?? eventsOf(frames)
    },
  },
  {
    title: 'Characters and line ends (LF, CR, CRLF) cut anywhere',
    expected: 'whole',
    async observe(lab) {
      const { url } = await serve(lab, pieces('data: ä😀\r\n\r\ndata: b\rdata: c\r\rdata: d\n\n', 1))
      const { frames } = await follow(lab, url)
      return eventsOf(frames) === 'message:ä😀 message:b\nc message:d' ? 'whole' : eventsOf(frames)
    },
  },
  {
    title: 'A line of 10 MB',
    expected: 'delivered',
    async observe(lab) {
      const line = 'x'.repeat(10_000_000)
      const { url } = await serve(lab, [chunk(`data: ${line}\n\n`)])
      const { frames, end: how } = await follow(lab, url)
      return eventsOf(frames) === `message:${line}` ? 'delivered' : how
    },
  },
  {
    title: 'A line beyond the limit of the decoder (`maxFrame`)',
    expected: ['`overflow`', 'no limit', 'no limit'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk(`data: ${'x'.repeat(2000)}\n\n`)])
      const { frames, end: how } = await follow(lab, url, {}, undefined, sse({ maxFrame: 1000 }))
      return kindsOf(frames) === 'event' ? 'no limit' : how
    },
  },
  {
    title: 'Comments, which show that a silent stream is alive',
    expected: ['delivered', 'hidden', 'hidden'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk(': alive\n\ndata: a\n\n')])
      const { frames } = await follow(lab, url)
      return { 'comment event': 'delivered', event: 'hidden' }[kindsOf(frames)] ?? kindsOf(frames)
    },
  },
  {
    title: '`retry:`',
    expected: ['delivered', 'hidden', 'delivered'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('retry: 10\ndata: a\n\n')])
      const { frames } = await follow(lab, url)
      return { 'retry event': 'delivered', event: 'hidden' }[kindsOf(frames)] ?? kindsOf(frames)
    },
  },
  {
    title: 'An `id:` without data',
    expected: ['delivered', 'with the next event', 'delivered'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('id: 7\n\ndata: a\n\n')])
      const { frames } = await follow(lab, url)
      const seen = `${kindsOf(frames)} ${eventsOf(frames)}`
      return { 'id event message:a': 'delivered', 'event message:a#7': 'with the next event' }[seen] ?? seen
    },
  },
  {
    title: 'An empty `id:`, which resets it',
    expected: ['delivered', 'delivered', 'lost'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('id: 7\ndata: a\n\nid:\ndata: b\n\n')])
      const { frames } = await follow(lab, url)
      const seen = { 'message:a#7 message:b#': 'delivered', 'message:a#7 message:b': 'lost' }
      return seen[eventsOf(frames) as keyof typeof seen] ?? eventsOf(frames)
    },
  },
  {
    title: 'The end of the body, as it should be',
    expected: ['seen', 'the same as a break', 'seen'],
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data: a\n\n'), end()])
      const { end: how } = await follow(lab, url)
      return { clean: 'seen', '`interrupted`': 'the same as a break' }[how] ?? how
    },
  },
  {
    title: 'An event that the end of the body cuts off',
    expected: 'dropped',
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data: a\n\ndata: b')])
      const { frames } = await follow(lab, url)
      return eventsOf(frames) === 'message:a' ? 'dropped' : eventsOf(frames)
    },
  },
  {
    title: 'A connection that breaks inside of the body',
    expected: '`interrupted`, after all that arrived',
    async observe(lab) {
      const { url } = await serve(lab, [chunk('data: a\n\nda'), cut()])
      const { frames, end: how } = await follow(lab, url)
      return eventsOf(frames) === 'message:a' ? `${how}, after all that arrived` : how
    },
  },
]
