import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import { encodePrompt } from './encodePrompt.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'

/**
 * A bare text body: every character is the answer, nothing is trimmed. The clean end of the body is the end of
 * the answer, since such a stream has no other mark. Sends `{ prompt, messages, ...body }`.
 */
export function text(): Protocol {
  return { name: 'text', framing: 'text', encode: encodePrompt, decode: decodeText }
}

/** Reads one answer. */
export function decodeText(emit: EmitEvent): AnswerDecoder {
  return {
    frame(frame: Frame) {
      if ('data' in frame && frame.data !== '') emit({ type: 'text-delta', id: '0', delta: frame.data })
    },
    end() {
      emit({ type: 'done' })
    },
  }
}
