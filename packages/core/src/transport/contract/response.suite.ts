import { chunk, cut, respond } from '@rivulet/testing'
import { ndjson } from '../../decode/ndjson.ts'
import type { Behaviour } from './behaviour.suite.ts'
import { bodyText, connect, follow, kindsOf, serve } from './lab.suite.ts'

/** What the head tells. */
export const responseBehaviours: readonly Behaviour[] = [
  {
    title: 'A status that says no (403)',
    expected: ['seen', '`http`, no status', 'seen'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ status: 403 })])
      const { response: head, end: how } = await follow(lab, url)
      return head?.status === 403 ? 'seen' : how
    },
  },
  {
    title: 'Its headers (`Retry-After`)',
    expected: ['seen', 'hidden', 'seen'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ status: 503, headers: { 'retry-after': '7' } })])
      const { response: head } = await follow(lab, url)
      return head?.headers.get('retry-after') === '7' ? 'seen' : 'hidden'
    },
  },
  {
    title: 'Its body',
    expected: ['read', 'hidden', 'read'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ status: 403 }), chunk('no entry')])
      const head = await connect(lab, url).catch(() => undefined)
      return head && (await bodyText(head)) === 'no entry' ? 'read' : 'hidden'
    },
  },
  {
    title: '204',
    expected: ['seen', '`http`, no status', 'seen'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ status: 204 })])
      const { response: head, end: how } = await follow(lab, url)
      return head?.status === 204 && how === 'clean' ? 'seen' : how
    },
  },
  {
    title: 'An HTML page with status 200',
    expected: ['content type and body seen', '`http`, no status', 'content type and body seen'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ contentType: 'text/html' }), chunk('<p>')])
      const { response: head, end: how } = await follow(lab, url)
      return head?.headers.get('content-type') === 'text/html' ? 'content type and body seen' : how
    },
  },
  {
    title: 'A body of another format (NDJSON)',
    expected: ['read', '`http`, no status', 'read'],
    async observe(lab) {
      const { url } = await serve(lab, [respond({ contentType: 'application/x-ndjson' }), chunk('{}\n[]')])
      const { frames, end: how } = await follow(lab, url, {}, undefined, ndjson())
      return kindsOf(frames) === 'line line' ? 'read' : how
    },
  },
  {
    title: 'No response: the connection is cut',
    expected: '`network`',
    observe: async (lab) => (await follow(lab, (await serve(lab, [cut()])).url)).end,
  },
]
