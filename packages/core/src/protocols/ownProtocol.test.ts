import { createCompletionStore, messageText } from '@rivulet/core'
import { type ScriptedFetch, chunk, scriptedFetch } from '@rivulet/testing'
import { expect, it } from 'vitest'
import { words } from './ownProtocol.suite.ts'

async function ask(lines: string): Promise<ReturnType<typeof state> & { fetch: ScriptedFetch }> {
  const fetch = scriptedFetch([[chunk(lines)]])
  const skipped: string[] = []
  const store = createCompletionStore({
    api: 'https://api.test/words',
    protocol: words,
    body: { model: 'm' },
    fetch,
    onError: (error) => skipped.push(error.message),
  })
  await store.sendMessage('Say hello')
  return { ...state(store, skipped), fetch }
}

function state(
  store: ReturnType<typeof createCompletionStore>,
  skipped: string[],
): {
  text: string
  finishReason: string | undefined
  error: string | undefined
  skipped: string[]
} {
  const { messages, finishReason, error } = store.getState()
  const text = messages.slice(1).map(messageText).join()
  return { text, finishReason, error: error?.kind, skipped }
}

it('sends the last question and shows the words that come', async () => {
  const { fetch, ...answer } = await ask('{"word":"Hel"}\n{"word":"lo"}\n{"end":"limit"}\n')
  expect(answer).toEqual({ text: 'Hello', finishReason: 'length', error: undefined, skipped: [] })
  expect(JSON.parse(fetch.calls[0]?.body ?? '')).toEqual({ question: 'Say hello', model: 'm' })
})

it('tells a truncated answer, an error and a bad line', async () => {
  expect(await ask('{"word":"Hel"}\n')).toMatchObject({ text: 'Hel', error: 'truncated' })
  expect(await ask('{"word":"Hel"}\n{"error":"no"}\n')).toMatchObject({ text: 'Hel', error: 'provider' })
  expect(await ask('{"word":"Hel"}\nlo\n{"end":"done"}\n')).toMatchObject({
    text: 'Hel',
    finishReason: 'stop',
    skipped: ['A line of another kind'],
  })
})
