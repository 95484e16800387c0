import {
  openaiChat,
  useStreamingCompletion,
  type UseStreamingCompletionOptions,
  type UseStreamingCompletionResult,
} from '@rivulet/react'
import type { About } from '../server/app.ts'
import { transportForPost, type TransportName } from './transports.ts'

const protocol = openaiChat()

/** The search thinks for milliseconds; a model may load for minutes. */
const SILENCE = { search: { warn: 2500, fail: 30_000 }, model: { warn: 15_000, fail: 300_000 } }

/** The thread with `/v1/chat/completions`, and the options by which `Chat` shares it. */
export function useThread(
  transport: TransportName,
  answers: About['answers'],
): [options: UseStreamingCompletionOptions, thread: UseStreamingCompletionResult] {
  const options = {
    id: 'demo',
    api: '/v1/chat/completions',
    protocol,
    transport: transportForPost(transport),
    silence: SILENCE[answers],
  }
  return [options, useStreamingCompletion(options)]
}
