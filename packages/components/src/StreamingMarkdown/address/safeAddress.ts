const LINKS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const IMAGES: ReadonlySet<string> = new Set(['http:', 'https:'])

/**
 * The address of a link, where it may be one: absolute, of a scheme that opens a page, a mail or a call, without a
 * name before the host that could be taken for it, and under one of the prefixes if there are any.
 *
 * @param allowed prefixes; with them, relative addresses count from the page's own.
 */
export function safeLink(url: string, allowed: readonly string[] | undefined): string | undefined {
  const parsed = parseAddress(url, allowed && pageAddress())
  if (!parsed || !LINKS.has(parsed.protocol) || parsed.username || parsed.password) return undefined
  return !allowed || allowed.some((prefix) => isUnder(parsed, prefix)) ? parsed.href : undefined
}

/** An image that may be loaded, at once or after a click. */
export interface ImageAddress {
  href: string
  host: string
  allowed: boolean
}

/** The address of an image; `undefined` where it is none that could be loaded. */
export function safeImage(url: string, allowed: readonly string[] | undefined): ImageAddress | undefined {
  const parsed = parseAddress(url, allowed && pageAddress())
  if (!parsed || !IMAGES.has(parsed.protocol) || parsed.username || parsed.password) return undefined
  const isAllowed = allowed?.some((prefix) => isUnder(parsed, prefix)) ?? false
  return { href: parsed.href, host: parsed.host, allowed: isAllowed }
}

/** Compares what a browser makes of both, so that no spelling of another host or folder looks like an allowed one. */
function isUnder(url: URL, prefix: string): boolean {
  const root = parseAddress(prefix, pageAddress())
  if (!root || url.protocol !== root.protocol || url.host !== root.host) return false
  const path = root.pathname
  if (!url.pathname.startsWith(path)) return false
  // A server may read %2F and %5C as slashes, and with them climb out of the folder.
  if (path.length > 1 && /%2f|%5c/i.test(url.pathname)) return false
  return path === '' || path.endsWith('/') || url.pathname === path || url.pathname[path.length] === '/'
}

function pageAddress(): string | undefined {
  return typeof document === 'undefined' ? undefined : document.baseURI
}

function parseAddress(url: string, base: string | undefined): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}
