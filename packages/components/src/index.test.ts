import * as components from '@rivulet/components'
import { expect, it } from 'vitest'

it('exports these names and no others', () => {
  expect(Object.keys(components).sort()).toEqual([
    'Announcer',
    'Attachment',
    'Chat',
    'Composer',
    'ConnectionBadge',
    'ErrorNotice',
    'EventLog',
    'Message',
    'MessageList',
    'Reasoning',
    'Sources',
    'StreamMeter',
    'StreamingMarkdown',
    'StreamingText',
    'Suggestions',
    'ToolCall',
    'defaultLabels',
    'useMessageActions',
  ])
})
