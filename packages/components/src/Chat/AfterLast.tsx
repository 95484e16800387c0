'use client'
import type { UseStreamingCompletionResult } from '@rivulet/react'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../ErrorNotice/ErrorNotice.tsx'
import { StreamMeter } from '../StreamMeter/StreamMeter.tsx'
import type { LabelOverrides } from '../labels.ts'

interface AfterLastProps {
  chat: UseStreamingCompletionResult
  labels: LabelOverrides | undefined
}

/** What stands behind the last message: what went wrong, or what can be done with the answer. */
export function AfterLast({ chat, labels }: AfterLastProps): ReactNode {
  const regenerate = (): void => void chat.regenerate()
  if (chat.error)
    return (
      <div className="rivulet-chat-after">
        <ErrorNotice
          error={chat.error}
          onRetry={regenerate}
          onDismiss={chat.clearError}
          live={false}
          labels={labels}
        />
      </div>
    )
  if (chat.status !== 'ready' || chat.messages.at(-1)?.role !== 'assistant') return null
  return (
    <div className="rivulet-chat-after">
      <StreamMeter metrics={chat.metrics} usage={chat.usage} labels={labels} />
    </div>
  )
}
