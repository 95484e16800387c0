import type { Content } from '@google/genai'
import { expectTypeOf, it } from 'vitest'
import { geminiRequest } from './geminiRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

/** The SDK has a type for what its methods take, and none for what it sends: that is made of the same contents. */
interface Theirs {
  contents: Content[]
  systemInstruction?: Content
}

it('asks for content as Google defines it', () => {
  expectTypeOf(geminiRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof geminiRequest>, Theirs>>().toBeNever()
})
