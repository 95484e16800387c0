import type { Contender } from '../contender.ts'
import { fetchEventSourceState } from './fetchEventSource.tsx'
import { oneNode, paragraphs } from './plain.ts'
import { chat, feed, hook, messageList, ownList, store } from './rivulet.tsx'
import { setState } from './setState.tsx'
import { yardstick } from './yardstick.tsx'

export const contenders: Record<string, Contender> = {
  yardstick,
  oneNode,
  paragraphs,
  setState,
  fetchEventSource: fetchEventSourceState,
  store,
  hook,
  ownList,
  messageList,
  chat,
  feed,
}
