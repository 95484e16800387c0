import type { EmitEvent, FinishReason } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, finite, isObject, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { Message } from '../message.ts'
import { messageText } from '../message.ts'
import { createMalformedReport } from './malformed.ts'
import { postJson } from './postJson.ts'
import type { AnswerDecoder, EncodedRequest, EncodeInput, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/** What {@link tgi} can be told. */
export interface TgiOptions {
  /**
   * Makes the prompt of a thread, by the template of the model that is served: this API knows no roles.
   * Default: the last user message, its images as Markdown before its text.
   */
  readonly prompt?: (messages: readonly Message[]) => string
}

/**
 * The native API of Hugging Face's Text Generation Inference (`POST …/generate_stream`); its `/v1/chat/completions`
 * is `openaiChat()`. Sends `{ inputs, stream: true, ...body, parameters: { details: true, ...body.parameters } }`.
 */
export function tgi(options: TgiOptions = {}): Protocol {
  return {
    name: 'tgi',
    framing: 'auto',
    encode: (input) => encodeTgi(input, options.prompt ?? lastPrompt),
    decode: decodeTgi,
  }
}

/** A token, or a whole answer. */
export function looksLikeTgi({ json }: Sign): boolean {
  const answer = Array.isArray(json) ? json[0] : json
  return isObject(answer) && (isObject(answer.token) || typeof answer.generated_text === 'string')
}

function encodeTgi(
  { messages, body }: EncodeInput,
  prompt: NonNullable<TgiOptions['prompt']>,
): EncodedRequest {
  const parameters = { details: true, ...fields(body.parameters) }
  return postJson({ inputs: prompt(messages), stream: true, ...body, parameters })
}

function lastPrompt(messages: readonly Message[]): string {
  const asked = messages.filter((message) => message.role === 'user').at(-1)
  if (asked === undefined) return ''
  const images = asked.parts.map((part) =>
    part.type === 'file' && part.mediaType.startsWith('image/') ? `![](${part.url})` : '',
  )
  return images.join('') + messageText(asked)
}

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['eos_token', 'stop'],
  ['stop_sequence', 'stop'],
  ['length', 'length'],
] as const)

/** Reads one answer. */
export function decodeTgi(emit: EmitEvent): AnswerDecoder {
  const malformed = createMalformedReport(emit)
  let streamed = false
  let over = false

  function read(event: JsonObject): void {
    const { token, generated_text: whole, error } = event
    if (error != null) return emit({ type: 'error', error: streamError('', event) })
    if (isObject(token)) readToken(token)
    // The last event repeats the text; it is the only one of a server that does not stream.
    if (typeof whole === 'string') finish(streamed ? '' : whole, fields(event.details))
    else if (!isObject(token)) emit({ type: 'unknown', format: 'tgi', raw: event })
  }

  function readToken({ text, special }: JsonObject): void {
    // Marks of the model's template, such as its end of turn.
    if (special === true) return
    emitText(text)
  }

  function emitText(text: unknown): void {
    if (filled(text) === undefined) return
    streamed = true
    emit({ type: 'text-delta', id: '0', delta: String(text) })
  }

  function finish(rest: string, details: JsonObject): void {
    emitText(rest)
    const output = finite(details.generated_tokens)
    if (output !== undefined)
      emit({ type: 'usage', input: finite(details.input_length), output, raw: details })
    const rawReason = filled(details.finish_reason)
    if (rawReason !== undefined)
      emit({ type: 'finish', reason: FINISH_REASONS.get(rawReason) ?? 'other', rawReason })
    over = true
    emit({ type: 'done' })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const json = parseJson(frame.data)
      const event: unknown = Array.isArray(json) ? json[0] : json
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, json) })
      else if (isObject(event)) read(event)
      else malformed(frame)
    },
    end() {},
  }
}
