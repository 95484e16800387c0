import { StreamError } from '../errors.ts'
import type { TransportRequest } from './transport.ts'

type Asked = Pick<TransportRequest, 'method' | 'url'>

/** The request in words: method, origin and path. Never the query, which often holds keys. */
export function describeRequest({ method, url }: Asked): string {
  const { origin, protocol, pathname } = resolveUrl(url)
  return `${method} ${origin === 'null' ? protocol : origin + pathname}`
}

/**
 * The address that a request goes to, relative ones resolved against the page.
 * @throws {StreamError} `unsupported` where it is no address.
 */
export function resolveUrl(url: string): URL {
  const page: string | undefined = globalThis.location?.href
  let resolved: URL
  try {
    resolved = new URL(url, page)
  } catch {
    const reason =
      page === undefined ? 'outside of a page it has to be absolute, like https://host/path' : 'it is no URL'
    throw new StreamError('unsupported', `The address ${quote(url)} cannot be requested: ${reason}.`)
  }
  // Fetch: "If parsedURL includes credentials, then throw a TypeError", which quotes them.
  if (resolved.username !== '' || resolved.password !== '')
    throw new StreamError(
      'unsupported',
      'An address with a user name or a password in it cannot be requested: send them in the header Authorization.',
    )
  if (requestable.has(resolved.protocol)) return resolved
  throw new StreamError(
    'unsupported',
    `An address that begins with ${resolved.protocol} cannot be requested.`,
  )
}

const requestable: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:', 'data:'])

/** An address that is no URL may still hold a key behind its question mark. */
function quote(url: string): string {
  return JSON.stringify(url.replace(/[?#].*$/s, '?…'))
}

/** No response came. */
export function noResponse(request: Asked, cause: unknown): StreamError {
  return new StreamError(
    'network',
    `No response to ${describeRequest(request)}: the address is wrong, the server is down or cut the ` +
      `connection, CORS forbids it, or the machine is offline. The browser's network panel tells which.`,
    { cause, retryable: true },
  )
}

/** The connection broke inside the body. */
export function interrupted(request: Asked, cause?: unknown): StreamError {
  return new StreamError(
    'interrupted',
    `The connection broke inside the response to ${describeRequest(request)}. What arrived before is kept.`,
    { cause, retryable: true },
  )
}

/** The application stopped the attempt. */
export function aborted(request: Asked, cause?: unknown): StreamError {
  return new StreamError('aborted', `${describeRequest(request)} was stopped by the application.`, { cause })
}
