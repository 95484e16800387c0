import { chunk, cut, end, respond, wait } from '@rivulet/testing'
import type { Behaviour } from './behaviour.suite.ts'
import { eventsOf, follow, serve } from './lab.suite.ts'

/** What goes out. */
export const requestBehaviours: readonly Behaviour[] = [
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
