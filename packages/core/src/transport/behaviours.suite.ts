import { chunk, cut, end, pieces, respond, stall, wait } from '@rivulet/testing'
import { ndjson } from '../decode/ndjson.ts'
import { sse } from '../decode/sse.ts'
import { bodyText, connect, eventsOf, follow, kindsOf, serve, until, type Lab } from './lab.suite.ts'

/** The transports that the contract is for, in the order of the table's columns. */
export const TRANSPORTS = ['fetch', 'native', 'fetch-event-source'] as const

/** What each transport does, in the words of the table; one string: all do the same. */
type Expected = string | readonly [fetch: string, native: string, fetchEventSource: string]

/** One row: a promise of the contract, or a difference that an application has to know of. */
export interface Behaviour {
  readonly title: string
  readonly expected: Expected
  /** Where it is watched. Default: in Chromium all of them, in Node what runs there. `node`: there all of them. */
  readonly where?: 'page' | 'node'
  /** Watches a transport and says what it did, in the words of the table. */
  observe(lab: Lab): Promise<string>
}

/** A heading and its rows. */
export interface Chapter {
  readonly title: string
  readonly behaviours: readonly Behaviour[]
}

/** The words for one transport. */
export function expectedOf({ expected }: Behaviour, transport: (typeof TRANSPORTS)[number]): string {
  return typeof expected === 'string' ? expected : expected[TRANSPORTS.indexOf(transport)]!
}

const request: readonly Behaviour[] = [
  {
    title: 'A method other than GET, a body',
    expected: ['sent', '`unsupported`', 'sent'],
    async observe(lab) {
      const { url, arrived } = await serve(lab, [respond()])
      const { end: how } = await follow(lab, url, { method: 'POST', body: 'hello' })
      const [first] = await arrived()
      return first?.method === 'POST' && first.body === 'hello' ? 'sent' : how
    },
  },
  {
    title: 'Headers, `Authorization` among them',
    expected: ['sent', '`unsupported`', 'sent'],
    async observe(lab) {
      const { url, arrived } = await serve(lab, [respond()])
      const { end: how } = await follow(lab, url, { headers: new Headers({ authorization: 'Bearer t' }) })
      return (await arrived())[0]?.headers['authorization'] === 'Bearer t' ? 'sent' : how
    },
  },
  {
    title: 'The last event id, also outside of ASCII',
    expected: ['header, as UTF-8', 'query parameter', 'header, as UTF-8'],
    async observe(lab) {
      const { url, arrived } = await serve(lab, [respond()])
      await follow(lab, url, { lastEventId: 'ä😀7' })
      const [first] = await arrived()
      if (first?.lastEventId !== 'ä😀7') return 'lost'
      return 'last-event-id' in first.headers ? 'header, as UTF-8' : 'query parameter'
    },
  },
  {
    title: '`Accept: text/event-stream`',
    expected: 'sent',
    async observe(lab) {
      const { url, arrived } = await serve(lab, [respond()])
      await follow(lab, url)
      return (await arrived())[0]?.headers['accept'] === 'text/event-stream' ? 'sent' : 'missing'
    },
  },
  {
    title: 'Cookies to another origin',
    expected: 'with `include` only',
    where: 'page',
    async observe(lab) {
      const bake = respond({ headers: { 'set-cookie': 'crumb=1; Path=/' } })
      const { url, arrived } = await serve(lab, [bake], [respond()])
      // The page's own host, so that the browser takes it for the same site; the port makes it another origin.
      const sameSite = url.replace('127.0.0.1', location.hostname)
      await fetch(sameSite, { credentials: 'include' })
      for (const credentials of ['include', 'same-origin'] as const)
        await follow(lab, sameSite, { credentials })
      const cookies = (await arrived()).slice(1).map(({ headers }) => headers['cookie'] ?? 'none')
      return cookies.join() === 'crumb=1,none' ? 'with `include` only' : cookies.join()
    },
  },
  {
    title: 'A redirect',
    expected: ['followed, the new address is seen', 'followed', 'followed, the new address is seen'],
    async observe(lab) {
      const target = await serve(lab, [chunk('data: here\n\n')])
      const { url } = await serve(lab, [respond({ status: 307, headers: { location: target.url } })])
      const { frames, response } = await follow(lab, url)
      if (eventsOf(frames) !== 'message:here') return 'lost'
      return response?.url === target.url ? 'followed, the new address is seen' : 'followed'
    },
  },
  {
    title: 'A signal that is aborted already',
    expected: '`aborted`, nothing is sent',
    async observe(lab) {
      const { url, arrived } = await serve(lab, [respond()])
      const { end: how } = await follow(lab, url, { signal: AbortSignal.abort() })
      return `${how}, ${(await arrived()).length === 0 ? 'nothing' : 'a request'} is sent`
    },
  },
  {
    title: 'Requests in one attempt, whatever comes of it',
    expected: 'one',
    async observe(lab) {
      const hasty = chunk('retry: 1\ndata: a\n\n')
      const routes = await Promise.all([
        serve(lab, [hasty, end()]),
        serve(lab, [hasty, cut()]),
        serve(lab, [respond({ status: 503, headers: { 'retry-after': '0' } })]),
        serve(lab, [respond({ contentType: 'text/html' })]),
      ])
      for (const { url } of routes) await follow(lab, url)
      // A second request would follow after 1 ms; this answer takes longer.
      await follow(lab, (await serve(lab, [wait(100)])).url)
      const counts = await Promise.all(routes.map(async ({ arrived }) => (await arrived()).length))
      return counts.join() === '1,1,1,1' ? 'one' : counts.join()
    },
  },
]

