import { chunk, cut, end, respond, sse, stall, wait, type Script } from '@rivulet/testing'
import type { Behaviour, Chapter } from '../transport/contract/behaviour.suite.ts'
import { live, one, rest, two, whole } from './faultsLab.suite.ts'

const refused = (status: number, headers: Record<string, string> = {}): Script => [
  respond({ status, headers }),
  chunk('no'),
]

/** What no page can see of a response through the browser's own EventSource. */
const hidden = 'failed: `http`'

/** A status that is tried again. */
function retried(status: number): Behaviour {
  return {
    title: `HTTP ${status}`,
    expected: [`\`http\` ${status}, asked again`, hidden, `\`http\` ${status}, asked again`],
    observe: (lab) => live(lab, [refused(status), whole]),
  }
}

/** A status that is not. */
function final(status: number): Behaviour {
  return {
    title: `HTTP ${status}`,
    expected: [`failed: \`http\` ${status}`, hidden, `failed: \`http\` ${status}`],
    observe: (lab) => live(lab, [refused(status), whole]),
  }
}

const statuses: readonly Behaviour[] = [
  {
    title: 'HTTP 204',
    expected: ['closed', hidden, 'closed'],
    observe: (lab) => live(lab, [[respond({ status: 204 })], whole]),
  },
  ...[408, 425, 429, 500, 502, 503, 504].map(retried),
  ...[400, 403, 404, 410].map(final),
  {
    title: '503 with `Retry-After: 7`',
    expected: ['`http` 503, asked again after 7 s', hidden, '`http` 503, asked again after 7 s'],
    async observe(lab) {
      let wait = 0
      const scripts = [refused(503, { 'retry-after': '7' }), whole]
      const told = await live(lab, scripts, {}, async ({ until, environment }) => {
        environment.setRandom(0)
        await until(({ connection }) => {
          if (connection.status === 'waiting') wait = connection.retryAt - environment.now()
          return wait > 0 || connection.status === 'failed'
        })
      })
      return wait === 0 ? told : `${told} after ${wait / 1000} s`
    },
  },
  {
    title: '401, headers that are a function: it is asked once more',
    expected: ['asked again', 'failed: `unsupported`', 'asked again'],
    async observe(lab) {
      const tokens: string[] = []
      const told = await live(lab, [refused(401), whole], {
        headers({ unauthorized }) {
          tokens.push(unauthorized ? 'fresh' : 'old')
          return { authorization: `Bearer ${tokens.at(-1)}` }
        },
      })
      return told === 'asked again' && tokens.join() !== 'old,fresh' ? tokens.join() : told
    },
  },
  {
    title: '401 again with the fresh headers',
    expected: ['failed: `http` 401, asked again', 'failed: `unsupported`', 'failed: `http` 401, asked again'],
    observe: (lab) => live(lab, [refused(401), refused(401), whole], { headers: () => ({ a: 'b' }) }),
  },
  {
    title: '401, headers that are a value',
    expected: ['failed: `http` 401', hidden, 'failed: `http` 401'],
    observe: (lab) => live(lab, [refused(401), whole]),
  },
  {
    title: 'An HTML page with status 200',
    expected: ['failed: `content-type` 200', hidden, 'failed: `content-type` 200'],
    observe: (lab) =>
      live(lab, [
        [respond({ contentType: 'text/html' }), chunk('<!doctype html><title>Sign in</title>')],
        whole,
      ]),
  },
  {
    title: 'JSON with status 200',
    expected: ['failed: `content-type` 200', hidden, 'failed: `content-type` 200'],
    observe: (lab) => live(lab, [[respond({ contentType: 'application/json' }), chunk('{}')], whole]),
  },
]

/** A connection that the server destroys, and what it has sent before. */
function killed(title: string, sent: string | Uint8Array, from = 'after 1'): Behaviour {
  return {
    title: `Killed ${title}`,
    expected: `\`interrupted\`, asked again${from === '' ? '' : ` ${from}`}`,
    observe: (lab) =>
      live(lab, [[respond(), ...(sent.length > 0 ? [chunk(sent)] : []), cut()], from === '' ? whole : rest]),
  }
}

/** Bytes of text, but for the last one. */
function torn(text: string): Uint8Array {
  return new TextEncoder().encode(text).slice(0, -1)
}

const phases: readonly Behaviour[] = [
  {
    title: 'Killed before the head',
    expected: '`network`, asked again',
    observe: (lab) => live(lab, [[cut()], whole]),
  },
  {
    title: 'Killed before the head, three times',
    expected: '`network`, `network`, `network`, asked again, asked again, asked again',
    observe: (lab) => live(lab, [[cut()], [cut()], [cut()], whole]),
  },
  killed('after the head', '', ''),
  killed('inside the first line', 'da', ''),
  killed('between the lines of an event', `${one}id: 2\n`),
  killed('inside a line', `${one}id: 2\ndata: tw`),
  killed('inside a character', torn(`${one}id: 2\ndata: ä`)),
  killed('before the blank line', `${one}id: 2\ndata: two\n`),
  killed('inside the blank line (CR of CRLF)', 'id: 1\r\ndata: one\r\n\r'),
  killed('between events', one),
  killed('inside a comment', `${one}: ke`),
  {
    title: 'Killed again and again, inside of each event',
    expected: '`interrupted`, `interrupted`, asked again after 1, asked again after 2',
    observe: (lab) =>
      live(lab, [
        [chunk(`${one}id: 2\nda`), cut()],
        [chunk(`${two}id: 3\nda`), cut()],
        [chunk(sse({ data: 'end', id: '3' })), stall()],
      ]),
  },
  {
    title: 'Killed, and the server sends everything from the start again',
    expected: '`interrupted`, asked again after 2',
    observe: (lab) => live(lab, [[chunk(one + two), cut()], whole]),
  },
  {
    title: 'A clean end',
    expected: [
      'ended, asked again after 1',
      '`interrupted`, asked again after 1',
      'ended, asked again after 1',
    ],
    observe: (lab) => live(lab, [[chunk(one), end()], rest]),
  },
  {
    title: "A clean end, with `onEnd: 'close'`",
    expected: ['closed', '`interrupted`, asked again', 'closed'],
    observe: (lab) => live(lab, [[respond(), end()], whole], { onEnd: 'close' }),
  },
  {
    title: 'A frame beyond `maxFrame`',
    expected: ['failed: `overflow`', 'delivered', 'delivered'],
    async observe(lab) {
      const long = 'x'.repeat(12)
      const told = await live(lab, [[chunk(one), chunk(sse({ data: long })), ...rest]], { maxFrame: 10 })
      return told === `saw one ${long} two end` ? 'delivered' : told
    },
  },
]

