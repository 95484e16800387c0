import {
  type AttemptContext,
  type CompletionState,
  type ConnectionState,
  type Message,
  type MessagePart,
  type Protocol,
  type StreamError,
  type Usage,
  type UseStreamingCompletionOptions,
  useStreamStore,
  useStreamingCompletion,
} from '@rivulet/react'
import { describe, expectTypeOf, it } from 'vitest'

describe('useStreamingCompletion', () => {
  it('returns a thread, its status, and the wire', () => {
    const chat = useStreamingCompletion()
    expectTypeOf(chat.messages).toEqualTypeOf<readonly Message[]>()
    expectTypeOf(chat.status).toEqualTypeOf<'ready' | 'submitted' | 'streaming' | 'error'>()
    expectTypeOf(chat.connection).toEqualTypeOf<ConnectionState>()
    expectTypeOf(chat.completion).toEqualTypeOf<string>()
    expectTypeOf(chat.error).toEqualTypeOf<StreamError | undefined>()
    expectTypeOf(chat.usage).toEqualTypeOf<Usage | undefined>()
    expectTypeOf(chat.complete).returns.resolves.toEqualTypeOf<string>()
    expectTypeOf(chat.sendMessage).returns.resolves.toEqualTypeOf<void>()
  })

  it('takes values, functions and async functions', () => {
    type Options = UseStreamingCompletionOptions
    expectTypeOf<{ api: URL; headers: Headers; body: { model: string } }>().toExtend<Options>()
    expectTypeOf<{
      api: () => string
      headers: (context: AttemptContext) => Promise<[string, string][]>
    }>().toExtend<Options>()
    expectTypeOf<{
      body: (context: AttemptContext) => { attempt: number }
      protocol: Protocol
    }>().toExtend<Options>()
    expectTypeOf<{ whenBusy: 'wait' }>().not.toExtend<Options>()
  })

  it('tells parts apart by their type', () => {
    type Part<Type> = Extract<MessagePart, { type: Type }>
    expectTypeOf<Part<'text'>['state']>().toEqualTypeOf<'streaming' | 'done' | 'interrupted'>()
    expectTypeOf<Part<'tool'>['toolName']>().toEqualTypeOf<string>()
    expectTypeOf<MessagePart>().not.toHaveProperty('text')
  })

  it('sends text, or a message that has one', () => {
    type Input = Parameters<ReturnType<typeof useStreamingCompletion>['sendMessage']>[0]
    expectTypeOf<string | { text: string; messageId: string; metadata: object }>().toExtend<Input>()
    expectTypeOf<{ messageId: string }>().not.toExtend<Input>()
  })

  it('has a store to select from', () => {
    const { store } = useStreamingCompletion()
    expectTypeOf(useStreamStore(store, (state) => state.queue.length)).toEqualTypeOf<number>()
    expectTypeOf(store.getState()).toExtend<CompletionState>()
  })
})
