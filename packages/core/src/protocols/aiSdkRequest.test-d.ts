import type { ChatTransport, UIMessage } from 'ai'
import { expectTypeOf, it } from 'vitest'
import { aiSdkRequest } from './aiSdkRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

/** `DefaultChatTransport` sends what it is given; the thread’s id as `id`. */
type Sent = Parameters<ChatTransport<UIMessage>['sendMessages']>[0]
type Theirs = Pick<Sent, 'messages' | 'trigger'> & { id: Sent['chatId'] }

it('sends what useChat sends', () => {
  expectTypeOf(aiSdkRequest).returns.toExtend<Theirs>()
  expectTypeOf<ForeignFields<ReturnType<typeof aiSdkRequest>, Theirs>>().toBeNever()
})
