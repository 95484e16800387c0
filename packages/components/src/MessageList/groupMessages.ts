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
  const groups = keptGroups(messages, before)
  const keys = new Set(before.slice(groups.length).map(({ key }) => key))
  let from = groups.reduce((sum, group) => sum + group.messages.length, 0)
  while (from < messages.length) {
    const group = cutAt(from)
    const known = before[groups.length]
    groups.push(known && isSame(group, known) ? known : group)
    from += group.messages.length
  }
  return groups

  function cutAt(start: number): MessageGroup {
    let end = start + 1
    while (end < messages.length && end - start < SIZE && !keys.has(messages[end]!.id)) end++
    return { key: messages[start]!.id, messages: messages.slice(start, end) }
  }
}

/** The groups at the start in which nothing changed, and behind which the next one begins as it did. */
function keptGroups(messages: readonly Message[], before: readonly MessageGroup[]): MessageGroup[] {
  let from = 0
  let kept = 0
  for (const group of before) {
    for (const message of group.messages) if (message !== messages[from++]) return before.slice(0, kept)
    const next = before[kept + 1]
    if (next?.key !== messages[from]?.id) return before.slice(0, kept)
    kept++
  }
  return before.slice()
}

function isSame(one: MessageGroup, other: MessageGroup): boolean {
  return (
    one.messages.length === other.messages.length &&
    one.messages.every((message, index) => message === other.messages[index])
  )
}
