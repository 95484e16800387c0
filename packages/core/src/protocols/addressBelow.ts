/** An address below another, which may be relative; the query of the upper one goes on in front of its own. */
export function addressBelow(
  api: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const [, base = '', search = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(api) ?? []
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(query)) params.set(name, value)
  const all = params.toString()
  return `${base.replace(/\/$/, '')}/${path}${all && '?'}${all}`
}
