import type { Message } from '@rivulet/react'
import type { MessageVersion } from '../Message/messageActions.ts'

/** The ways a thread has gone: where a message was asked or written anew, the old way is kept. */
export interface ThreadVersions {
  /** Keeps the way from a message on, which is about to be replaced. */
  fork(messages: readonly Message[], messageId: string): void
  /** Where a message stands among the ways from its place on; `undefined` where there is one alone. */
  of(messages: readonly Message[], messageId: string): MessageVersion | undefined
  /** The thread with another way from a message on. */
  show(messages: readonly Message[], messageId: string, index: number): readonly Message[]
}

interface Fork {
  /** What follows the fork, each way once; that of the shown one is old, since the thread itself has it. */
  readonly ways: (readonly Message[])[]
  shown: number
}

/** Keeps the versions of one thread, which itself knows nothing of them: it is always the shown way. */
export function createThreadVersions(): ThreadVersions {
  /** By the message before the fork: what follows it differs, and may itself be forked. */
  const forks = new Map<string, Fork>()
  return {
    fork(messages, messageId) {
      const { at, before } = placeOf(messages, messageId)
      if (at < 0) return
      const fork = forks.get(before) ?? { ways: [], shown: 0 }
      fork.ways[fork.shown] = messages.slice(at)
      fork.shown = fork.ways.push([]) - 1
      forks.set(before, fork)
    },
    of(messages, messageId) {
      const { at, before } = placeOf(messages, messageId)
      const fork = at < 0 ? undefined : forks.get(before)
      return fork && { index: fork.shown, count: fork.ways.length }
    },
    show(messages, messageId, index) {
      const { at, before } = placeOf(messages, messageId)
      const fork = forks.get(before)
      const way = fork?.ways[index]
      if (at < 0 || !fork || !way || index === fork.shown) return messages
      fork.ways[fork.shown] = messages.slice(at)
      fork.shown = index
      return [...messages.slice(0, at), ...way]
    },
  }
}

/** Where a message stands, and the id of the one before it: empty at the beginning. */
function placeOf(messages: readonly Message[], messageId: string): { at: number; before: string } {
  const at = messages.findIndex(({ id }) => id === messageId)
  return { at, before: messages[at - 1]?.id ?? '' }
}
