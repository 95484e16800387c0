import type { ChatRequest, GenerateRequest } from 'ollama'
import { expectTypeOf, it } from 'vitest'
import { ollamaChatRequest, ollamaGenerateRequest } from './ollamaRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

it('chats as Ollama defines it', () => {
  type Theirs = Omit<ChatRequest, 'model'>
  expectTypeOf(ollamaChatRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof ollamaChatRequest>, Theirs>>().toBeNever()
})

it('generates as Ollama defines it', () => {
  type Theirs = Omit<GenerateRequest, 'model'>
  expectTypeOf(ollamaGenerateRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof ollamaGenerateRequest>, Theirs>>().toBeNever()
})
