import type { Environment } from '../connection/environment.ts'
import { connectionSource } from './connectionSource.ts'
import { type Feed, type FeedOptions, createFeed } from './feed.ts'
import type { Address, PerAttempt } from './request.ts'
import { tabPlatform, tabsSource } from './tabs.ts'

/** ms that a shared connection outlives its last follower: a change of route or a hot reload opens nothing new. */
const grace = 500

interface Shared {
  readonly feed: Feed
  readonly manners: string
}

/** A page has one world; tests have several. */
const worlds = new WeakMap<Environment, Map<string, Shared>>()

/** With whom a feed is shared: the other stores of the page, or all tabs of the browser. */
export type Share = 'page' | 'tabs'

/** How far sharing goes here: tabs need the Web Locks API and BroadcastChannel, and so a secure context. */
export function possibleShare(wish: Share): Share {
  return wish === 'tabs' && tabPlatform() === undefined ? 'page' : wish
}

/** The feed that all followers with this key share, made for the first of them. */
export function sharedFeed(
  share: Share,
  key: string,
  url: PerAttempt<Address>,
  options: FeedOptions,
  environment: Environment,
): Feed {
  const feeds = worlds.get(environment) ?? new Map<string, Shared>()
  worlds.set(environment, feeds)
  const place = `${share} ${key}`
  const manners = mannersOf(options)
  const known = feeds.get(place)
  if (known !== undefined) {
    if (known.manners !== manners) warnOfDifference(url, known.manners, manners)
    return known.feed
  }
  const platform = share === 'tabs' ? tabPlatform() : undefined
  const feed = createFeed({
    createSource: platform
      ? tabsSource(key, url, options, environment, platform)
      : connectionSource(url, options, environment),
    environment,
    grace,
    repeats: platform ? 'always' : 'replay',
    dedupe: options.dedupe,
    onAbandoned: () => void feeds.delete(place),
  })
  feeds.set(place, { feed, manners })
  return feed
}

/**
 * What makes two feeds the same: transport, method, address, credentials, and headers and body as far as they are
 * no functions. `undefined`: an address that is a function, or a body that cannot be compared, is shared with nobody.
 */
export function shareKey(url: PerAttempt<Address>, options: FeedOptions): string | undefined {
  const { method = 'GET', credentials, headers, body, transport } = options
  if (typeof url === 'function') return undefined
  const parts: unknown[] = [transport?.name ?? 'fetch', method.toUpperCase(), String(url)]
  if (typeof credentials !== 'function') parts.push(credentials)
  if (typeof headers !== 'function') {
    const pairs = pairsOf(headers)
    if (pairs === undefined) return undefined
    parts.push(pairs)
  }
  if (typeof body !== 'function' && body !== undefined) {
    if (typeof body !== 'string' && !isPlain(body)) return undefined
    parts.push(body)
  }
  // A transport that hears only the names that it is told has to hear all of them on one connection.
  if (transport?.can.anyEvent === false) parts.push(options.events)
  return JSON.stringify(parts)
}

/** In one order and one case; `undefined`: HTTP cannot carry them, which the request is to say. */
function pairsOf(headers: HeadersInit | undefined): [string, string][] | undefined {
  try {
    return [...new Headers(headers)]
  } catch {
    return undefined
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || Array.isArray(value)
}

/** How a connection behaves, where two followers could disagree. */
function mannersOf(options: FeedOptions): string {
  const { onEnd, retry, silence, timeout, whenHidden, maxFrame, dedupe } = options
  return JSON.stringify({ onEnd, retry, silence, timeout, whenHidden, maxFrame, dedupe })
}

declare const process: { readonly env: { readonly NODE_ENV?: string } } | undefined

function warnOfDifference(url: PerAttempt<Address>, first: string, second: string): void {
  if (typeof process !== 'undefined' && process.env.NODE_ENV === 'production') return
  const address = typeof url === 'function' ? 'one address' : String(url).replace(/[?#].*$/, '')
  console.warn(
    `Two streams of ${address} share one connection and ask for different options: ` +
      `${first} and ${second}. Those of the latest render hold. Give them different keys to part them.`,
  )
}
