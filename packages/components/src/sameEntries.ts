/** Whether two objects or lists hold the same under the same names: those written inline are new for each render. */
export function sameEntries(one: object | undefined, other: object | undefined): boolean {
  const before = Object.entries(one ?? {})
  const after = other as Record<string, unknown> | undefined
  if (!one || !after || before.length !== Object.keys(after).length) return one === other
  return before.every(([name, value]) => name in after && after[name] === value)
}
