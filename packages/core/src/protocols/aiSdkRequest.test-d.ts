import type { UIMessage } from 'ai'
import { expectTypeOf, it } from 'vitest'
import { uiMessages } from './aiSdkRequest.ts'

it('sends messages as the AI SDK defines them', () => {
  expectTypeOf(uiMessages).returns.toExtend<UIMessage[]>()
})
