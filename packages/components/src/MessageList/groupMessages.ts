import type { Message } from '@rivulet/react'

/** Messages in a group, at most. */
const SIZE = 16

/** Messages that follow each other. */
export interface MessageGroup {
  /** The id of the first. */
  readonly key: string
  readonly messages: readonly Message[]
}

/**
 * Parts a thread into groups, so that React looks at one group for an update and not at every message. A group in
 * which nothing changed is the object that it was. A message stays in its group, whatever comes before or behind it:
 * React would mount it anew in another.
 *
 * @param before the groups as they were.
 */
export function groupMessages(
  messages: readonly Message[],
  before: readonly MessageGroup[],
): readonly MessageGroup[] {
  const known = new Map<string, MessageGroup>()
  for (const group of before) known.set(group.key, group)
  const groups: MessageGroup[] = []
  for (let from = 0; from < messages.length;) {
    const old = known.get(messages[from]!.id)
    const group = old && isWholeAt(from, old) ? old : cutAt(from)
    groups.push(group)
    from += group.messages.length
  }
  return groups

  function isWholeAt(start: number, group: MessageGroup): boolean {
    const { length } = group.messages
    for (let at = 0; at < length; at++) if (group.messages[at] !== messages[start + at]) return false
    return isEnd(start, start + length)
  }

  function cutAt(start: number): MessageGroup {
    let end = start + 1
    while (!isEnd(start, end)) end++
    return { key: messages[start]!.id, messages: messages.slice(start, end) }
  }

  /** Whether the group from `start` ends before `end`. */
  function isEnd(start: number, end: number): boolean {
    const next = messages[end]
    return next === undefined || end - start === SIZE || known.has(next.id)
  }
}
