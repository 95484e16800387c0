import { expect } from 'vitest'
import type { Outcome } from './play.suite.ts'

/** The fields of `*.expected.json` that are compared. */
export interface Expected {
  readonly text: string
  readonly textParts?: readonly string[]
  readonly reasoning: string
  readonly reasoningParts?: readonly string[]
  readonly refusal?: string
  readonly toolPlan?: string
  readonly toolCalls: readonly ExpectedCall[]
  readonly finishReason: string | null
  readonly usageTotals: { readonly input: number; readonly output: number } | null
  readonly error: ExpectedError | null
  readonly done: boolean | null
  readonly sources?: readonly { readonly url: string | null; readonly title: string | null }[]
  readonly data?: readonly object[]
  readonly messageMetadata?: unknown
  readonly alsoAccept?: Readonly<Record<string, unknown>>
}

interface ExpectedCall {
  readonly id: string | null
  readonly name: string
  readonly args: unknown
  readonly argsText: string | null
  readonly complete: boolean
  readonly result?: unknown
  readonly errorText?: string
}

interface ExpectedError {
  readonly message: string | null
  readonly type: string | null
  readonly code: string | number | null
  readonly status?: number
}

/** Compares what the recording says something about; where it accepts another value too, that one will do. */
export function expectOutcome(outcome: Outcome, expected: Expected): void {
  const { alsoAccept = {} } = expected
  const found = comparable(outcome, expected)
  const wanted = Object.fromEntries(
    Object.keys(found).map((field) => {
      const other = alsoAccept[field]
      const isOther = other !== undefined && other === found[field]
      return [field, isOther ? other : (expected[field as keyof Expected] ?? null)]
    }),
  )
  expect(found).toEqual(wanted)
}

function comparable(outcome: Outcome, expected: Expected): Record<string, unknown> {
  const { text, reasoning, finishReason, usageTotals } = outcome
  return {
    text,
    reasoning,
    finishReason,
    usageTotals,
    toolCalls: callsLike(expected, outcome),
    error: errorLike(expected, outcome),
    ...(expected.textParts && { textParts: outcome.textParts }),
    ...(expected.reasoningParts && { reasoningParts: outcome.reasoningParts }),
    ...((expected.refusal !== undefined || outcome.refusal !== '') && { refusal: outcome.refusal }),
    ...((expected.sources ?? outcome.sources.length > 0) && { sources: outcome.sources }),
    ...(expected.done && { done: outcome.done }),
    ...(expected.toolPlan !== undefined && { toolPlan: outcome.toolPlan }),
    ...(expected.data && { data: outcome.data }),
    ...(expected.messageMetadata !== undefined && { messageMetadata: outcome.messageMetadata }),
  }
}

/**
 * The calls with the fields that the recording has; `null` where the wire has no id, or no text of arguments. Those
 * that the provider runs itself are left out, but for formats that tell them with all others.
 */
function callsLike(expected: Expected, { toolCalls, hostedCalls }: Outcome): Record<string, unknown>[] {
  const told = hostedCalls.filter((call) => expected.toolCalls.some(({ id }) => id === call.toolCallId))
  return [...told, ...toolCalls].map((call, at) => {
    const wanted = expected.toolCalls[at]
    const complete = call.state !== 'input-truncated'
    return {
      id: wanted?.id === null ? null : call.toolCallId,
      name: call.toolName,
      argsText: wanted?.argsText === null ? null : call.inputText,
      args: complete ? call.input : null,
      complete,
      ...(wanted !== undefined && 'result' in wanted && { result: call.output }),
      ...(wanted !== undefined && 'errorText' in wanted && { errorText: call.errorText }),
    }
  })
}

/** An error with the recording's fields. A broken connection is no event of the stream: the connection reports it. */
function errorLike({ error: wanted }: Expected, { error }: Outcome): unknown {
  if (wanted !== null && wanted.message === null) return error ?? wanted
  return error && { message: error.message, type: error.type ?? null, code: error.code ?? null }
}
