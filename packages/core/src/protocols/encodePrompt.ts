import { messageText } from '../message.ts'
import { postJson } from './postJson.ts'
import type { EncodedRequest, EncodeInput } from './protocol.ts'

/** The request of an application's own route: `{ prompt, messages: [{ role, content }], ...body }` as JSON. */
export function encodePrompt({ messages, body }: EncodeInput): EncodedRequest {
  const asked = messages.filter((message) => message.role === 'user').at(-1)
  return postJson({
    prompt: asked === undefined ? '' : messageText(asked),
    messages: messages.map((message) => ({ role: message.role, content: messageText(message) })),
    ...body,
  })
}
