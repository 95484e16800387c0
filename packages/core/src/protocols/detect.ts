import { readErrorObject } from '../errorBody.ts'
import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import { cut, fields, isObject } from '../json.ts'
import { decodeAgUi, looksLikeAgUi } from './agUi.ts'
import { decodeAiSdk, isDataStreamBeginning, looksLikeAiSdk } from './aiSdk.ts'
import { decodeAnthropic, looksLikeAnthropic } from './anthropic.ts'
import { chatMessages } from './chatRequest.ts'
import { decodeCohere, looksLikeCohere } from './cohere.ts'
import { decodeGemini, looksLikeGemini } from './gemini.ts'
import { decodeLangGraph, looksLikeLangGraph } from './langGraph.ts'
import { decodeOllama, looksLikeOllama } from './ollama.ts'
import { decodeChat, looksLikeOpenaiChat } from './openaiChat.ts'
import { decodeResponses, looksLikeOpenaiResponses } from './openaiResponses.ts'
import { createMalformedReport } from './malformed.ts'
import { postJson } from './postJson.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import { signOf } from './sign.ts'
import type { Sign } from './sign.ts'
import { decodeSseText, looksLikeSseText } from './sseText.ts'
import { decodeText } from './text.ts'
import { decodeTgi, looksLikeTgi } from './tgi.ts'

/** How one format is told and read; what it sends is not asked for, so none of the encoders is brought along. */
interface Format {
  readonly decode: (emit: EmitEvent) => AnswerDecoder
  readonly recognises: (sign: Sign) => boolean
}

/** The first that recognises a frame reads the answer: the more particular a format's sign, the earlier it stands. */
const formats = (): readonly Format[] => [
  { decode: decodeAiSdk, recognises: looksLikeAiSdk },
  { decode: decodeAgUi, recognises: looksLikeAgUi },
  { decode: decodeText, recognises: (sign) => sign.kind === 'text' },
  { decode: decodeResponses, recognises: looksLikeOpenaiResponses },
  { decode: decodeAnthropic, recognises: looksLikeAnthropic },
  { decode: decodeGemini, recognises: looksLikeGemini },
  { decode: decodeOllama, recognises: looksLikeOllama },
  { decode: decodeCohere, recognises: looksLikeCohere },
  { decode: decodeTgi, recognises: looksLikeTgi },
  { decode: decodeLangGraph, recognises: looksLikeLangGraph },
  { decode: decodeChat, recognises: looksLikeOpenaiChat },
  { decode: decodeChat, recognises: isPlainError },
  { decode: decodeSseText, recognises: looksLikeSseText },
]

/** Frames held back, at most, until one tells the format. */
const HELD_LIMIT = 16

/**
 * Recognises the format of the answer by its first frames. Sends
 * `{ messages: [{ role, content }], stream: true, ...body }`, which most servers understand.
 */
export function auto(): Protocol {
  return {
    name: 'auto',
    framing: 'auto',
    encode: ({ messages, body }) => postJson({ messages: chatMessages(messages), stream: true, ...body }),
    decode: decodeAny,
  }
}

function decodeAny(emit: EmitEvent): AnswerDecoder {
  let decoder: AnswerDecoder | undefined
  let held: Frame[] = []

  function decide(chosen: AnswerDecoder): void {
    decoder = chosen
    for (const frame of held) chosen.frame(frame)
    held = []
  }

  function choose(sign: Sign): AnswerDecoder {
    const format = formats().find(({ recognises }) => recognises(sign))
    return format?.decode(emit) ?? decodeNothing(emit, sign)
  }

  return {
    frame(frame) {
      if (decoder !== undefined) return decoder.frame(frame)
      const last = held.at(-1)
      // Bare text comes in pieces, not in frames.
      const whole: Frame =
        frame.kind === 'text' && last?.kind === 'text'
          ? { kind: 'text', data: last.data + frame.data }
          : frame
      const sign = signOf(whole)
      if (sign === undefined) return
      if (whole === frame) held.push(whole)
      else held = [whole]
      if (isPreface(sign) && held.length < HELD_LIMIT) return
      decide(choose(sign))
    },
    end() {
      const first = held[0]
      const sign = first && signOf(first)
      if (sign !== undefined) decide(choose(sign))
      decoder?.end()
    },
    resume: (input) => decoder?.resume?.(input),
  }
}

/** What tells no format yet: `event: metadata`, which LangServe and LangGraph begin with; a letter or two of text. */
function isPreface({ kind, name, data, json }: Sign): boolean {
  return kind === 'text' ? isDataStreamBeginning(data) : name === 'metadata' && isObject(json)
}

/** An error in a shape that many formats share; the end mark alone. */
function isPlainError({ kind, json, data }: Sign): boolean {
  return (
    kind === 'error' ||
    data.trim() === '[DONE]' ||
    (isObject(json) && fields(json).error != null && readErrorObject(json) !== undefined)
  )
}

function decodeNothing(emit: EmitEvent, { kind, name, data, json }: Sign): AnswerDecoder {
  // JSON that breaks off is of a format that may well be known: the answer is truncated.
  if (kind === 'document' && json === undefined) return decodeBroken(emit)
  const event = name === 'message' ? '' : ` in an event named “${name}”`
  emit({
    type: 'error',
    error: {
      message: `The answer is in no format known here: it begins with “${cut(data, 80)}”${event}. Name its format with the option “protocol”, or give a protocol of your own.`,
      type: 'unknown-format',
      raw: data,
    },
  })
  return { frame() {}, end() {} }
}

/** Reports what it gets, and finishes nothing. */
function decodeBroken(emit: EmitEvent): AnswerDecoder {
  const report = createMalformedReport(emit)
  return { frame: (frame) => ('data' in frame ? report(frame) : undefined), end() {} }
}
