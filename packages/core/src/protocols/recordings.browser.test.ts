import { describe, expect, inject, it } from 'vitest'
import type { CompletionState } from '../store/state.ts'
import { createCompletionStore } from '../store/createCompletionStore.ts'
import type { Expected } from './expectOutcome.suite.ts'
import { expectOutcome } from './expectOutcome.suite.ts'
import { outcomeOf } from './play.suite.ts'
import type { Outcome } from './play.suite.ts'

/** One of each format. Nobody tells the store which it is. */
const RECORDINGS = [
  'ag-ui/dotnet-backend-tool',
  'ag-ui/tanstack-ndjson-anthropic-emoji',
  'ai-sdk-ui/v5-anthropic-thinking-tool-two-steps',
  'anthropic/text-and-two-tools',
  'cohere/tool-plan-and-call',
  'gemini/thoughts',
  'langgraph/react-agent-tool',
  'langgraph/classic-messages-partial',
  'mistral/reasoning-content-parts',
  'ollama/chat-thinking-tool',
  'openai-chat/azure-prelude-emoji',
  'openai-completions/davinci-002',
  'openai-responses/reasoning-summary-text',
  'raw-text/flask-bare-event-stream-markdown',
  'sse-text/replicate-llama',
  'tgi/generate-stream-japanese',
] as const

const server = inject('replayServer')

describe.skipIf(server === '')('recordings in the browser, where they are on this machine', () => {
  it.each(RECORDINGS)('%s comes out of the store as expected', async (recording) => {
    const expected = await expectedOf(recording)
    for (const query of ['chunk=65536', 'chunk=1&mode=fixed', 'chunk=40&seed=7'])
      expectOutcome(outcomeOfStore(await ask(recording, query)), expected)
  })

  it('an HTTP error comes out of the store as expected', async () => {
    const { error } = await expectedOf('http-error/openai-400-model')
    const state = await ask('http-error/openai-400-model', '')
    expect(state).toMatchObject({ status: 'error', error: { kind: 'http', ...error } })
  })

  it('a broken connection leaves the beginning, interrupted', async () => {
    const { text } = await expectedOf('anthropic/text')
    // Chromium drops what a busy page has not read when the connection breaks: most of it comes well before.
    const state = await ask('anthropic/text', 'cut=-200&chunk=100&delay=20')
    const shown = outcomeOfStore(state).text
    expect(shown).not.toBe('')
    expect(text.startsWith(shown)).toBe(true)
    expect(state).toMatchObject({ status: 'error', error: { kind: 'interrupted' } })
    expect(state.messages.at(-1)?.parts.at(-1)).toMatchObject({ type: 'text', state: 'interrupted' })
  })
})

async function expectedOf(recording: string): Promise<Expected> {
  return (await fetch(`${server}/expected/open/${recording}`)).json()
}

/** The state that a store ends in. */
async function ask(recording: string, query: string): Promise<CompletionState> {
  const store = createCompletionStore({ api: `${server}/replay/open/${recording}?${query}` })
  await store.sendMessage('Hello')
  return store.getState()
}

function outcomeOfStore({ messages, status, error, finishReason, usage }: CompletionState): Outcome {
  const message = messages.at(-1)
  if (message === undefined) throw new Error('The thread is empty.')
  return outcomeOf({ snapshot: () => message, finishReason, usage, error, done: status === 'ready' })
}
