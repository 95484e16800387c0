import type { MessageActions } from '../Message/messageActions.ts'

/**
 * Actions that stay the same object as long as the same ones are there, and call the latest functions: rows that do not
 * change need not render for functions that were written inline.
 */
export function createStableActions(): (latest: MessageActions | undefined) => MessageActions | undefined {
  let current: MessageActions = {}
  let stable: MessageActions | undefined
  let presence: string | undefined
  return (latest) => {
    current = latest ?? {}
    const now = latest && Object.keys(latest).sort().join(' ')
    if (now === presence) return stable
    presence = now
    stable = latest && {
      onRegenerate: latest.onRegenerate && ((message) => current.onRegenerate?.(message)),
      onEdit: latest.onEdit && ((message, text) => current.onEdit?.(message, text)),
      versionOf: latest.versionOf && ((message) => current.versionOf?.(message)),
      onVersion: latest.onVersion && ((message, index) => current.onVersion?.(message, index)),
    }
    return stable
  }
}