const response: readonly Behaviour[] = [
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

const body: readonly Behaviour[] = [
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

const stopping: readonly Behaviour[] = [
  {
    title: 'Abort before the response',
    expected: '`aborted`, the connection is closed',
    async observe(lab) {
      const { url, arrived, closed } = await serve(lab, [stall()])
      const controller = new AbortController()
      const following = follow(lab, url, { signal: controller.signal })
      await until(async () => (await arrived()).length > 0)
      controller.abort()
      const { end: how } = await following
      await closed()
      return `${how}, the connection is closed`
    },
  },
  {
    title: 'Abort inside of the body',
    expected: '`aborted`, the connection is closed',
    async observe(lab) {
      const { url, closed } = await serve(lab, [chunk('data: a\n\n'), stall()])
      const controller = new AbortController()
      const { end: how } = await follow(lab, url, { signal: controller.signal }, () => controller.abort())
      await closed()
      return `${how}, the connection is closed`
    },
  },
  {
    title: 'Frames after an abort, though they have arrived',
    expected: 'none',
    async observe(lab) {
      const events = Array.from({ length: 50 }, (_, n) => chunk(`data: ${n}\n\n`))
      const { url } = await serve(lab, [...events, end()])
      const controller = new AbortController()
      let late = 0
      const { end: how } = await follow(lab, url, { signal: controller.signal }, (frames) => {
        if (controller.signal.aborted) late += frames.length
        else controller.abort()
      })
      return how === '`aborted`' && late === 0 ? 'none' : `${late}, ${how}`
    },
  },
  {
    title: 'Leaving the loop over the body',
    expected: 'the connection is closed',
    async observe(lab) {
      const { url, closed } = await serve(lab, [chunk('data: a\n\n'), stall()])
      const { end: how } = await follow(lab, url, {}, () => false)
      await closed()
      return how === 'clean' ? 'the connection is closed' : how
    },
  },
  {
    title: 'Outside of pages: Node',
    expected: ['works', '`unsupported`', '`unsupported`'],
    where: 'node',
    async observe(lab) {
      const { end: how } = await follow(lab, (await serve(lab, [respond()])).url)
      return how === 'clean' ? 'works' : how
    },
  },
]

/** The whole contract. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'The request', behaviours: request },
  { title: 'The response', behaviours: response },
  { title: 'The body', behaviours: body },
  { title: 'Stopping, and where it runs', behaviours: stopping },
]
