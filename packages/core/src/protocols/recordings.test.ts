import { describe, expect, it } from 'vitest'
import { readErrorBody } from '../errorBody.ts'
import type { CompletionEvent } from '../events.ts'
import type { MessagePart } from '../message.ts'
import type { MessageDraft } from '../store/reduceMessage.ts'
import { agUi } from './agUi.ts'
import { aiSdk } from './aiSdk.ts'
import { anthropic } from './anthropic.ts'
import { auto } from './detect.ts'
import { expectOutcome } from './expectOutcome.suite.ts'
import { cohere } from './cohere.ts'
import { gemini } from './gemini.ts'
import { langGraph } from './langGraph.ts'
import { ollama } from './ollama.ts'
import { openaiChat } from './openaiChat.ts'
import type { Protocol } from './protocol.ts'
import { inPieces, outcomeOf, play, seeded } from './play.suite.ts'
import { openaiResponses } from './openaiResponses.ts'
import { hasRecordings, recordingsOf } from './recordings.suite.ts'
import type { Recording } from './recordings.suite.ts'
import { sseText } from './sseText.ts'
import { text } from './text.ts'
import { tgi } from './tgi.ts'

/** The recordings of each format, and the protocol that reads them by its name. */
const FORMATS: Readonly<Record<string, () => Protocol>> = {
  'ag-ui': agUi,
  'ai-sdk-ui': aiSdk,
  anthropic,
  cohere,
  gemini,
  langgraph: langGraph,
  mistral: openaiChat,
  ollama,
  'openai-chat': openaiChat,
  'openai-completions': openaiChat,
  'openai-responses': openaiResponses,
  'raw-text': text,
  'sse-text': sseText,
  tgi,
}
const CUTS = 20

describe.skipIf(!hasRecordings).each(Object.entries(FORMATS))(
  'recordings of %s, where they are on this machine',
  (format, protocol) => {
    it('are there', () => {
      expect(recordingsOf(format)).not.toEqual([])
    })

    describe.each(recordingsOf(format).map((recording) => [recording.name, recording] as const))(
      '%s',
      (_, recording) => {
        const readers = [protocol(), auto()]
        const { body, expected } = recording
        const random = seeded(body.length)

        it.each(readers)('comes out as expected, read by $name', (reader) => {
          const pieces = [
            [body],
            inPieces(body, () => 1),
            inPieces(body, () => 1 + Math.floor(random() * 100)),
            inPieces(body, () => 1 + Math.floor(random() ** 4 * 5000)),
          ]
          for (const chunks of pieces) {
            const { draft } = play(recording, reader, chunks, 'clean')
            expectOutcome(outcomeOf(draft), expected)
          }
        })

        it.each(readers)('is an interrupted beginning where it is cut, read by $name', (reader) => {
          for (let cut = 0; cut < CUTS; cut++)
            expectBeginning(recording, reader, Math.floor(random() * body.length))
        })
      },
    )
  },
)

describe.skipIf(!hasRecordings)('recordings of HTTP errors, where they are on this machine', () => {
  const recordings = recordingsOf('http-error').map((recording) => [recording.name, recording] as const)
  it('are there', () => {
    expect(recordings).not.toEqual([])
  })

  it.each(recordings)('%s comes out as expected', (_, { body, status, headers, expected }) => {
    const { message, details } = readErrorBody({
      status,
      headers,
      body: new TextDecoder().decode(body),
      now: 0,
    })
    expect({
      message,
      type: details.type ?? null,
      code: details.code ?? null,
      status: details.status,
    }).toEqual(expected.error)
  })
})

function expectBeginning({ body, headers, expected }: Recording, reader: Protocol, length: number): void {
  const { draft, events } = play({ headers }, reader, [body.subarray(0, length)], 'broken')
  const { text: visible, reasoning, toolCalls } = outcomeOf(draft)
  expect(expected.text.slice(0, visible.length)).toBe(visible)
  expect(expected.reasoning.slice(0, reasoning.length)).toBe(reasoning)
  for (const [at, call] of toolCalls.entries()) {
    expect(expected.toolCalls[at]?.argsText?.slice(0, call.inputText.length) ?? call.inputText).toBe(
      call.inputText,
    )
  }
  expect(openParts(draft)).toEqual([])
  expect(lastState(draft)).toBe(isCutInside(events) ? 'interrupted' : lastState(draft))
}

/** Parts that claim to be growing still. */
function openParts(draft: MessageDraft): MessagePart[] {
  return draft.snapshot().parts.filter((part) => 'state' in part && /streaming/.test(part.state))
}

function isCutInside(events: readonly CompletionEvent[]): boolean {
  return events.at(-1)?.type === 'text-delta' || events.at(-1)?.type === 'reasoning-delta'
}

function lastState(draft: MessageDraft): string {
  const last = draft.snapshot().parts.findLast((part) => part.type === 'text' || part.type === 'reasoning')
  return last?.state ?? ''
}
