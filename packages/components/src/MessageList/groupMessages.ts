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
  const known = new Map(before.map((group) => [group.key, group]))
  const groups: MessageGroup[] = []
  for (let from = 0; from < messages.length; from += groups.at(-1)!.messages.length) {
    const group = known.get(messages[from]!.id)
    groups.push(group && isWholeAt(from, group) ? group : cutAt(from))
  }
  return groups

  function isWholeAt(start: number, group: MessageGroup): boolean {
    return (
      group.messages.every((message, index) => message === messages[start + index]) &&
      isEnd(start, start + group.messages.length)
    )
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