const open = ({ lastEvent }: { lastEvent: { data: string } | undefined }): boolean => lastEvent !== undefined

const silences: readonly Behaviour[] = [
  {
    title: 'Headers that do not come, with `timeout`',
    expected: '`timeout`, asked again',
    observe: (lab) =>
      live(lab, [[stall()], whole], { timeout: 5_000 }, async ({ asked, advance }) => {
        await asked()
        await advance(5_000)
      }),
  },
  {
    title: 'A half-open connection, with `silence: { warn, fail }`',
    expected: 'stalled, `stalled`, asked again after 1',
    observe: (lab) =>
      live(
        lab,
        [[chunk(one), stall()], rest],
        { silence: { warn: 10_000, fail: 20_000 } },
        async ({ until, advance }) => {
          await until(open)
          await advance(10_000)
          await until(({ connection }) => connection.status === 'stalled')
          await advance(10_000)
        },
      ),
  },
  {
    title: 'A feed that never sent a heartbeat is quiet for a day',
    expected: 'goes on',
    observe: (lab) =>
      live(
        lab,
        [[chunk(one), stall()], rest],
        {},
        async ({ until, advance, store }) => {
          await until(open)
          await advance(86_400_000)
          store.close()
        },
        ['one'],
      ),
  },
]

const surroundings: readonly Behaviour[] = [
  {
    title: 'The machine goes offline while the stream is open, and comes back',
    expected: 'stalled, asked again after 1',
    observe: (lab) =>
      live(lab, [[chunk(one), stall()], rest], {}, async ({ until, environment }) => {
        await until(open)
        environment.setOnline(false)
        environment.setOnline(true)
      }),
  },
  {
    title: 'The machine says that it is offline, and bytes come all the same',
    expected: 'stalled',
    observe: (lab) =>
      live(
        lab,
        [[chunk(one), wait(100), chunk(two), wait(100), ...rest.slice(1)]],
        {},
        async ({ until, environment }) => {
          await until(open)
          environment.setOnline(false)
          await until(({ connection }) => connection.status === 'open')
          environment.setOnline(true)
        },
      ),
  },
  {
    title: 'The connection breaks while the machine is offline',
    expected: 'offline, asked again',
    observe: (lab) =>
      live(lab, [[cut()], whole], {}, async ({ until, advance, environment }) => {
        environment.setOnline(false)
        await until(({ connection }) => connection.status === 'offline')
        await advance(3_600_000)
        environment.setOnline(true)
      }),
  },
  {
    title: 'The tab is hidden and shown',
    expected: 'goes on',
    observe: (lab) =>
      live(lab, [whole], {}, async ({ environment }) => {
        environment.setVisible(false)
        environment.setVisible(true)
      }),
  },
  {
    title: "The tab is hidden and shown, with `whenHidden: 'pause'`",
    expected: 'paused, asked again after 1',
    observe: (lab) =>
      live(lab, [[chunk(one), stall()], rest], { whenHidden: 'pause' }, async ({ until, environment }) => {
        await until(open)
        environment.setVisible(false)
        environment.setVisible(true)
      }),
  },
  {
    title: "The tab is hidden, freezes, thaws and is shown, with `whenHidden: 'pause'`",
    expected: 'paused, still paused, asked again after 1',
    observe: (lab) =>
      live(
        lab,
        [[chunk(one), stall()], rest],
        { whenHidden: 'pause' },
        async ({ until, environment, store, note }) => {
          await until(open)
          environment.setVisible(false)
          environment.setFrozen(true)
          environment.setFrozen(false)
          note(`still ${store.getState().connection.status}`)
          environment.setVisible(true)
        },
      ),
  },
  {
    title: 'The page freezes and is back',
    expected: 'paused, asked again after 1',
    observe: (lab) =>
      live(lab, [[chunk(one), stall()], rest], {}, async ({ until, environment }) => {
        await until(open)
        environment.setFrozen(true)
        environment.setFrozen(false)
      }),
  },
]

/** What can happen to a live stream, and what becomes of it. */
export const LIVE_FAULTS: readonly Chapter[] = [
  { title: 'Live streams: the response says no', behaviours: statuses },
  { title: 'Live streams: the connection breaks', behaviours: phases },
  { title: 'Live streams: nothing comes', behaviours: silences },
  { title: 'Live streams: the world around', behaviours: surroundings },
]
