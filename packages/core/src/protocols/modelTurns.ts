import { fields } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { MessagePart, ToolPart } from '../message.ts'

/** What a model said and called in one go, before it was given the results. */
export interface ModelTurn {
  /** All but calls, in order. */
  readonly said: readonly MessagePart[]
  /** The application's own calls that were answered, be it by an error: APIs take no call without its result. */
  readonly calls: readonly ToolPart[]
}

/** An assistant message as the model calls that it came from: after results, something said begins another. */
export function modelTurns(parts: readonly MessagePart[]): ModelTurn[] {
  const turns: { said: MessagePart[]; calls: ToolPart[] }[] = []
  for (const part of parts) {
    const isCall = part.type === 'tool'
    if (isCall && !isAnswered(part)) continue
    const last = turns.at(-1)
    const turn = last === undefined || (!isCall && last.calls.length > 0) ? { said: [], calls: [] } : last
    if (turn !== last) turns.push(turn)
    if (isCall) turn.calls.push(part)
    else turn.said.push(part)
  }
  return turns
}

function isAnswered(part: ToolPart): boolean {
  return part.hosted !== true && (part.state === 'output-available' || part.state === 'output-error')
}

/** A tool's result as text: JSON unless it is a text already. */
export function resultText(part: ToolPart): string {
  if (part.state === 'output-error') return part.errorText ?? 'The tool failed'
  return typeof part.output === 'string' ? part.output : (JSON.stringify(part.output) ?? '')
}

/** A call's arguments as an object, which is what APIs take. */
export function inputObject(part: ToolPart): JsonObject {
  return fields(part.input)
}

/** The texts among parts, with nothing between them. */
export function textOf(parts: readonly MessagePart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** The parts of a `data:` address that holds base64; `undefined` for any other address. */
export function base64Of(url: string): string | undefined {
  return /^data:[^,]*;base64,/.test(url) ? url.slice(url.indexOf(',') + 1) : undefined
}
