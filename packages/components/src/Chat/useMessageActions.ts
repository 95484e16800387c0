'use client'
import type { CompletionStore, FilePart, Message, UseStreamingCompletionResult } from '@rivulet/react'
import { useMemo } from 'react'
import type { MessageActions } from '../Message/messageActions.ts'
import { type ThreadVersions, createThreadVersions } from './threadVersions.ts'

/** The versions live as long as the thread's store, whoever shows it. */
const versionsOf = new WeakMap<CompletionStore, ThreadVersions>()

/**
 * What can be done with the messages of a thread: answer anew, edit, and go back to a version from before. Each ends a
 * running answer first. The thread's own `messages` are always the shown version.
 *
 * @example <MessageList messages={chat.messages} actions={useMessageActions(chat)} />
 */
export function useMessageActions({ store }: Pick<UseStreamingCompletionResult, 'store'>): MessageActions {
  return useMemo(() => createMessageActions(store), [store])
}

function createMessageActions(store: CompletionStore): MessageActions {
  const versions = versionsOf.get(store) ?? createThreadVersions()
  versionsOf.set(store, versions)
  const messagesNow = (): readonly Message[] => store.getState().messages
  return {
    onRegenerate({ id }) {
      store.stop()
      versions.fork(messagesNow(), id)
      void store.regenerate({ messageId: id })
    },
    onEdit({ id, parts, metadata }, text) {
      store.stop()
      versions.fork(messagesNow(), id)
      const files = parts.filter((part): part is FilePart => part.type === 'file')
      return store.sendMessage({
        text,
        files,
        messageId: id,
        ...(metadata === undefined ? {} : { metadata }),
      })
    },
    versionOf: ({ id }) => versions.of(messagesNow(), id),
    onVersion({ id }, index) {
      store.stop()
      store.clearError()
      store.setMessages((messages) => versions.show(messages, id, index))
    },
  }
}
