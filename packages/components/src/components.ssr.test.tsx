import {
  Announcer,
  Attachment,
  Chat,
  Composer,
  ConnectionBadge,
  ErrorNotice,
  EventLog,
  Message,
  MessageList,
  Reasoning,
  Sources,
  StreamMeter,
  StreamingText,
  Suggestions,
  ToolCall,
} from '@rivulet/components'
import {
  type ConnectionState,
  type Message as MessageData,
  type ReasoningPart,
  StreamError,
  type ToolPart,
} from '@rivulet/react'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

const message: MessageData = {
  id: 'm',
  role: 'user',
  parts: [{ type: 'text', id: 't', text: 'One.\n\nTwo & <three>.', state: 'done' }],
  createdAt: 0,
}
const thoughts: ReasoningPart = { type: 'reasoning', id: 'r', text: 'Hm.', state: 'streaming', startedAt: 0 }
const call: ToolPart = {
  type: 'tool',
  toolCallId: 'c',
  toolName: 'search',
  state: 'input-streaming',
  inputText: '{',
}
const error = new StreamError('http', 'Too many', { status: 429, retryAfter: 5000 })
const waiting: ConnectionState = { status: 'waiting', attempt: 2, retryAt: 0, cause: error }

describe('on a server', () => {
  it.each<[string, ReactElement, string]>([
    [
      'StreamingText',
      <StreamingText key="" text={'One.\n\nTwo & <three>.'} smooth />,
      'Two &amp; &lt;three&gt;.',
    ],
    ['ConnectionBadge', <ConnectionBadge key="" connection={waiting} />, 'Reconnecting'],
    ['Message', <Message key="" message={message} />, 'Two &amp; &lt;three&gt;.'],
    ['MessageList', <MessageList key="" messages={[message]} />, 'One.'],
    ['Composer', <Composer key="" onSubmit={() => {}} defaultValue="draft" />, 'draft'],
    ['ErrorNotice', <ErrorNotice key="" error={error} onRetry={() => {}} />, 'The server is busy'],
    ['EventLog', <EventLog key="" events={[{ type: 'tick', data: 1, lastEventId: '7' }]} />, 'tick'],
    ['StreamMeter', <StreamMeter key="" metrics={{ characters: 0, reconnects: 1 }} />, 'Reconnects'],
    ['Reasoning', <Reasoning key="" part={thoughts} />, 'Hm.'],
    ['ToolCall', <ToolCall key="" part={call} />, 'search'],
    ['Sources', <Sources key="" part={{ type: 'source', url: 'https://a.example/' }} />, 'a.example'],
    [
      'Attachment',
      <Attachment key="" part={{ type: 'file', mediaType: 'image/png', url: 'https://a.example/' }} />,
      'Load File (image/png)',
    ],
    ['Suggestions', <Suggestions key="" suggestions={['Why?']} onPick={() => {}} />, 'Why?'],
    ['Announcer', <Announcer key="" error={error} />, 'role="alert"></div>'],
    ['Chat', <Chat key="" messages={[message]} />, 'One.'],
  ])('%s renders what it shows, without a warning', (_, element, text) => {
    expect(renderToString(element)).toContain(text)
  })

  it('shows no countdown, which would be another one in the browser', () => {
    expect(renderToString(<ConnectionBadge connection={waiting} />)).not.toContain('timer')
  })
})
