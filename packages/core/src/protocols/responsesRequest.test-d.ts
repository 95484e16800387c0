import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses'
import { expectTypeOf, it } from 'vitest'
import type { ForeignFields } from './requestTypes.suite.ts'
import { responsesRequest } from './responsesRequest.ts'

it('asks for responses as OpenAI defines them', () => {
  expectTypeOf(responsesRequest).returns.toExtend<ResponseCreateParamsStreaming>()
  type Foreign = ForeignFields<ReturnType<typeof responsesRequest>, ResponseCreateParamsStreaming>
  expectTypeOf<Foreign>().toBeNever()
})
