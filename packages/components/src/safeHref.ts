const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address where it may be made a link: absolute, and of a scheme that opens a page or a program of choice. */
export function safeHref(url: string | undefined): string | undefined {
  const parsed = parse(url)
  return parsed && SAFE.has(parsed.protocol) ? parsed.href : undefined
}

/** Who an address belongs to: its host, or nothing where it has none. */
export function hostOf(url: string | undefined): string | undefined {
  return parse(url)?.hostname || undefined
}

function parse(url: string | undefined): URL | undefined {
  try {
    return url === undefined ? undefined : new URL(url)
  } catch {
    return undefined
  }
}
