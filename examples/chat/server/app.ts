import type { IncomingMessage, ServerResponse } from 'node:http'
import { SEARCH_MODEL } from './answer.ts'
import { complete, naturalPause } from './completions.ts'
import { readPages, type Page } from './documentation.ts'
import { sendDocumentationPage } from './documentationPage.ts'
import { parseFaultCommand } from './faultCommand.ts'
import { createFaults } from './faults.ts'
import { createFeed, type Feed, type FeedOptions } from './feed.ts'
import { publishFigures } from './figures.ts'
import { allowMethods, readJson, sendError, sendJson, startEventStream } from './http.ts'
import { createLibrary, type Library } from './search.ts'
import { hostOf, type Upstream } from './upstream.ts'

export interface AppOptions {
  /** The folder with README.md and docs/, which the answers come from. */
  root: string
  /** Answers in the place of the documentation. */
  upstream?: Upstream | undefined
  feed?: FeedOptions
  /** ms between the figures of the feed; `false`: none. Default: 1000. */
  figures?: number | false
  /** ms before each piece of an answer. Default: {@link naturalPause}. */
  pause?: () => number
}

/** The demo's server: completions, a live feed, and faults on demand. */
export interface App {
  /** A handler for `node:http`, Vite, Connect and Express. Calls `next` for a path that is not its own. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  feed: Feed
  /** Ends its timers; the connections are the HTTP server's. */
  close(): void
}

/** What `GET /about` says: who answers. */
export interface About {
  /** `search`: the documentation; `model`: an upstream. */
  answers: 'search' | 'model'
  model: string | null
  host: string | null
}

type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
) => void | Promise<void>

export function createApp(options: AppOptions): App {
  const { root, upstream, pause = naturalPause } = options
  const faults = createFaults()
  const feed = createFeed(options.feed)
  const activity = { total: 0, open: 0 }
  const stopFigures = options.figures === false ? () => {} : publishFigures(feed, activity, options.figures)
  const { pages, library } = readOnce(root)

  const routes: Record<string, Route> = {
    '/v1/chat/completions': (request, response) => {
      allowMethods(request, 'POST')
      return complete(request, response, { library, upstream, faults, pause })
    },
    '/events': (request, response, query) => {
      allowMethods(request, 'GET')
      faults.admit('feed')
      startEventStream(response)
      return feed.follow(faults.channel('feed', response), lastEventIdOf(request, query))
    },
    '/faults': async (request, response) => {
      allowMethods(request, 'GET', 'POST')
      if (request.method === 'POST') faults.order(parseFaultCommand(await readJson(request)))
      sendJson(response, 200, faults.state())
    },
    '/about': (request, response) => {
      allowMethods(request, 'GET')
      sendJson(response, 200, aboutOf(upstream))
    },
  }

  return { handle, feed, close: stopFigures }

  function handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const route = routes[path] ?? (path.endsWith('.md') ? documentation : undefined)
    if (!route) return next()
    activity.total++
    activity.open++
    response.once('close', () => activity.open--)
    perform(route, request, response, new URLSearchParams(query)).catch((error: unknown) =>
      sendError(response, error),
    )
  }

  async function documentation(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?')
    sendDocumentationPage(response, await pages(), path.slice(1))
  }
}

/** Turns what a route throws into a rejection. */
async function perform(route: Route, ...args: Parameters<Route>): Promise<void> {
  await route(...args)
}

/** Reads the documentation at the first question, so that starting stays quick. */
function readOnce(root: string): { pages(): Promise<readonly Page[]>; library(): Promise<Library> } {
  let reading: Promise<readonly Page[]> | undefined
  let indexing: Promise<Library> | undefined
  const pages = (): Promise<readonly Page[]> => (reading ??= readPages(root))
  return { pages, library: () => (indexing ??= pages().then(createLibrary)) }
}

/** From the header; or from the query, for clients that cannot send headers. */
function lastEventIdOf(request: IncomingMessage, query: URLSearchParams): string {
  const header = request.headers['last-event-id']
  return (Array.isArray(header) ? header[0] : header) ?? query.get('lastEventId') ?? ''
}

function aboutOf(upstream: Upstream | undefined): About {
  if (!upstream) return { answers: 'search', model: SEARCH_MODEL, host: null }
  return { answers: 'model', model: upstream.model ?? null, host: hostOf(upstream.baseUrl) }
}
