import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages'
import { expectTypeOf, it } from 'vitest'
import { anthropicRequest } from './anthropicRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

it('asks for messages as Anthropic defines them', () => {
  type Theirs = Omit<MessageCreateParamsStreaming, 'model'>
  expectTypeOf(anthropicRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof anthropicRequest>, Theirs>>().toBeNever()
})
