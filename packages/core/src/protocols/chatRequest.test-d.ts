import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { expectTypeOf, it } from 'vitest'
import { chatRequest } from './chatRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

it('asks for chat completions as OpenAI defines them', () => {
  type Theirs = Omit<ChatCompletionCreateParamsStreaming, 'model'>
  expectTypeOf(chatRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof chatRequest>, Theirs>>().toBeNever()
})
